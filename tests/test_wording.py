"""Sentences as a contracts lawyer would write them, in both languages, from the trees of the book."""

import re
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.base import english
from dsl.base.diagnostic import LANGUAGES, Language
from dsl.base.japanese import CannotInflect, Form, attributive, inflect
from dsl.base.moment import Duration, end_of, instant, some_time_on
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.rule import EACH_PARTY, Deadline, Rule
from dsl.model.value import FALSE, NULL, TRUE, Known, Plain, Unknown, Value
from dsl.model.vocabulary import Phrase
from dsl.pipeline import check
from dsl.wording import citation, condition_words, expression_words, sentence, term_words, value_words
from dsl.wording.frames import fill
from dsl.wording.words import DUTY_WORDS, EFFECT_WORDS, KIND_WORDS, NEED_WORDS, STATUS_WORDS
from tests.conftest import ROOT, RULES
from tests.strategies import Trees

RENTAL = ROOT / "tests" / "books" / "rental"


@cache
def book_of(folder: str = str(RULES)) -> Book:
    book = check(folder).book
    assert book is not None
    return book


BOOK = book_of()


def rule(ident: str, book: Book = BOOK) -> Rule:
    return next(r for r in book.rules if r.id == ident)


# ── sentences ─────────────────────────────────────────────────────────────────────────────────────

LEFTOVERS = re.compile(r"[{}\[\]|\0]|None|  |。。|、、|、。|がが|をを|はは| [,.]|,,|\.\.")


def test_every_rule_of_both_books_is_a_sentence() -> None:
    for book in (BOOK, book_of(str(RENTAL))):
        for found in book.rules:
            for language in LANGUAGES:
                text = sentence(found, language, book)
                assert not LEFTOVERS.search(text), (found.id, text)
                assert text == text.strip()
                assert text.endswith("。" if language == "ja" and book is BOOK else "."), (found.id, text)


def test_a_book_without_japanese_is_told_in_english() -> None:
    rental = book_of(str(RENTAL))
    found = rule("6.4", rental)
    assert sentence(found, "ja", rental) == "Each of the Lessor and the Lessee must keep the prices confidential."
    assert condition_words(x.Holds("hire.refers"), "ja", rental) == "the order refers to these Hire Terms"
    assert term_words(x.Read("invoice.due_on"), "ja", rental) == "the due date"
    assert value_words(Known(Fraction(121, 2)), "money", "en", rental) == "£60.50"
    assert citation("6.1.proviso", "ja", rental) == "第6条第1項ただし書"


def without_japanese(book: Book) -> Book:
    """The same book claiming Japanese, with every Japanese phrase of its entries and actions left out."""

    def bare(phrase: Phrase | None) -> Phrase | None:
        return phrase and replace(phrase, ja="", ja_not=None)

    entries = {
        key: replace(e, phrase=replace(e.phrase, ja=""), act=bare(e.act), says=bare(e.says), setting=bare(e.setting))
        for key, e in book.vocabulary.entries.items()
    }
    actions = {
        key: replace(a, name=replace(a.name, ja=""), says=replace(a.says, ja=""))
        for key, a in book.vocabulary.actions.items()
    }
    return replace(book, vocabulary=replace(book.vocabulary, entries=entries, actions=actions))


def test_a_phrase_without_japanese_is_told_in_english() -> None:
    book = without_japanese(BOOK)
    for found in book.rules:
        assert not LEFTOVERS.search(sentence(found, "ja", book)), found.id
    assert "delays payment" in condition_words(x.Holds("invoice.late"), "ja", book)


# ── sentences that the book does not hold ─────────────────────────────────────────────────────────

LATE = x.Holds("invoice.late")
DUE = x.Read("invoice.due_on")
FEE = x.Read("contract.monthly_fee")


def number(value: int) -> x.Constant:
    return x.Constant("number", Fraction(value))


def norm(kind: str, **fields: object) -> Rule:
    given: dict[str, object] = {
        "id": "16.2", "provision": "16.2", "kind": kind, "bearer": "customer", "counterparty": "company",
        "action": "withdraw_application",
    }  # fmt: skip
    return Rule(**(given | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "ja", "en"),
    [
        (
            norm("must", deadline=Deadline("by", DUE)),
            "契約者は、支払期日までに、申込みを撤回するものとします。",
            "The Customer shall withdraw the application by the due date.",
        ),
        (
            norm("must not", action="pay_surcharge", amount=FEE),
            "契約者は、当社に対し、月額基本利用料を別途支払ってはならないものとします。",
            "The Customer must not separately pay the Company the monthly basic fee.",
        ),
        (
            norm("may", bearer=EACH_PARTY, counterparty="the other party", subject_to=("16.3",)),
            "当社及び契約者は、次項の規定が適用される場合を除き、申込みを撤回することができるものとします。",
            "Subject to the following paragraph, each of the Company and the Customer may withdraw the application.",
        ),
        (
            norm("must not", bearer=EACH_PARTY),
            "当社及び契約者は、申込みを撤回することができないものとします。",
            "Neither the Company nor the Customer may withdraw the application.",
        ),
        (
            norm("must", when=x.Marked("even if", LATE), amount=FEE),
            "契約者は、利用料金の支払を遅滞した場合であっても、申込みを撤回するものとします。",
            "Even if the Customer delays payment of the service fees, the Customer shall withdraw the application.",
        ),
        (
            norm("need not", even_though=("9.1", "9.3"), overrides=("15.2",)),
            "第9条第1項、同条第3項及び前条第2項の規定にかかわらず、契約者は、申込みを撤回する義務を負わないものとします。",
            "Notwithstanding the provisions of Article 9, paragraph (1), paragraph (3) of that Article and paragraph (2) "
            "of the preceding Article, the Customer bears no obligation to withdraw the application.",
        ),
        (
            norm("may", otherwise=("individual agreement", "specification", "vendor terms"), when=LATE),
            "契約者は、個別の合意、仕様書又はベンダー規約に別段の定めがない限り、利用料金の支払を遅滞したときは、"
            "申込みを撤回することができるものとします。",
            "Unless otherwise provided in the individual agreement, the Specifications or the Vendor Terms, if the Customer "
            "delays payment of the service fees, the Customer may withdraw the application.",
        ),
        (
            Rule("16.2", "16.2", "follows", when=LATE, overrides=("16.1",), follows="vendor terms"),
            "前項の規定にかかわらず、利用料金の支払を遅滞したときは、すべてベンダー規約に従うものとします。",
            "Notwithstanding the provisions of the preceding paragraph, if the Customer delays payment of the service fees, all matters are governed "
            "by the Vendor Terms.",
        ),
        (
            Rule("16.2", "16.2", "follows", each="invoice", follows="specification"),
            "請求については、すべて仕様書に従うものとします。",
            "All matters concerning the invoice are governed by the Specifications.",
        ),
        (
            Rule("6.1", "6.1", "follows", follows="specification"),
            "通知方法については、すべて仕様書に従うものとします。",
            "All matters concerning Method of Notice are governed by the Specifications.",
        ),
    ],
)  # fmt: skip
def test_norm(found: Rule, ja: str, en: str) -> None:
    assert (sentence(found, "ja", BOOK), sentence(found, "en", BOOK)) == (ja, en)


def test_an_article_may_call_a_party_otherwise() -> None:
    """The Customer is an Applicant in the articles on the application, and in no other."""
    assert "、申込者が反社会的勢力と関係していると" in sentence(rule("8.1.3"), "ja", BOOK)
    assert sentence(rule("7.1"), "en", BOOK).startswith(
        "If the Applicant wishes to use the Services, the Applicant shall"
    )
    tied = x.Holds("application.antisocial_tie")
    assert condition_words(tied, "ja", BOOK, "8.1.3").startswith("申込者が")
    assert condition_words(tied, "ja", BOOK, "29.1.7").startswith("契約者が")
    assert condition_words(tied, "en", BOOK).startswith("the Company determines that the Customer")


def test_a_claim_that_is_not_given_is_no_prohibition() -> None:
    told = sentence(rule("5.2.note"), "ja", BOOK), sentence(rule("5.2.note"), "en", BOOK)
    assert told[0].endswith("を請求する権利を有しないものとします。")
    assert "the Customer has no right to demand of the Company" in told[1]


def test_what_only_an_agreement_provides_otherwise_is_told_so() -> None:
    assert "、当事者間に異なる合意がない限り、" in sentence(rule("5.2"), "ja", BOOK)
    assert sentence(rule("5.2"), "en", BOOK).startswith("Unless otherwise agreed, the Customer")


def test_an_exception_may_have_words_beside_the_main_clause() -> None:
    """… instead of 本サービス利用契約が成立しない限り, which leaves open when."""
    assert sentence(rule("8.1.2"), "ja", BOOK).startswith("当社は、本サービス利用契約の成立前であれば、")
    assert "unless" not in sentence(rule("8.1.2"), "en", BOOK)
    assert sentence(rule("26.3"), "en", BOOK).startswith(
        "Unless the Service Agreement has already ended, if a succession"
    )
    assert "本サービス利用契約が終了し" in sentence(rule("15.4"), "ja", BOOK)  # as a condition it has no such words


def test_what_a_definition_makes_of_a_party_is_a_clause() -> None:
    ja, en = (sentence(rule("3.1.term2#entity"), language, BOOK) for language in LANGUAGES)
    assert ja.startswith("申込者は、")
    assert ja.endswith("法人等に該当するものとします。")
    assert en.endswith(", the Applicant is a legal entity, etc.")


def test_duty_word_is_the_books() -> None:
    book = replace(BOOK, settings=replace(BOOK.settings, duty_word="must"))
    assert sentence(norm("must"), "en", book) == "The Customer must withdraw the application."


@pytest.mark.parametrize(
    ("kind", "ja"),
    [
        ("must", "契約者は、申込みを撤回するものとする。"),
        ("may", "契約者は、申込みを撤回することができるものとする。"),
        ("must not", "契約者は、申込みを撤回することができないものとする。"),
    ],
)
def test_style_is_the_books(kind: str, ja: str) -> None:
    book = replace(BOOK, settings=replace(BOOK.settings, style="de-aru"))
    assert sentence(norm(kind), "ja", book) == ja


def test_every_pattern_has_both_styles() -> None:
    book = replace(BOOK, settings=replace(BOOK.settings, style="de-aru"))
    made = [r for r in book.rules if r.sentence is None and r.says is None]
    assert len(made) > 100
    told = [sentence(r, "ja", book) for r in made]
    assert [t for t in told if re.search(r"(ます|です|ません)。$", t)] == []
    assert any(t.endswith("、この限りでない。") for t in told)


# ── conditions ────────────────────────────────────────────────────────────────────────────────────

CURED = x.Holds("contract.grounds_cured")
ACCEPTED = x.Happened("application.acceptance_sent_at")
ENDED = x.Happened("contract.ended_on")
SUSPENDED = x.Holds("contract.suspended")


@pytest.mark.parametrize(
    ("node", "ja", "en"),
    [
        (LATE, "利用料金の支払を遅滞した", "the Customer delays payment of the service fees"),
        (x.Not(LATE), "利用料金の支払を遅滞していない", "the Customer does not delay payment of the service fees"),
        (x.Not(x.Not(LATE)), "利用料金の支払を遅滞した", "the Customer delays payment of the service fees"),
        (x.Not(ACCEPTED), "当社が申込みを承諾していない", "the Company does not accept the application"),
        (
            x.Not(CURED),
            "契約者が一時停止の事由を解消したと当社が判断していない",
            "the Company does not determine that the Customer has cured the ground for suspension",
        ),
        (
            x.Not(x.And((LATE, SUSPENDED))),
            "利用料金の支払を遅滞せず、又は本サービスの提供が一時停止中でない",
            "the Customer does not delay payment of the service fees or the Services are not suspended",
        ),
        (
            x.Or((x.And((LATE, SUSPENDED)), ENDED)),
            "利用料金の支払を遅滞し、かつ、本サービスの提供が一時停止中であり、又は本サービス利用契約が終了した",
            "both the Customer delays payment of the service fees and the Services are suspended or the Service Agreement ends",
        ),
        (x.Compare("at least", FEE, x.Constant("money", Fraction(250000))),
         "月額基本利用料が250,000円以上である", "the monthly basic fee is not less than ¥250,000"),
        (x.Compare("less", FEE, x.Constant("money", Fraction(250000))),
         "月額基本利用料が250,000円に満たない", "the monthly basic fee is less than ¥250,000"),
        (x.Not(x.Compare("more", FEE, x.Constant("money", Fraction(1)))),
         "月額基本利用料が1円以下である", "the monthly basic fee does not exceed ¥1"),
        (x.Compare("more", DUE, x.Constant("date", date(2026, 5, 29))),
         "支払期日が2026年5月29日より後である", "the due date is after May 29, 2026"),
        (x.Compare("at least", DUE, x.AsOf()), "支払期日が基準日以後である", "the due date is on or after the as-of date"),
        (x.Compare("at most", DUE, x.Read("invoice.paid_on")),
         "支払期日が支払の完了の日以前である", "the due date is on or before the completion of payment"),
        (x.Compare("less", x.Read("contract.period_months"), number(6)),
         "当該期間の月数が6未満である", "the number of months in that period is less than 6"),
        (x.Compare("is not", x.Read("notice.channel"), x.Constant("choice", "email")),
         "通知がメールにより行われない", "the notice is not given by email"),
        (x.Compare("is", x.Read("notice.sender"), x.Constant("party", "customer")),
         "契約者が通知をする", "the Customer gives notice"),
        (x.Compare("less", x.Aggregate("count", "invoice", None, LATE), number(1)),
         "利用料金の支払を遅滞した請求がない", "there is no invoice for which the Customer delays payment of the service fees"),
        (x.Quantified("every", "invoice", None, x.Not(LATE)),
         "すべての請求について、利用料金の支払を遅滞していない", "for every invoice, the Customer does not delay payment of the service fees"),
        (x.Not(x.Quantified("any", "invoice", LATE)),
         "利用料金の支払を遅滞した請求がない", "there is no invoice for which the Customer delays payment of the service fees"),
        (x.Passed(DUE), "支払期日を経過した", "the due date has passed"),
        (x.Not(x.Passed(DUE)), "支払期日を経過していない", "the due date has not passed"),
        (x.IsGiven(FEE), "月額基本利用料がある", "there is a monthly basic fee"),
        (x.Happened("invoice.paid_on", "by", DUE),
         "支払の完了が支払期日までにあった", "the completion of payment has taken place by the due date"),
        (x.Not(x.Happened("invoice.paid_on", "by", DUE)),
         "支払の完了が支払期日までになかった", "the completion of payment has not taken place by the due date"),
        (x.State("19.1", "in force", True), "第19条第1項各号のいずれかに該当する",
         "any of the items of Article 19, paragraph (1) applies"),
        (x.State("16.2", "breached"), "第16条第2項に定める義務の不履行がある",
         "the duty under Article 16, paragraph (2) is breached"),
        (x.At("assignment.made_at", LATE), "処分の実行の時点で、利用料金の支払を遅滞している",
         "the Customer delays payment of the service fees at the time of the making of the disposal"),
        (x.Marked("in principle", LATE), "原則として、利用料金の支払を遅滞した", "in principle, the Customer delays payment of the service fees"),
    ],
)  # fmt: skip
def test_condition(node: x.Condition, ja: str, en: str) -> None:
    assert (condition_words(node, "ja", BOOK), condition_words(node, "en", BOOK)) == (ja, en)


def test_aspects_under_or_take_a_とき_each() -> None:
    told = sentence(norm("may", when=x.Or((LATE, SUSPENDED))), "ja", BOOK)
    assert told == (
        "契約者は、利用料金の支払を遅滞したとき、又は本サービスの提供が一時停止中であるときは、申込みを撤回することができるものとします。"
    )


def test_alternatives_before_a_further_condition_take_場合において() -> None:
    told = sentence(norm("may", when=x.And((x.Or((LATE, ENDED)), ACCEPTED))), "ja", BOOK)
    assert told == (
        "契約者は、利用料金の支払を遅滞し、又は本サービス利用契約が終了した場合において、当社が申込みを承諾したときは、"
        "申込みを撤回することができるものとします。"
    )


# ── terms ─────────────────────────────────────────────────────────────────────────────────────────

YEN = x.Constant("money", Fraction(250000))


@pytest.mark.parametrize(
    ("node", "ja", "en"),
    [
        (YEN, "250,000円", "¥250,000"),
        (x.Constant("duration", Duration(36, "month")), "3年", "3 years"),
        (x.Constant("duration", Duration(1, "day")), "1日", "1 day"),
        (x.Multiple(Fraction(12), FEE), "月額基本利用料の12か月分", "12 months' worth of the monthly basic fee"),
        (x.Multiple(Fraction(1), FEE), "月額基本利用料の1か月分", "1 month's worth of the monthly basic fee"),
        (x.Total((FEE, YEN)), "月額基本利用料及び250,000円の合計額", "the total of the monthly basic fee and ¥250,000"),
        (x.Total((x.Total((FEE, YEN)), FEE)), "月額基本利用料及び250,000円の合計額並びに月額基本利用料の合計額",
         "the total of the total of the monthly basic fee and ¥250,000, and the monthly basic fee"),
        (x.Choose("higher", (FEE, YEN)), "月額基本利用料又は250,000円のいずれか高い額",
         "the higher of the monthly basic fee and ¥250,000"),
        (x.Arithmetic("less", FEE, YEN), "月額基本利用料から250,000円を控除した額",
         "the amount obtained by deducting ¥250,000 from the monthly basic fee"),
        (x.Arithmetic("times", FEE, number(3)), "月額基本利用料の3倍に相当する額", "three times the monthly basic fee"),
        (x.Shifted("last day of month before", DUE), "支払期日の属する月の前月の末日",
         "the last day of the month preceding the month that includes the due date"),
        (x.Shifted("this or next business day", DUE), "支払期日（その日が営業日でないときは、翌営業日）",
         "the due date (or, if that day is not a business day, the next business day)"),
        (x.NthDay(27, DUE), "支払期日の属する月の27日", "the 27th day of the month that includes the due date"),
        (x.Later(Duration(30, "day"), DUE), "支払期日から30日後の日", "the day 30 days after the due date"),
        (x.FirstAfter("invoice.due_on", Duration(30, "day"), x.AsOf()),
         "基準日から30日を経過した後の最初の請求の支払期日",
         "the first due date of an invoice after 30 days have passed from the as-of date"),
        (x.Aggregate("sum", "invoice", "invoice.amount", LATE), "利用料金の支払を遅滞した請求の請求額の総計",
         "the sum of the invoiced amount of all invoices for which the Customer delays payment of the service fees"),
        (x.Aggregate("earliest", "invoice", "invoice.due_on", None), "請求の支払期日のうち最も早いもの",
         "the earliest due date of the invoices"),
        (x.Interest(x.Constant("percent", Fraction(3)), FEE, DUE, x.AsOf()),
         "月額基本利用料に対する支払期日から基準日まで年3%の割合による利息",
         "interest at the rate of 3% per annum on the monthly basic fee for the period from the due date until the as-of date"),
        (x.Previous("invoice.amount"), "直前の請求に係る請求額", "the invoiced amount of the preceding invoice"),
        (x.Shifted("day after", x.Previous("invoice.paid_on")), "直前の請求に係る支払の完了の日の翌日",
         "the day following the completion of payment of the preceding invoice"),
        (x.EffectMoment("9.1"), "第9条第1項の効力発生の時", "the time when Article 9, paragraph (1) took effect"),
        (x.ByCase(((LATE, FEE),), YEN), "利用料金の支払を遅滞した場合は月額基本利用料、その他の場合は250,000円",
         "if the Customer delays payment of the service fees, the monthly basic fee; or, in any other case, ¥250,000"),
    ],
)  # fmt: skip
def test_term(node: x.Term, ja: str, en: str) -> None:
    assert (term_words(node, "ja", BOOK), term_words(node, "en", BOOK)) == (ja, en)


# ── values ────────────────────────────────────────────────────────────────────────────────────────

NOON = instant(datetime(2026, 5, 29, 12, 0))


@pytest.mark.parametrize(
    ("value", "kind", "ja", "en"),
    [
        (TRUE, "truth", "はい", "yes"),
        (FALSE, "judgement", "いいえ", "no"),
        (NULL, "date", "なし", "none"),
        (Unknown(), "money", "不明", "not known"),
        (Unknown(low=Fraction(1200000)), "money", "少なくとも1,200,000円", "at least ¥1,200,000"),
        (Unknown(high=Fraction(5)), "number", "多くとも5", "at most 5"),
        (Unknown(low=Fraction(1), high=Fraction(5)), "percent", "1%以上5%以下", "between 1% and 5%"),
        (Unknown(low=date(2026, 5, 29)), "date", "2026年5月29日以後", "on or after May 29, 2026"),
        (Unknown(high=date(2026, 5, 29)), "date", "2026年5月29日以前", "on or before May 29, 2026"),
        (Known(Fraction(250000)), "money", "250,000円", "¥250,000"),
        (Known(Fraction(-250000)), "contract.monthly_fee", "-250,000円", "-¥250,000"),
        (Known(Fraction(1000000, 3)), "money", "333,333と1/3円", "¥333,333 1/3"),
        (Known(Fraction(146, 10)), "percent", "14.6%", "14.6%"),
        (Known(date(2026, 5, 29)), "date", "2026年5月29日", "May 29, 2026"),
        (Known(some_time_on(date(2026, 5, 29))), "event", "2026年5月29日", "May 29, 2026"),
        (Known(end_of(date(2026, 5, 29))), "event", "2026年5月29日", "May 29, 2026"),
        (Known(NOON), "event", "2026年5月29日12時", "May 29, 2026, 12:00"),
        (Known(instant(datetime(2026, 5, 29, 9, 5, 7))), "event", "2026年5月29日9時5分7秒", "May 29, 2026, 09:05:07"),
        (Known(Duration(18, "month")), "duration", "18か月", "18 months"),
        (Known("email"), "notice.channel", "メール", "email"),
        (Known("post"), "choice", "郵便", "post"),
        (Known("customer"), "party", "契約者", "the Customer"),
        (Known("as written"), "text", "as written", "as written"),
    ],
)
def test_value(value: Value, kind: str, ja: str, en: str) -> None:
    assert (value_words(value, kind, "ja", BOOK), value_words(value, kind, "en", BOOK)) == (ja, en)


PLAIN: st.SearchStrategy[Plain] = st.one_of(
    st.booleans(), st.fractions(), st.dates(), st.datetimes().map(instant), st.text(),
    st.builds(Duration, st.integers(0, 400), st.sampled_from(("day", "month"))),
)  # fmt: skip


@given(PLAIN, st.sampled_from(("money", "number", "percent", "choice", "party", "event")), st.sampled_from(LANGUAGES))
def test_any_value_has_words(value: Plain, kind: str, language: Language) -> None:
    assert isinstance(value_words(Known(value), kind, language, BOOK), str)


# ── references ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("target", "citing", "ja", "en"),
    [
        ("16.1", "16.2", "前項", "the preceding paragraph"),
        ("16.3", "16.2", "次項", "the following paragraph"),
        ("16.1", "16.3", "第1項", "paragraph (1)"),
        ("16.1", "19.1", "第16条第1項", "Article 16, paragraph (1)"),
        ("15.2", "16.1", "前条第2項", "paragraph (2) of the preceding Article"),
        ("22.1", "23.1.1", "前条", "the preceding Article"),
        ("19.1.2", "19.1.3", "前号", "the preceding item"),
        ("19.1.1", "19.1.3", "第1号", "item (i)"),
        ("28.1.1", "28.2", "前項第1号", "item (i) of the preceding paragraph"),
        ("16.3", "16.3.proviso", "本文", "the main clause"),
        ("9.3.proviso", "9.2", "第9条第3項ただし書", "the proviso to Article 9, paragraph (3)"),
        ("8.1.2", "9.1", "前条第2号", "item (ii) of the preceding Article"),
        ("8.1.2", "10.1", "第8条第2号", "Article 8, item (ii)"),
    ],
)
def test_reference(target: str, citing: str, ja: str, en: str) -> None:
    node = x.EffectMoment(target)
    assert term_words(node, "ja", BOOK, citing) == f"{ja}の効力発生の時"
    assert term_words(node, "en", BOOK, citing) == f"the time when {en} took effect"


@pytest.mark.parametrize(
    ("ids", "citing", "ja"),
    [
        (("33.1", "33.2", "33.3"), "33.4", "前三項"),
        (("33.1", "33.2"), "33.4", "第1項及び第2項"),
        (("19.1", "20.1", "21.1"), "22.1", "前三条"),
        (("19.1", "20.1"), "22.1", "第19条第1項及び第20条"),
        (("19.2", "20.1", "21.1"), "22.1", "第19条第2項、第20条及び前条"),
    ],
)
def test_runs_of_references(ids: tuple[str, ...], citing: str, ja: str) -> None:
    told = sentence(norm("need not", provision=citing, even_though=ids), "ja", BOOK)
    assert told.startswith(f"{ja}の規定にかかわらず、")


def test_citation_of_a_rule_is_its_provisions() -> None:
    assert citation("28.2#limit", "ja", BOOK) == "第28条第2項"
    assert citation("21.1", "en", BOOK) == "Article 20 (discontinuation)"
    assert citation("not a provision", "en", BOOK) == "not a provision"


def test_every_state_has_a_word_in_both_languages() -> None:
    for words in (STATUS_WORDS, DUTY_WORDS, EFFECT_WORDS, NEED_WORDS, KIND_WORDS):
        assert words["ja"].keys() == words["en"].keys()


# ── any tree ──────────────────────────────────────────────────────────────────────────────────────

TREES = Trees(BOOK, 2)


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.one_of(TREES.conditions, TREES.terms), st.sampled_from(LANGUAGES))
def test_any_expression_has_words(node: x.Expression, language: Language) -> None:
    text = expression_words(node, language, BOOK, "19.2")
    assert text
    assert text == text.strip()
    assert not re.search(r"[{}\[\]|\0]|None|  |、、|がが", text), text


# ── inflection ────────────────────────────────────────────────────────────────────────────────────

FORMS: tuple[Form, ...] = ("negative", "past", "negative past", "stem", "negative stem", "te", "negative te")


@pytest.mark.parametrize(
    "row",
    [
        "遅滞する 遅滞しない 遅滞した 遅滞しなかった 遅滞し 遅滞せず 遅滞して 遅滞しなくて",
        "支払う 支払わない 支払った 支払わなかった 支払い 支払わず 支払って 支払わなくて",
        "基づく 基づかない 基づいた 基づかなかった 基づき 基づかず 基づいて 基づかなくて",
        "急ぐ 急がない 急いだ 急がなかった 急ぎ 急がず 急いで 急がなくて",
        "及ぼす 及ぼさない 及ぼした 及ぼさなかった 及ぼし 及ぼさず 及ぼして 及ぼさなくて",
        "待つ 待たない 待った 待たなかった 待ち 待たず 待って 待たなくて",
        "死ぬ 死なない 死んだ 死ななかった 死に 死なず 死んで 死ななくて",
        "及ぶ 及ばない 及んだ 及ばなかった 及び 及ばず 及んで 及ばなくて",
        "拒む 拒まない 拒んだ 拒まなかった 拒み 拒まず 拒んで 拒まなくて",
        "終わる 終わらない 終わった 終わらなかった 終わり 終わらず 終わって 終わらなくて",
        "超える 超えない 超えた 超えなかった 超え 超えず 超えて 超えなくて",
        "応じる 応じない 応じた 応じなかった 応じ 応じず 応じて 応じなくて",
        "用いる 用いない 用いた 用いなかった 用い 用いず 用いて 用いなくて",
        "準ずる 準じない 準じた 準じなかった 準じ 準じず 準じて 準じなくて",
        "行く 行かない 行った 行かなかった 行き 行かず 行って 行かなくて",
        "来る 来ない 来た 来なかった 来 来ず 来て 来なくて",
        "できる できない できた できなかった でき できず できて できなくて",
        "得ている 得ていない 得ていた 得ていなかった 得ており 得ておらず 得ていて 得ていなくて",
        "支障がある 支障がない 支障があった 支障がなかった 支障があり 支障がなく 支障があって 支障がなくて",
        "必要である 必要でない 必要であった 必要でなかった 必要であり 必要でなく 必要であって 必要でなくて",
        "高い 高くない 高かった 高くなかった 高く 高くなく 高くて 高くなくて",
        "権限がない 権限がある 権限がなかった 権限があった 権限がなく 権限があり 権限がなくて 権限があって",
    ],
)
def test_japanese_forms(row: str) -> None:
    plain, *forms = row.split()
    assert [inflect(plain, form) for form in FORMS] == forms
    assert inflect(plain, "plain") == plain


@pytest.mark.parametrize("phrase", ["知る", "届け出る", "得る", "pay the fee", "第1条", ""])
def test_japanese_class_is_not_guessed(phrase: str) -> None:
    with pytest.raises(CannotInflect):
        inflect(phrase, "past")


def test_japanese_class_may_be_given() -> None:
    assert inflect("届け出る", "past", "ichidan") == "届け出た"
    assert inflect("知る", "negative stem", "godan") == "知らず"


def test_what_is_denied_already() -> None:
    assert inflect("支払がされない", "stem") == "支払がされず"
    assert inflect("提出しない", "past") == "提出しなかった"
    with pytest.raises(CannotInflect):
        inflect("提出しない", "negative")


def test_descriptive_words_take_な_before_nouns() -> None:
    assert attributive("緊急その他必要である") == "緊急その他必要な"
    assert attributive("損害である") == "損害である"
    assert attributive("遅滞した") == "遅滞した"


@pytest.mark.parametrize(
    ("verb", "third", "denied"),
    [
        ("apply fees", "applies fees", "does not apply fees"),
        ("comply with the law", "complies with the law", "does not comply with the law"),
        ("wrongfully evade payment", "wrongfully evades payment", "does not wrongfully evade payment"),
        ("be an individual", "is an individual", "is not an individual"),
        ("have authority", "has authority", "does not have authority"),
        ("pass on the fee", "passes on the fee", "does not pass on the fee"),
    ],
)
def test_english_verbs(verb: str, third: str, denied: str) -> None:
    assert (english.third_person(verb), english.negated_verb(verb)) == (third, denied)


@pytest.mark.parametrize(
    ("clause", "denied"),
    [
        ("payment is late", "payment is not late"),
        ("there is an impediment", "there is no impediment"),
        ("there is gross negligence", "there is no gross negligence"),
        ("the service has a defect", "the service does not have a defect"),
        ("the notice has arrived", "the notice has not arrived"),
        ("these Terms are known", "these Terms are not known"),
    ],
)
def test_english_clauses(clause: str, denied: str) -> None:
    assert english.negated_clause(clause) == denied


def test_english_clause_without_auxiliary() -> None:
    with pytest.raises(english.CannotInflect):
        english.negated_clause("these Terms apply")


@pytest.mark.parametrize(
    ("subject", "predicate", "told"),
    [
        ("the unpaid service fees", "is less than ¥1", "are less than ¥1"),
        ("the fees for the remaining term", "does not exceed ¥1", "do not exceed ¥1"),
        ("the fees (of one year)", "exceeds ¥1", "exceed ¥1"),
        ("the amount of the service fees", "is ¥1", "is ¥1"),
        ("the monthly basic fee", "exceeds ¥1", "exceeds ¥1"),
        ("the course of business", "has passed", "has passed"),
        ("the address", "is specified", "is specified"),
        ("the Services", "have ended", "have ended"),
    ],
)
def test_english_number(subject: str, predicate: str, told: str) -> None:
    assert english.agreeing(subject, predicate) == told


def test_english_articles() -> None:
    told = [english.indefinite(noun) for noun in ("invoice", "unit", "hour", "other contract", "Customer")]
    assert told == ["an invoice", "a unit", "an hour", "another contract", "a Customer"]
    assert [english.definite(noun) for noun in ("due date", "these Terms")] == ["the due date", "these Terms"]
    assert [english.roman(n) for n in (4, 9, 14, 40, 90, 101)] == ["iv", "ix", "xiv", "xl", "xc", "ci"]


# ── frames ────────────────────────────────────────────────────────────────────────────────────────


def test_frames_leave_out_what_has_no_words() -> None:
    frame = "[{to}に対し、][{amount}|損害]を|賠償する"
    assert fill(frame, {"to": "契約者", "amount": "損害の額"}) == "契約者に対し、損害の額を賠償する"
    assert fill(frame, {}) == "損害を賠償する"
