"""J305: one word written in several ways."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.base.folding import FOLD
from dsl.model.printed import SENTENCES, Document, Printed
from dsl.official.references import LAW
from dsl.official.sources import span_in

Use = tuple[Printed, int, str]
"""A node, where in its text, and how the word is written there."""

_NUMBER = "(?<=[0-9０-９一二三四五六七八九十数])"
_GROUPS: tuple[tuple[str, ...], ...] = (
    ("又は", "または"),
    ("及び", "および"),
    ("並びに", "ならびに"),
    ("若しくは", "もしくは"),
    *((f"{_NUMBER}か月", f"{_NUMBER}ヶ月", f"{_NUMBER}ヵ月", f"{_NUMBER}カ月", f"{_NUMBER}箇月", f"{_NUMBER}ケ月"),),
    ("ただし(?=、)", "但し(?=、)"),
    ("行(?:う|い|わ|っ)", "おこな(?:う|い|わ|っ)"),
    ("予め", "あらかじめ"),
    ("全て", "すべて"),
    ("速やか", "すみやか"),
    ("に従(?:い(?=[、，])|って)", "にしたが(?:い(?=[、，])|って)"),
    ("出来(?:る|な)", "でき(?:る|な|ま)"),
    ("恐れが", "おそれが", "虞が"),
    ("責に帰", "責めに帰"),
    ("致し", "いたし"),
    ("下さい", "ください"),
    ("頂(?:く|き|い)", "いただ(?:く|き|い)"),
    ("直ちに", "ただちに"),
    ("尚、", "なお、"),
    ("例えば", "たとえば"),
    ("拘わらず|関わらず", "かかわらず"),
    ("ホームページ", "ウェブサイト|ウェブ・サイト|Webサイト|webサイト"),
    ("(?<![一-龠ァ-ヴー])メール(?![ァ-ヴー])", "電子メール(?![ァ-ヴー])"),
    ("漏えい", "漏洩"),
    ("毀損", "(?<!引)き損(?!害|失)"),
    ("有さ(?:な|ず)", "有し(?:な|ませ)"),
    ("(?<=[るたい])時は", "(?<=[るたい])ときは"),
    ("という(?=[。）)])", "といいます(?=[。）)])"),
    ("支払(?=義務|債務|時期|方法|遅延)", "支払い(?=義務|債務|時期|方法|遅延)"),
    ("お客様", "お客さま"),
    (r"(?<!\d)[12]\d{3}年", r"(?<!\d)[12]\d{3}[./]\d{1,2}[./]\d{1,2}"),
    ("(?<![0-9A-Za-z.,:])[0-9]+(?![0-9A-Za-z.,:])", "(?<![第０-９])[０-９]+"),
    ("(?<=、)さらに|さらに(?=、)", "(?<=、)更に|更に(?=、)"),
)
_CONJUNCTIONS = 4
"""The first so many groups are conjunctions: kanji in all of them, or kana."""
_PATTERNS = tuple(tuple(re.compile(p) for p in group) for group in _GROUPS)
_LATIN = re.compile(r"(?<![A-Za-z/.:@])[A-Za-z]{3,}(?![A-Za-z.@])")
_LONG_SOUND = re.compile(r"[ァ-ヴー]{3,}")
_STEM = re.compile(
    r"(?<![をへ一-龠])(?P<stem>[一-龠]{2,4}?)(?P<kana>[みいりけえ]?)(?P<behind>[のをがはに](?![一-龠]?[るたい])|又は|及び|、又|[一-龠]{2})"
)
_INNER = re.compile(r"(?P<a>[一-龠])(?P<kana>[しりきいみけ])(?P<b>[一-龠][みいりし]?)(?=[のをがは。]|に[一-龠]|$)")
_POLITE = re.compile(r"(?:ます|ません|です)。$")
_PLAIN = re.compile(r"(?:する|ない|なる|れる|できる|ある|負う|とする|[うくすつむ]|した)。$")


def find(document: Document) -> Iterator[Diagnostic]:
    nodes = [n for n in document.root.walk() if n.kind in SENTENCES and n.kind != "entry"]
    texts = [(n, without_laws(n.text)) for n in nodes]
    for group in _in_favour(texts):
        uses = [[(n, m.start(), m.group()) for n, text in texts for m in p.finditer(text)] for p in group]
        yield from _minorities(document, [u for u in uses if u])
    for gather in (_latin, _long_sounds, _okurigana, _inner_okurigana):
        for ways in gather(texts).values():
            yield from _minorities(document, list(ways.values()))
    yield from _politeness(document, nodes)


def _in_favour(texts: list[tuple[Printed, str]]) -> Iterator[tuple[re.Pattern[str], ...]]:
    """The groups, each with the better way first: of the conjunctions kanji or kana as the document mostly has them."""
    whole = "".join(text for _, text in texts)
    kana = sum(len(g[1].findall(whole)) - len(g[0].findall(whole)) for g in _PATTERNS[:_CONJUNCTIONS]) > 0
    for i, group in enumerate(_PATTERNS):
        yield tuple(reversed(group)) if kana and i < _CONJUNCTIONS else group


def without_laws(text: str) -> str:
    """The text with the names of laws blotted out: their writing is theirs."""
    return LAW.sub(lambda m: "　" * len(m.group()), text)


def _minorities(document: Document, uses: list[list[Use]]) -> Iterator[Diagnostic]:
    """One finding for each way of writing that is not the usual one, at its first use."""
    if len(uses) < 2:
        return
    usual = max(uses, key=len)  # of equals the first, which is the better way
    for other in uses:
        if other is not usual:
            node, at, word = other[0]
            home, place, wanted = usual[0]
            hint = word.translate(FOLD) if word.translate(FOLD).isdigit() else wanted
            yield diagnose(
                "J305", span_in(document, node, at, len(word)), hint=hint, other=word, word=hint,
                related=[span_in(document, home, place, len(wanted))], count=len(other), usual=len(usual),
            )  # fmt: skip


Ways = dict[str, dict[str, list[Use]]]


def _gathered(found: Iterable[tuple[str, Use]]) -> Ways:
    ways: Ways = defaultdict(lambda: defaultdict(list))
    for key, use in found:
        ways[key][use[2]].append(use)
    return ways


def _words(texts: list[tuple[Printed, str]], pattern: re.Pattern[str], key: Callable[[str], str]) -> Ways:
    return _gathered((key(m.group()), (n, m.start(), m.group())) for n, text in texts for m in pattern.finditer(text))


def _latin(texts: list[tuple[Printed, str]]) -> Ways:
    return _words(texts, _LATIN, str.lower)


def _long_sounds(texts: list[tuple[Printed, str]]) -> Ways:
    """ユーザ and ユーザー: words alike but for the long sound at their end."""
    return _words(texts, _LONG_SOUND, _long_fold)


def _long_fold(word: str) -> str:
    """ユーザー, ユーザ; ソフトウェア, ソフトウエア."""
    return word.translate(str.maketrans("ァィゥェォッャュョ", "アイウエオツヤユヨ")).removesuffix("ー")


def _okurigana(texts: list[tuple[Printed, str]]) -> Ways:
    """払込みを and 払込を: a noun with and without its kana, before the same kind of word."""
    found = []
    for node, text in texts:
        for m in _STEM.finditer(text):
            behind = "" if re.match("[のをがはに又及、]", m["behind"]) else m["behind"]
            found.append((f"{m['stem']} {behind}", (node, m.start(), m["stem"] + m["kana"])))
    return {k: v for k, v in _gathered(found).items() if len(v) == 2 and any(w == k.split(" ")[0] for w in v)}


def _inner_okurigana(texts: list[tuple[Printed, str]]) -> Ways:
    """申し込みの and 申込みの."""
    found = [(m["a"] + m["b"], (n, m.start(), m.group())) for n, text in texts for m in _INNER.finditer(text)]
    stems = {key for key, _ in found}
    for node, text in texts:
        for stem in stems:
            for m in re.finditer(rf"(?<![一-龠]){stem}(?=[のをがは。]|に[一-龠]|$)", text):
                found.append((stem, (node, m.start(), stem)))
    return _gathered(found)


def _politeness(document: Document, nodes: list[Printed]) -> Iterator[Diagnostic]:
    """です・ます among である, or the other way round: where nearly all sentences are of one style."""
    polite = [(n, len(n.text) - 4, n.text[-4:-1]) for n in nodes if _POLITE.search(n.text)]
    plain = [(n, len(n.text) - 4, n.text[-4:-1]) for n in nodes if _PLAIN.search(n.text) and not _POLITE.search(n.text)]
    few, many = sorted((polite, plain), key=len)
    if few and len(few) * 8 <= len(many):
        yield from _minorities(document, [few, many])
