"""J501: standards that leave the measure to someone's judgement. A matter of opinion: off unless asked for."""

import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import SENTENCES, Document
from dsl.official.sources import span_in

_VAGUE = re.compile(
    r"相当(?:の|な)?(?:期間|額|数|程度|日数|時間|金額|方法)|相当期間|相当と認|相当の理由|速やかに|すみやかに|遅滞なく|合理的な?|著し[いく]|重大な|軽微な|正当な(?:理由|事由)|正当な|やむを得な[いく]|"
    r"やむを得ず|適切[なに]|適当と|不適当|不適切|必要に応じ|必要と(?:認|判断)|特段の事情|特別の事情|できる限り|出来る限り|可能な限り|十分な|原則として|"
    r"その他[^。、]{0,20}(?:認め|判断し)|不相当|誠意をもって|善良な|通常(?:の|要する)|妥当な|社会通念|ふさわしく|好ましくな|継続しがたい|困難|厳重に|厳格に|一定の|適宜|しかるべき|随時"
)


def find(document: Document) -> Iterator[Diagnostic]:
    for node in document.root.walk():
        if node.kind in SENTENCES:
            for found in _VAGUE.finditer(node.text):
                yield diagnose("J501", span_in(document, node, found.start(), len(found.group())), words=found.group())
