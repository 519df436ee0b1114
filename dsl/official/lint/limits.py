"""J503: powers without a condition or a limit. A matter of opinion: off unless asked for."""

import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import SENTENCES, Document
from dsl.official.sources import span_in

_POWER = re.compile(
    r"[^。、]{2,24}(?:ことができる|ことができます|できるものとし|できる。|できます。|ことがあります|ことがある。)"
)
_LIMIT = re.compile(
    r"(?:とき(?:は|に|、)|場合|限り|限度|範囲|各号|以内|まで|事由|により、|に基づき|書面|承諾|同意|協議|通知|催告|経過|するため|ために|定める[^。]{1,10}に従|を除)"
)
_FREE = re.compile(r"いつでも|任意に|自由に|裁量|理由の?(?:如何|いかん)|都合により|なんら|何らの?(?:理由|事前)")


def find(document: Document) -> Iterator[Diagnostic]:
    for node in document.root.walk():
        if node.kind not in SENTENCES:
            continue
        found = _POWER.search(node.text)
        if found is None:
            continue
        free = _FREE.search(node.text)
        if free is not None or not _LIMIT.search(node.text[: found.end()]):
            yield diagnose(
                "J503", span_in(document, node, found.start(), len(found.group())), clause=found.group().rstrip("。")
            )
