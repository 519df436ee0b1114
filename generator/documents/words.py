"""The few words that a document adds to the book's own, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from dsl.base.diagnostic import Language


@dataclass(frozen=True, slots=True)
class Words:
    name: str
    nature: str
    notice: str
    version: str
    effective: str
    contents: str
    notes: str
    note: str
    remark: str
    repair: str
    reckoned: str
    readings: str
    reading: str
    default: str
    concerned: str
    told_in: str
    comma: str


WORDS: Mapping[Language, Words] = {
    "ja": Words(
        name="日本語",
        nature="規則から作成した日英対訳",
        notice="約款の正文ではありません",
        version="版",
        effective="適用日",
        contents="目次",
        notes="注",
        note="注",
        remark="注記",
        repair="印字の読替え",
        reckoned="算定",
        readings="解釈が分かれる点",
        reading="解釈",
        default="（既定）",
        concerned="関係する規定",
        told_in="次の規定の文に含まれる：",
        comma="、",
    ),
    "en": Words(
        name="English",
        nature="A bilingual rendering of the rules",
        notice="Not the official text of the terms",
        version="Version",
        effective="In force from",
        contents="Contents",
        notes="Notes",
        note="n. ",
        remark="Remark",
        repair="Repair of the print",
        reckoned="Reckoned by",
        readings="Where readings differ",
        reading="Reading ",
        default=" (default)",
        concerned="Provisions concerned",
        told_in="Told in the sentence of ",
        comma=", ",
    ),
}
