"""J405: the lower conjunction without the upper one: 若しくは where no 又は stands, 並びに where no 及び stands."""

import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import SENTENCES, Document
from dsl.official.sources import span_in

_PAIRS = (
    (re.compile("若しくは|もしくは"), re.compile("又は|または"), "又は"),
    (re.compile("並びに|ならびに"), re.compile("及び|および|と"), "及び"),
)


def find(document: Document) -> Iterator[Diagnostic]:
    for node in document.root.walk():
        if node.kind not in SENTENCES:
            continue
        for special, plain, wanted in _PAIRS:
            found = special.search(node.text)
            if found is not None and not plain.search(node.text):
                yield diagnose(
                    "J405",
                    span_in(document, node, found.start(), len(found.group())),
                    hint=wanted,
                    word=found.group(),
                    wanted=wanted,
                )
