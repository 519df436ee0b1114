"""J502: duties to pay, notify, deliver or return without a time. A matter of opinion: off unless asked for."""

import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import SENTENCES, Document
from dsl.official.sources import span_in

_ACT = (
    "(?:支払(?!日|期|方法)|通知|返還|返却|届け出|届出|提出|引き?渡|交付|納付|納入|納品|報告|連絡|払い戻|返金|送付|掲示|"
    "公表|開示|賠償|償還|弁済|明け渡)"
)
_MUST = (
    "ものとします|ものとする|しなければな|わなければな|なければなりません|なければならない|義務を負|します|いたします|"
    "する|う|い?ます|ねばならない"
)
_DUTY = re.compile(rf"{_ACT}[^。、]{{0,12}}?(?:{_MUST})(?:。|$)")
_TIME = re.compile(
    "まで|以内|日に|月に|直ちに|ただちに|速やかに|すみやかに|遅滞なく|あらかじめ|予め|事前に|同時に|つど|都度|当日|翌日|"
    "期日|期限|即時|前に|後に|毎月|毎年|際に|ときに|時に|末日|引換え"
)


def find(document: Document) -> Iterator[Diagnostic]:
    for node in document.root.walk():
        if node.kind not in SENTENCES or node.kind == "entry":
            continue
        found = _DUTY.search(node.text)
        if (
            found is not None
            and not _TIME.search(node.text)
            and not re.search(r"(?:ことができ|権利|場合を除き、?[^。]*ない)", found.group())
        ):
            yield diagnose(
                "J502", span_in(document, node, found.start(), len(found.group())), clause=found.group().rstrip("。")
            )
