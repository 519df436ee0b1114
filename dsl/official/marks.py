"""What the beginning of a line says: a heading, the number of a paragraph or item, or nothing."""

import re
from dataclasses import dataclass

from dsl.model.printed import DIVISIONS, Kind
from dsl.official.numbers import AIUEO, CIRCLED, DIGITS, IROHA, KANJI, NUMBER, ROMAN, ROMAN_SIGNS, value

_BRANCH = rf"(?:\s*の\s*{NUMBER}(?![日月年円項号章節]))*"
_ARTICLE = re.compile(rf"第\s*({NUMBER})\s*条({_BRANCH})(?P<rest>.*)", re.DOTALL)
_DIVISION = re.compile(rf"第\s*({NUMBER})\s*([編部章節款])({_BRANCH})(?P<rest>.*)", re.DOTALL)
_SUPPLEMENT = re.compile(r"[附付]\s*則(?P<rest>.*)", re.DOTALL)
_ANNEX = re.compile(
    rf"(?:別\s*紙|別\s*表|別\s*添|別\s*記|付属書|附属書)\s*(?P<number>(?:第\s*)?{NUMBER}|[A-ZＡ-Ｚ])?(?P<rest>.*)",
    re.DOTALL,
)
_CAPTION = re.compile(r"[（(\[【〔［]\s*(?P<caption>[^（）()\[\]【】〔〕［］。]{1,60}?)\s*[）)\]】〕］]")
CAPTION_LINE = re.compile(_CAPTION.pattern + r"$")
_RUNS_ON = re.compile(
    r"(?:[のにはをがでとへもやよ、。，,．から]|及び|並びに|又は|若しくは|または|もしくは|および|ならびに|まで|ないし|乃至|各|第|ただし|但し|本文|前段|後段|中段|以下)"
)
"""What follows a reference in running text, and never a heading."""

_AFTER_SPACE = re.compile(r"[のにはをがでへ、。](?![一-龠ァ-ヴ]*[はがを])|及び|又は|並びに|若しくは|から|まで|ないし")
_NUMBER_RUNS_ON = re.compile(
    r"[のにをが、。，]|は(?!がき|じめ)|及び|並びに|又は|若しくは|または|もしくは|および|ならびに|から|まで|ないし|乃至"
)

TABLE_HEAD = re.compile(
    r"(?:用語|語句|定義語|名称|項目|区分|言葉)[\s　]+(?:用語の|語句の)?(?:意味|定義|意義|内容|説明)"
)
"""The first row of a table of definitions."""

_LEADER = re.compile(r"(?P<title>.*?)[\s.．・…‥･]*[0-9０-９]*$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `size` is how many characters of the line belong to it; what follows is text."""

    kind: Kind
    number: str
    title: str
    size: int
    captioned: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of a paragraph, item or lower. `style` is its class with its punctuation; `order` its place in its
    list; `sure`: whether it can hardly be anything else."""

    style: str
    number: str
    order: int
    size: int
    sure: bool
    within: str = ""
    """The article that a number names, too: 3.2 is the second paragraph of article 3."""


def read_heading(text: str) -> Heading | None:
    """The heading that a line is, or begins with; None where it is none."""
    return _article(text) or _division(text) or _supplement(text) or _annex(text)


def _article(text: str) -> Heading | None:
    found = _ARTICLE.match(text)
    if found is None:
        return None
    number = "-".join(str(value(n)) for n in [found[1], *_branches(found[2])])
    rest = found["rest"]
    inner = rest.lstrip()
    lead = len(text) - len(inner)
    caption = _CAPTION.match(inner)
    if caption is not None:
        after = inner[caption.end() :]
        if _RUNS_ON.match(after.lstrip()) and after.strip():
            return None
        gap = len(after) - len(after.lstrip())
        return Heading("article", number, caption["caption"].strip(), lead + caption.end() + gap)
    if not inner:
        return Heading("article", number, "", len(text), captioned=False)
    if inner[0] in ":：":
        return Heading("article", number, inner[1:].strip(), len(text))
    if inner == rest or _AFTER_SPACE.match(inner):
        return None
    if "。" not in inner and "、" not in inner and len(inner) <= 30:
        return Heading("article", number, inner.strip(), len(text))
    return Heading("article", number, "", lead, captioned=False)


def _branches(text: str) -> list[str]:
    return re.findall(NUMBER, text.replace("の", " "))


def _division(text: str) -> Heading | None:
    found = _DIVISION.match(text)
    if found is None:
        return None
    rest = found["rest"].strip()
    if rest and ((not found["rest"][0].isspace() and _RUNS_ON.match(rest)) or "。" in rest or len(rest) > 40):
        return None
    caption = _CAPTION.fullmatch(rest)
    number = "-".join(str(value(n)) for n in [found[1], *_branches(found[3])])
    return Heading(DIVISIONS[found[2]], number, caption["caption"] if caption else rest, len(text))


def _supplement(text: str) -> Heading | None:
    found = _SUPPLEMENT.match(text)
    if found is None:
        return None
    rest = found["rest"].strip()
    if rest and (_RUNS_ON.match(rest) or "。" in rest or len(rest) > 40):
        return None
    return Heading("supplement", "", _unbracketed(rest), len(text))


def _annex(text: str) -> Heading | None:
    found = _ANNEX.match(text)
    if found is None:
        return None
    rest = found["rest"].strip()
    if rest and (_RUNS_ON.match(rest) or "。" in rest or len(rest) > 40):
        return None
    if (
        found["number"] is None
        and rest
        and not rest.startswith(("（", "(", "「", "【"))
        and not found["rest"][0].isspace()
    ):
        return None
    number = (found["number"] or "").removeprefix("第").strip()
    folded = (chr(ord(number) - 0xFEE0) if re.fullmatch("[Ａ-Ｚ]", number) else number).lower()
    return Heading(
        "annex",
        folded if not number or (folded.isalpha() and folded.isascii()) else str(value(number)),
        _unbracketed(rest),
        len(text),
    )


def _unbracketed(text: str) -> str:
    caption = _CAPTION.fullmatch(text)
    return caption["caption"].strip() if caption else text


def without_leader(text: str) -> str:
    """A line of the contents without its dots and page number."""
    found = _LEADER.fullmatch(text)
    return found["title"].strip() if found and found["title"].strip() else text


# ── numbers ───────────────────────────────────────────────────────────────────────────────────────

_GAP = r"[\s　]*"
_FORMS: tuple[tuple[str, re.Pattern[str], bool], ...] = (
    ("(1)", re.compile(rf"[（(]\s*({DIGITS})\s*[）)]{_GAP}"), True),
    ("1)", re.compile(rf"({DIGITS})[）)]{_GAP}"), True),
    ("1.", re.compile(rf"({DIGITS})[.．](?![0-9０-９]){_GAP}"), True),
    ("1", re.compile(r"([0-9０-９]{1,2})[\s　]+(?![日月年円%％回個人件点か月時分秒名社])"), False),
    ("①", re.compile(rf"([{CIRCLED}]){_GAP}"), True),
    ("(一)", re.compile(rf"[（(]\s*({KANJI})\s*[）)]{_GAP}"), True),
    ("一", re.compile(rf"({KANJI})[\s　．.、]+"), False),
    ("(イ)", re.compile(rf"[（(]\s*([{AIUEO}{IROHA}])\s*[）)]{_GAP}"), True),
    ("イ.", re.compile(rf"([{AIUEO}{IROHA}])[.．）)、]{_GAP}"), False),
    ("イ", re.compile(rf"([{AIUEO}{IROHA}])[\s　]+"), False),
    ("(a)", re.compile(rf"[（(]\s*([a-zａ-ｚ]{{1,4}})\s*[）)]{_GAP}"), False),
    ("a)", re.compile(rf"([a-zａ-ｚ]{{1,4}})[）)]{_GAP}"), False),
    ("a.", re.compile(rf"([a-zａ-ｚ]{{1,4}})[.．](?![a-z0-9]){_GAP}"), False),
    ("ⅰ", re.compile(rf"[（(]?\s*([{ROMAN_SIGNS}])\s*[）).．]?{_GAP}"), True),
)
_DECIMAL = re.compile(r"([0-9０-９]{1,3})[.．\-－]([0-9０-９]{1,3})(?:[.．\-－]([0-9０-９]{1,3}))?[\s　]+")
_BULLET = re.compile(r"([●○◆◇■□・•▪※▶–—*＊]|[-‐―－](?=[\s　]))[\s　]*")


def read_marks(text: str) -> list[Mark]:
    """What the number at the beginning of a line can be: mostly one; イ is of two orders, i. a letter or roman."""
    bullet = _BULLET.match(text)
    if bullet is not None and bullet.end() < len(text):
        return [Mark(bullet[1], "", 0, bullet.end(), True)]
    decimal = _DECIMAL.match(text)
    if decimal is not None:
        style, order = ("3.1.1", value(decimal[3])) if decimal[3] else ("3.1", value(decimal[2]))
        return [Mark(style, str(order), order, decimal.end(), True, str(value(decimal[1])))]
    for style, pattern, sure in _FORMS:
        found = pattern.match(text)
        if found is None:
            continue
        rest = text[found.end() :]
        if _NUMBER_RUNS_ON.match(rest):
            return []
        return [Mark(s, number, order, found.end(), sure) for s, number, order in _orders(style, found[1])]
    return []


def _orders(style: str, sign: str) -> list[tuple[str, str, int]]:
    if "1" in style or "一" in style:
        number = value(sign)
        return [(style, str(number), number)]
    if style == "①":
        number = CIRCLED.index(sign) + 1
        return [(style, str(number), number)]
    if style == "ⅰ":
        number = ROMAN_SIGNS.index(sign) + 1
        return [(style, ROMAN[number - 1], number)]
    if "イ" in style:
        orders = (("ア", AIUEO), ("イ", IROHA))
        return [(style.replace("イ", name), sign, signs.index(sign) + 1) for name, signs in orders if sign in signs]
    letter = "".join(chr(ord(c) - 0xFEE0) if c >= "ａ" else c for c in sign)
    found = []
    if len(letter) == 1:
        found.append((style, letter, ord(letter) - 96))
    if letter in ROMAN:
        found.append((style.replace("a", "i"), letter, ROMAN.index(letter) + 1))
    return found


def is_bullet(mark: Mark) -> bool:
    return not mark.number
