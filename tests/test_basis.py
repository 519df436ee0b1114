"""A reference inside the phrase that it belongs to: 前二項の表明、保証又は誓約に違反したとき."""

from dataclasses import replace

from dsl.model import expression as x
from dsl.model.rule import Rule
from dsl.wording import condition_words, sentence
from tests.conftest import RULES, plan_of

BOOK = plan_of(str(RULES)).book
POWER = next(r for r in BOOK.rules if r.id == "36.3#power")


def told(rule: Rule) -> tuple[str, str]:
    return sentence(rule, "ja", BOOK), sentence(rule, "en", BOOK)


def test_a_phrase_takes_the_reference_of_its_rule() -> None:
    assert told(POWER) == (
        "当社及び契約者は、相手方が前二項の表明、保証又は誓約に違反したときは、何らの催告を要せず、通知のみによって、直ちに、"
        "本サービス利用契約及び個別契約を解除することができるものとします。",
        "If the other party breaches the representations, warranties or covenants referred to in the preceding two "
        "paragraphs, each of the Company and the Customer may immediately cancel the Service Agreement and the individual "
        "contracts without any demand and by notice alone.",
    )


def test_without_a_reference_the_phrase_has_no_place_for_it() -> None:
    ja, en = told(replace(POWER, pursuant_to=()))
    assert "相手方が表明、保証又は誓約に違反したときは" in ja
    assert en.startswith("If the other party breaches the representations, warranties or covenants, each of")
    assert POWER.when is not None
    assert condition_words(POWER.when, "ja", BOOK) == "相手方が表明、保証又は誓約に違反した"


def test_other_phrases_stand_behind_the_reference() -> None:
    ja, en = told(replace(POWER, when=x.Holds("contract.agreement_breached")))
    assert "前二項に基づき、契約者が本サービス利用契約の条項のいずれかに違反したときは" in ja
    assert "breaches any provision of the Service Agreement pursuant to the preceding two paragraphs" in en


def test_what_comes_before_the_thing_itself_comes_in_advance() -> None:
    notice = next(r for r in BOOK.rules if r.id == "22.1")
    assert told(notice) == (
        "当社は、前三条に定める措置をとるときは、あらかじめ、できる限り日時を特定し、契約者に対し、その旨を通知するものとします。",
        "If the Company takes any of the measures referred to in the preceding three Articles, the Company shall, in advance, "
        "notify the Customer to that effect, specifying its timing as far as possible.",
    )
    assert "措置の実施の前に" in told(replace(notice, each=None))[0]
    assert "before the taking of the measure" in told(replace(notice, when=None))[1]
