"""J305: one word written in several ways."""

import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import SENTENCES, Document, Printed
from dsl.official.sources import span_in

_KANJI = "一-龠々"
_GROUPS: tuple[tuple[str, ...], ...] = (
    (r"又は", r"または"),
    (r"及び", r"および"),
    (r"並びに", r"ならびに"),
    (r"若しくは", r"もしくは"),
    (r"(?<=[0-9０-９一二三四五六七八九十数])か月", r"(?<=[0-9０-９一二三四五六七八九十数])ヶ月", r"(?<=[0-9０-９一二三四五六七八九十数])ヵ月",
     r"(?<=[0-9０-９一二三四五六七八九十数])カ月", r"(?<=[0-9０-９一二三四五六七八九十数])箇月", r"(?<=[0-9０-９一二三四五六七八九十数])ケ月"),
    (r"ただし(?=、)", r"但し(?=、)"),
    (r"行(?:う|い|わ|っ)", r"おこな(?:う|い|わ|っ)"),
    (r"予め", r"あらかじめ"),
    (r"全て", r"すべて"),
    (r"速やか", r"すみやか"),
    (r"に従(?:い|っ|う)", r"にしたが(?:い|っ|う)"),
    (r"出来(?:る|な)", r"でき(?:る|な|ま)"),
    (r"恐れが", r"おそれが", r"虞が"),
    (r"責に帰", r"責めに帰"),
    (r"有する|有し", r"もつ(?=[。、])"),
    (r"致し", r"いたし"),
    (r"下さい", r"ください"),
    (r"頂(?:く|き|い)", r"いただ(?:く|き|い)"),
    (r"直ちに", r"ただちに"),
    (r"更に(?=[、一-龠])", r"さらに(?=[、一-龠])"),
    (r"尚、", r"なお、"),
    (r"例えば", r"たとえば"),
    (r"拘わらず|関わらず", r"かかわらず"),
    (r"当たり|当たって", r"あたり、|あたって"),
    (r"支払い(?=[をのがはにへ、及又時期方義遅])", r"支払(?=[をのがはに、及又]|遅滞|方法|期[日限]|義務)"),
    (r"申込み(?=[をのがはに、及又])", r"申込(?=[をのがはに、及又])", r"申し込み"),
    (r"取扱い", r"取り扱い"),
    (r"振込み(?=[をのがはに、])", r"振込(?=[をのがはに、])", r"振り込み"),
    (r"引渡し", r"引き渡し(?![また])"),
    (r"問い合わせ", r"問合せ", r"問合わせ"),
    (r"ホームページ", r"ウェブサイト|ウェブ・サイト|Webサイト|webサイト"),
    (r"サーバー", r"サーバ(?!ー)"),
    (r"ユーザー", r"ユーザ(?!ー)"),
    (r"コンピューター", r"コンピュータ(?!ー)"),
    (r"メンテナンス", r"メインテナンス"),
    (r"ソフトウェア", r"ソフトウエア"),
    (r"インターネット", r"インタネット"),
    (r"(?<![子])メール(?!マ)", r"電子メール"),
    (r"漏洩", r"漏えい"),
    (r"毀損", r"き損"),
    (r"有さ(?:な|ず)", r"有し(?:な|ませ)"),
    (r"(?<=[るたい])時は", r"(?<=[るたい])ときは"),
    (r"(?<=[るたい])時(?=、|$)", r"(?<=[るたい])とき(?=、|$)"),
    (r"という(?=[。）)])", r"といいます(?=[。）)])"),
    (r"とする(?=。)", r"とします(?=。)"),
    (r"なければならない(?=。)", r"なければなりません(?=。)"),
)  # fmt: skip
_PATTERNS = tuple(tuple(re.compile(p) for p in group) for group in _GROUPS)
_LATIN = re.compile(r"(?<![A-Za-z/.:])[A-Za-z]{3,}(?![A-Za-z.])")
_LONG_SOUND = re.compile(r"[ァ-ヴー]{3,}")


def find(document: Document) -> Iterator[Diagnostic]:
    texts = [n for n in document.root.walk() if n.kind in SENTENCES]
    for group in _PATTERNS:
        uses = [[(n, m) for n in texts for m in pattern.finditer(n.text)] for pattern in group]
        yield from _minorities(document, [u for u in uses if u])
    yield from _minorities_of_words(document, texts, _LATIN, str.lower)
    yield from _minorities_of_words(document, texts, _LONG_SOUND, lambda word: word.replace("ー", ""))


def _minorities(document: Document, uses: list[list[tuple[Printed, re.Match[str]]]]) -> Iterator[Diagnostic]:
    """One finding for each way of writing that is not the usual one, at its first use."""
    if len(uses) < 2:
        return
    usual = max(uses, key=len)
    for other in uses:
        if other is not usual:
            node, match = other[0]
            yield diagnose(
                "J305", span_in(document, node, match.start(), len(match.group())), hint=usual[0][1].group(),
                other=match.group(), word=usual[0][1].group(), count=len(other), usual=len(usual),
            )  # fmt: skip


def _minorities_of_words(
    document: Document, texts: list[Printed], pattern: re.Pattern[str], fold
) -> Iterator[Diagnostic]:  # type: ignore[no-untyped-def]
    groups: dict[str, dict[str, list[tuple[Printed, re.Match[str]]]]] = {}
    for node in texts:
        for match in pattern.finditer(node.text):
            groups.setdefault(fold(match.group()), {}).setdefault(match.group(), []).append((node, match))
    for ways in groups.values():
        yield from _minorities(document, list(ways.values()))
