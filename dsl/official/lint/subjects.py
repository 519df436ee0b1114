"""J406: one clause with two subjects: 当社が…を当社が承諾しない, 申込者が入金を当社が確認する."""

import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import SENTENCES, Document
from dsl.official.sources import span_in

_PARTY = r"(?:当社|契約者|申込者|利用者|会員|お客様|甲|乙|相手方|受託者|委託者|保険者|被保険者|賃借人|賃貸人|ユーザー)"
_TWICE = re.compile(rf"(?P<one>{_PARTY})が(?P<between>[^。、がは]{{1,30}})を(?P<two>{_PARTY})が")


def find(document: Document) -> Iterator[Diagnostic]:
    for node in document.root.walk():
        if node.kind not in SENTENCES:
            continue
        for found in _TWICE.finditer(node.text):
            if re.search(r"(?:する|した|る|た|ない)[^ぁ-ん]*$", found["between"]):
                continue
            yield diagnose("J406", span_in(document, node, found.start(), len(found.group())), clause=found.group())
