"""The page that evaluates in the browser: the same results as the command line, and nothing that a stranger can do."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dsl.alternatives import read_case, read_text
from dsl.ask import wanted
from dsl.pipeline import read_facts, read_under, with_documents
from generator.browser import ASSETS
from tests.conftest import RULES, plan_of

BOOT, ANSWER = 120_000, 60_000
"""How long the slowest machine may take, in milliseconds: limits, not expectations."""
HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


@pytest.fixture(scope="module")
def page(browser, site, address):
    """The Japanese page, ready. Whatever it asks of another origin, and every error in it, fails a test."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed: the page Try it has no interpreter")
    assert (site / ASSETS).is_dir(), "npm could not install Pyodide"
    context = browser.new_context(accept_downloads=False, locale="ja-JP")
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda problem: faults.append(str(problem)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.on("response", lambda got: faults.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    page.on("request", lambda asked: None if asked.url.startswith(address) else faults.append(asked.url))
    page.goto(address + "try/")
    page.wait_for_selector("#y-try[data-stage=ready][data-answers]", timeout=BOOT)
    yield page
    context.close()
    assert faults == []


def answered(page, act):
    """Do something, and wait for the answer to it."""
    before = int(page.get_attribute("#y-try", "data-answers"))
    act()
    page.wait_for_function(
        "n => Number(document.getElementById('y-try').dataset.answers) > n", arg=before, timeout=ANSWER
    )


def write_yaml(page, text):
    page.click("#t-tab-yaml")
    answered(page, lambda: page.fill("#t-yaml", text))


def text(page, selector):
    return page.locator(selector).inner_text()


CASE = """\
as_of: 2026-07-31
contract: {administrative_fee: 1100}
invoices:
  - {amount: 250000, due_on: 2026-05-29, paid_on: 2026-07-10, surcharge_paid_on: null}
"""


def test_a_case_is_evaluated_with_its_grounds(page):
    """Article 16(2): 42 days late (May 30 to July 10), 250,000 yen x 0.0004 a day = 100 yen; 4,200 + 1,100 = 5,300."""
    write_yaml(page, CASE)
    answered(page, lambda: page.select_option("#t-scope", "16"))
    outcome = page.locator(".t-in_force .t-outcome", has_text="第16条第2項")
    assert "5,300円" in outcome.inner_text()
    assert outcome.locator(".t-cited a").get_attribute("href") == "../articles/16/#p-16-2"
    page.click("#t-tab-form")
    assert page.input_value('[id="fact-contract.administrative_fee"]') == "1100"
    parts = outcome.locator(".t-parts dt").all_inner_texts()
    assert parts == [
        "未払の利用料金に対する支払期日の翌日から支払の完了の日まで年14.6%の割合による遅延損害金",
        "当社が定める所定の事務手数料",
    ]  # as the case reads the Terms, not every way in which they can be read


def test_the_grounds_lead_to_the_provisions_and_to_the_facts(page):
    write_yaml(page, CASE)
    answered(page, lambda: page.select_option("#t-scope", "16"))
    outcome = page.locator(".t-in_force .t-outcome", has_text="第16条第2項")
    outcome.locator(".t-why > summary").click()
    steps = outcome.locator(".t-steps")
    steps.wait_for()
    assert steps.locator(".t-detail", has_text="日数： 42").count() == 1
    assert "不明" not in steps.inner_text()  # what is known rests on what is known
    assert steps.locator("a").first.get_attribute("href") == "../articles/16/#p-16-2"
    steps.locator('button[title="contract.administrative_fee"]').click()
    assert page.evaluate("document.activeElement.id") == "fact-contract.administrative_fee"


def test_a_shared_case_is_in_the_form_before_the_interpreter_is_there(browser, address, page):
    write_yaml(page, CASE)
    page.click("#t-tab-form")
    answered(page, lambda: page.fill('[id="fact-contract.administrative_fee"]', "770"))
    page.wait_for_function("() => location.hash.startsWith('#facts=')")
    with browser.new_context() as context:
        other = context.new_page()
        other.route("**/yakkan.zip", lambda _: None)  # never answered
        other.goto(page.url)
        other.wait_for_selector('[id="fact-contract.administrative_fee"]', timeout=ANSWER)
        assert other.input_value('[id="fact-contract.administrative_fee"]') == "770"
        assert other.get_attribute("#y-try", "data-stage") != "ready"


def test_the_form_and_the_yaml_are_in_step(page):
    write_yaml(page, CASE)
    page.click("#t-tab-form")
    answered(page, lambda: page.fill('[id="fact-contract.administrative_fee"]', "550"))
    assert "administrative_fee: 550" in page.input_value("#t-yaml")
    assert "4,750円" in text(page, "#t-outcomes")  # 4,200 + 550
    answered(page, lambda: page.click('[id="fact-invoices"]'))
    assert page.locator(".t-item").count() == 2
    answered(page, lambda: page.fill('[id="fact-contract.administrative_fee"]', ""))
    assert "administrative_fee" not in page.input_value("#t-yaml")


def test_what_is_missing_is_asked_for_and_can_be_entered(page):
    """In the scenario of Article 16(2) nothing is missing; without the fee, it alone is."""
    page.click("#t-tab-form")
    answered(page, lambda: page.select_option("#t-scenario", label="42日の遅滞"))
    assert text(page, "#t-next") == "確かめるべきことは、もうありません。"
    answered(page, lambda: page.fill('[id="fact-contract.administrative_fee"]', ""))
    assert "所定の事務手数料" in text(page, "#t-next")
    page.click("#t-go")
    assert page.evaluate("document.activeElement.id") == "fact-contract.administrative_fee"
    answered(page, lambda: page.keyboard.type("1100"))
    assert "5,300円" in text(page, "#t-outcomes")
    assert page.locator("#t-go").count() == 0


def test_another_reading_changes_the_result(page):
    """Part payments: 42 days of 2026 and a fraction: a year of 366 days only in leap years, so 2028 tells them apart:
    250,000 x 14.6 % x 42 / 366 = 4,188.52 yen, the fraction dropped."""
    write_yaml(page, CASE.replace("2026", "2028").replace("05-29", "05-31").replace("07-10", "07-12"))
    assert "5,300円" in text(page, "#t-outcomes")
    page.click("#t-readings-all > summary")
    answered(page, lambda: page.select_option("#reading-default-interest-year", "actual"))
    assert "5,288円" in text(page, "#t-outcomes")
    assert "default-interest-year: actual" in page.input_value("#t-yaml")
    page.click("#t-compare")
    page.wait_for_selector("#t-json:not([hidden])", timeout=ANSWER, state="attached")
    assert "5,300円" in text(page, ".t-compared >> nth=0")
    assert json.loads(page.text_content("#t-json-text"))["readings"]["default-interest-year"] == "actual"


def test_what_is_stopped_begins_anew_with_the_next_fact(page):
    """The interpreter is left in the middle and loaded again; its button shows only when it takes long."""
    write_yaml(page, CASE)
    page.evaluate("() => { document.getElementById('t-stop').click(); }")
    assert "判定を中止しました" in text(page, "#t-notice")
    assert page.locator(".t-outcome").count() == 0
    page.click("#t-tab-form")
    answered(page, lambda: page.fill('[id="fact-contract.administrative_fee"]', "550"))
    assert "4,750円" in text(page, "#t-outcomes")  # 4,200 + 550


def test_a_link_holds_the_case(page):
    write_yaml(page, CASE)
    answered(page, lambda: page.select_option("#t-scope", "16"))
    page.wait_for_function("() => location.hash.startsWith('#facts=')")
    link = page.evaluate("location.hash")
    answered(page, lambda: page.click("#t-blank"))
    assert "250000" not in page.input_value("#t-yaml")
    answered(page, lambda: page.evaluate("link => { location.hash = link; }", link))
    assert page.input_value("#t-yaml") == CASE
    assert page.input_value("#t-scope") == "16"
    assert "5,300円" in text(page, "#t-outcomes")


@pytest.mark.parametrize(
    ("fragment", "said"),
    [
        ("#facts=AAAA", "リンクが壊れている"),
        ("#facts=%3Cscript%3E", "リンクが壊れている"),
        ("#facts=" + "A" * 70_000, "大きすぎる"),
        ("packed", "大きすぎる"),
        ("shape", "リンクが壊れている"),
    ],
)
def test_a_bad_link_is_refused(page, fragment, said):
    """`packed`: small as it stands, but more than two million signs; `shape`: JSON, but no case."""
    if not fragment.startswith("#"):
        fragment = page.evaluate(
            """async (kind) => {
                const { fragmentOf } = await import(new URL('../assets/try/share.js', location.href));
                return fragmentOf(kind === 'packed' ? { text: 'a'.repeat(2_000_000), documents: [], only: [] } : { text: 7 });
            }""",
            fragment,
        )
    before = page.input_value("#t-yaml")
    page.evaluate("() => { document.getElementById('t-notice').textContent = ''; location.hash = '#x'; }")
    page.evaluate("link => { location.hash = link; }", fragment)
    page.wait_for_function("() => document.getElementById('t-notice').textContent !== ''")
    assert said in text(page, "#t-notice")
    assert page.input_value("#t-yaml") == before


def test_an_error_of_the_yaml_is_told_with_its_place(page):
    write_yaml(page, "as_of: 2026-07-31\ncontract:\n  monthly_fee: [1, 2\n")
    assert "[L105]" not in text(page, "#t-errors")
    assert "4行1列" in text(page, "#t-errors")
    assert "L105" in text(page, "#t-errors")
    assert page.evaluate("document.getElementById('t-form').disabled")
    write_yaml(page, "as_of: 2026-07-31\ncontract:\n  monthly_fees: 1\n  service_start: 2026-02-30\n")
    assert "3行3列" in text(page, "#t-errors")
    assert "monthly_fee" in text(page, "#t-errors")
    assert "4行18列" in text(page, "#t-errors")
    assert not page.evaluate("document.getElementById('t-form').disabled")
    page.click("#t-errors .t-place >> nth=1")
    assert page.evaluate("(a => a.value.slice(a.selectionStart).startsWith('2026-02-30'))(document.activeElement)")
    assert "Traceback" not in text(page, "#y-try")


@pytest.mark.parametrize(
    "facts",
    [
        json.dumps({"as_of": "2026-07-31", HOSTILE: HOSTILE, "name": HOSTILE}),
        json.dumps({"as_of": HOSTILE, "invoices": [{"amount": HOSTILE, "due_on": HOSTILE, "paid_on": "javascript:alert(1)"}]}),
        json.dumps({"as_of": "2026-07-31", "contract": {"customer_kind": HOSTILE, "monthly_fee": {"either": [HOSTILE, "1"]}}}),
        "&a [*a]",
        "as_of: !!python/object/apply:os.system [x]",
        "- " * 3000 + "x",
    ],
)  # fmt: skip
def test_what_a_stranger_wrote_is_shown_and_does_nothing(page, facts):
    write_yaml(page, facts)
    page.click("#t-tab-form")
    assert page.locator("#t-errors li").count() > 0
    assert page.locator("#y-try img, #y-try script, #y-try a[href^=javascript]").count() == 0
    assert "Traceback" not in text(page, "#y-try")


def test_the_english_page_shares_everything_but_its_words(browser, address, page):
    write_yaml(page, CASE)
    page.wait_for_function("() => location.hash.startsWith('#facts=')")
    english = browser.new_page(locale="en-GB")
    english.goto(f"{address}en/try/{page.evaluate('location.hash')}")
    english.wait_for_selector("#y-try[data-stage=ready][data-answers]", timeout=BOOT)
    outcome = english.locator(".t-in_force .t-outcome", has_text="Article 16, paragraph (2)")
    assert "¥5,300" in outcome.inner_text()
    assert outcome.locator(".t-cited a").get_attribute("href") == "../articles/16/#p-16-2"
    english.close()


# ── the very same results ─────────────────────────────────────────────────────────────────────────

EVERY_CASE = """async (demo) => {
    const assets = new URL('../assets/try/', location.href);
    const { Engine } = await import(new URL('engine.js', assets));
    const { toYaml } = await import(new URL('yaml.js', assets));
    const files = await (await fetch(new URL('scenarios.json', assets))).json();
    const engine = new Engine();
    const ask = async (text, documents, only) => (await engine.ask({ do: 'result', text, documents, only })).result;
    const told = [await ask(demo.text, [], demo.only)];
    for (const file of files)
        for (const { facts, documents, only } of file.cases)
            told.push(await ask(toYaml(facts), documents, only.length ? only : ['15']));
    engine.worker.terminate();
    return told;
}"""


ARTICLES = ["13", "14", "15", "16"]


def test_every_scenario_comes_out_as_on_the_command_line(page, yakkan):
    """To the byte, of the provisions that a scenario is about, with what other readings would change; of the few that
    expect values alone, Article 15. Both sides work at the same time."""
    plan, wanted_ = plan_of(RULES), [part for number in ARTICLES for part in ("--only", number)]
    demo = {"text": (RULES / "demo.yaml").read_text(encoding="utf-8"), "only": ARTICLES}
    with ThreadPoolExecutor(1) as aside:
        ours = aside.submit(lambda: list(every_case(plan)))
        shown, *told = page.evaluate(EVERY_CASE, demo)
    assert len(told) > 700
    for (name, expected), found in zip(ours.result(), told, strict=True):
        assert found == expected, name
    printed = yakkan("eval", "rules/demo.yaml", "--json", *wanted_)
    assert (printed.code, printed.out) == (0, f"{shown}\n")


def every_case(plan):
    """The scenarios' names, and what `yakkan eval --json --only …` prints: `read_text` of `read_case`."""
    plans = {(): plan}
    for path in sorted((RULES / "scenarios").glob("*.yaml")):
        for scene in read_facts(path):
            files = tuple(names(scene.get("with"), path.parent))
            if files not in plans:
                plans[files] = with_documents(plan, files)
            yield f"{path.name}: {scene.get('name')}", expected(plans[files], scene)


def names(node, folder: Path):
    items = () if node is None else getattr(node, "items", (node,))
    return [(folder / item.text).as_posix() for item in items]


def expected(plan, scene):
    """What `yakkan eval --json --only …` prints: dsl.cli.cases prints `read_text` of `read_case`."""
    rules = [key.text.partition("/")[0] for key, _ in scene.get("expect").entries] if scene.get("expect") else ["15"]
    only, unknown = wanted(plan, dict.fromkeys(rules))
    assert not unknown
    facts = scene.get("facts")
    return read_text(read_case(plan, read_under(plan, facts, None, None), facts.span, only), plan.book)
