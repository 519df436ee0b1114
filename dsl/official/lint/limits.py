"""J503: powers without a condition or a limit. A matter of opinion: off unless asked for."""

import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import SENTENCES, Document, Printed
from dsl.official.sources import span_in

_POWER = re.compile(
    r"[^。、]{2,24}(?:ことができる|ことができます|できるものとし|できる。|できます。|ことがあります|ことがある。)"
)
_LIMIT = re.compile(
    r"(?:とき(?:は|に|、)|場合|限り|限度|範囲|各号|以内|まで|事由|により、|に基づき|書面|承諾|同意|協議|通知|催告|経過|するため|ために|定める[^。]{1,10}に従|を除)"
)
_FREE = re.compile(
    r"いかなる場合|(?:当社|当会社|甲|乙)が(?:別途)?定める(?:時間|額|金額|日数|期間|範囲)を限度|理由を(?:示|告|明)[^。]{0,4}(?:なく|ず)|いつでも|任意に|自由に|裁量|理由の?(?:如何|いかん)|都合により|なんら|何らの?(?:理由|事前)"
)
_MONEY = re.compile(r"(?:料|料金|費|金|額)を(?:改定|変更|増額|値上げ|徴収|賦課)")
_CEILING = re.compile(r"を超え|限度|上限|以内|範囲|以下")


def find(document: Document) -> Iterator[Diagnostic]:
    for node in document.root.walk():
        if node.kind not in SENTENCES:
            continue
        found = _POWER.search(node.text)
        if found is None:
            continue
        money = _MONEY.search(node.text) and not _CEILING.search(_whole(document, node))
        free = _FREE.search(node.text)
        if money or free is not None or not _LIMIT.search(node.text[: found.end()]):
            yield diagnose(
                "J503", span_in(document, node, found.start(), len(found.group())), clause=found.group().rstrip("。")
            )


def _whole(document: Document, node: Printed) -> str:
    """The whole paragraph in which a sentence stands: its proviso may set the limit."""
    home = next((n for n in document.root.walk() if node in n.children), node)
    return "".join(n.text for n in home.walk())
