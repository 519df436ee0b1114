/* The page: one case as a tree (the form) and as YAML, kept in step; each change is evaluated in the worker. */
import { el, later, select } from "./dom.js";
import { Engine } from "./engine.js";
import { Form } from "./form.js";
import { Grounds } from "./grounds.js";
import { Outcomes } from "./outcomes.js";
import { at, layOut, turn } from "./page.js";
import { Documents, Readings } from "./settings.js";
import { BadLink, fragmentOf, fromFragment } from "./share.js";
import { wordsOf } from "./words.js";
import { toYaml } from "./yaml.js";

const root = document.getElementById("y-try");
const language = document.documentElement.lang.startsWith("ja") ? "ja" : "en";
const words = wordsOf(language);
const PATIENCE = 8_000;

const say = (text) => { at("t-status").textContent = text; };
const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
const blank = () => ({ as_of: today() });

const state = { tree: blank(), text: "", documents: [], only: [], skip: [], scenario: null };
let data, scenarios, engine, form, readings, documents, outcomes, steps;

async function begin() {
  try {
    const load = (name) => fetch(new URL(name, import.meta.url)).then((found) => found.json());
    [data, scenarios] = await Promise.all([load(`form.${language}.json`), load("scenarios.json")]);
  } catch (problem) {
    console.error(problem);
    root.replaceChildren(el("p", { role: "alert" }, words("noData")));
    return;
  }
  build();
  engine = new Engine(stage);
  window.addEventListener("hashchange", opened);
  if (!(await opened())) take({ tree: blank() });
}

function build() {
  const on = { chosen, fresh, dated, narrowed, share, stop, typed, compare };
  layOut(root, { data, scenarios, language, words, on });
  form = new Form(at("t-form"), data, words, edited);
  readings = new Readings(at("t-readings"), data, words, edited);
  documents = new Documents(at("t-documents"), data, words, edited);
  steps = new Grounds(data, root.dataset.site, words, reveal);
  outcomes = new Outcomes(at("t-outcomes"), data, root.dataset.site, words, grounds);
}

// ── the case ──────────────────────────────────────────────────────────────────────────────────────

/** Begin with another case: its tree, or its YAML from a link, to which a tree is believed only where it says the same. */
function take({ tree, text, documents: applied = [], only = [], scenario = null }) {
  Object.assign(state, { documents: [...applied], only: [...only], skip: [], scenario });
  if (!scenario) at("t-scenario").value = "";
  form.wanted.clear();
  scopes();
  if (tree && (text === undefined || same(tree, text))) {
    state.tree = structuredClone(tree);
    form.opened = new Set(Object.keys(tree).length > 1 ? [] : [""]);
    state.text = toYaml(state.tree);
    at("t-yaml").value = state.text;
    shown();
    evaluate();
  } else {
    state.tree = {};
    shown();
    at("t-yaml").value = text;
    typed();
  }
}

function same(tree, text) {
  try {
    return toYaml(tree) === text;
  } catch {
    return false;
  }
}

function shown() {
  at("t-as-of").value = typeof state.tree.as_of === "string" ? state.tree.as_of : "";
  form.show(state.tree);
  readings.show(state.tree);
  documents.show(state.tree, state.documents);
}

function scopes() {
  const own = state.only.length && !data.articles.some(([number]) => state.only.join() === number);
  const options = [["", words("everything")], ...(own ? [["own", words("ofScenario")]] : []), ...data.articles];
  at("t-scope").replaceChildren(...select(options, "").children);
  at("t-scope").value = own ? "own" : state.only.join();
}

function chosen({ target }) {
  if (!target.value) return fresh();
  const [file, number] = target.value.split("/").map(Number);
  const found = scenarios[file].cases[number];
  take({ tree: found.facts, documents: found.documents, only: found.only, scenario: found });
}

function fresh() {
  notice("");
  take({ tree: blank() });
  at("t-as-of").focus();
}

function dated({ target }) {
  if (!target.value) return;
  if ("as_of" in state.tree) state.tree.as_of = target.value;
  else {
    state.tree = { as_of: target.value, ...state.tree };
    shown();
  }
  edited();
}

function narrowed({ target }) {
  state.only = target.value === "own" ? state.scenario?.only ?? state.only : target.value ? [target.value] : [];
  evaluate();
}

/** After an edit of the form: the YAML follows. */
function edited() {
  state.text = toYaml(state.tree);
  at("t-yaml").value = state.text;
  soon();
}

/** After an edit of the YAML: the form follows, where it can be read. */
async function typed() {
  state.text = at("t-yaml").value;
  const text = state.text;
  const { tree } = await engine.ask({ do: "tree", text });
  if (text !== state.text) return;
  at("t-form").disabled = !tree;
  at("t-stale").hidden = Boolean(tree);
  if (tree) {
    state.tree = tree;
    shown();
  }
  soon();
}

// ── evaluation ────────────────────────────────────────────────────────────────────────────────────

const request = (what, more = {}) => ({ do: what, text: state.text, documents: state.documents, only: state.only, skip: state.skip, language, ...more });
let running = 0;
let ready = false;
let patience = 0;

function stage(name) {
  ready = name === "ready";
  root.dataset.stage = name;
  say(!ready ? words(name) : engine.waiting.size ? words("working") : "");
}

async function evaluate() {
  const mine = ++running;
  if (ready) say(words("working"));
  clearTimeout(patience);
  patience = setTimeout(() => { if (ready && mine === running) at("t-stop").hidden = false; }, PATIENCE);
  remember();
  const answer = await engine.ask(request("evaluate"));
  if (mine !== running) return;
  clearTimeout(patience);
  at("t-stop").hidden = true;
  told(answer);
}

const soon = later(() => evaluate(), 250);

function told({ errors = [], view }) {
  at("t-errors").replaceChildren(...(errors.length ? [el("h3", {}, words("errors")), el("ul", {}, errors.map(diagnostic))] : []));
  at("t-json").hidden = true;
  differ("");
  at("t-more").hidden = !view;
  at("t-next").hidden = !view;
  root.dataset.answers = String(Number(root.dataset.answers ?? 0) + 1);
  if (!view) {
    outcomes.clear();
    say(words("errors"));
    return;
  }
  say(words("done", { as_of: view.as_of }));
  readings.mark(new Set(view.outcomes.flatMap((outcome) => outcome.readings ?? [])));
  guide(view.next);
  outcomes.show(view);
}

function diagnostic({ code, line, column, message }) {
  const place = el("button", { type: "button", class: "t-place", onclick: () => pointAt(line, column) }, words("place", { line, column }));
  return el("li", {}, place, ` ${message[language]} `, el("a", { href: `${root.dataset.site}diagnostics/${code}/` }, code));
}

function pointAt(line, column) {
  turn("yaml");
  const area = at("t-yaml");
  const before = area.value.split("\n").slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  area.focus();
  area.setSelectionRange(before + column - 1, before + column);
}

function guide(next) {
  const place = at("t-next");
  if (!next && state.skip.length)
    return place.replaceChildren(
      el("p", {}, words("putOff", { n: state.skip.length })),
      el("button", { type: "button", class: "t-quiet", onclick: () => { state.skip = []; evaluate(); } }, words("again")));
  if (!next) return place.replaceChildren(el("p", {}, words("settled")));
  place.replaceChildren(
    el("h3", {}, words("next")),
    el("p", { class: "t-question" }, next.question),
    el("p", { class: "t-reason" }, next.why),
    el("div", { class: "t-tools" },
      el("button", { type: "button", id: "t-go", class: "t-main", onclick: () => go(next) }, words("goThere")),
      el("button", { type: "button", class: "t-quiet", onclick: () => { state.skip.push(next.path); evaluate(); } }, words("skip")),
      el("span", { class: "t-reason" }, words("waiting", { n: next.waiting }))));
}

function go({ asked, path }) {
  if (asked === "reading" || asked === "document") {
    at(asked === "reading" ? "t-readings-all" : "t-documents-all").open = true;
    at(`${asked}-${path}`)?.focus();
    return;
  }
  reveal(path);
}

function reveal(path) {
  turn("form");
  form.reveal(path);
}

async function grounds(outcome) {
  const asked = request("grounds", { rule: outcome.provision });
  const answer = await engine.ask(asked);
  const same = outcomes.all.filter((other) => other.provision === outcome.provision).map((other) => other.at);
  const found = answer.grounds?.[same.indexOf(outcome.at)];
  return found ? steps.tree(found) : words("noGrounds");
}

/** Evaluate under each other reading, one at a time; any edit leaves it. */
async function compare() {
  const mine = running;
  at("t-compare").disabled = true;
  let answer = await engine.ask(request("compare"));
  while (answer.left && mine === running) {
    differ(words("comparing", answer));
    answer = await engine.ask({ do: "step" });
  }
  at("t-compare").disabled = false;
  if (mine !== running) return;
  outcomes.compared(answer.readings ?? {});
  at("t-json-text").textContent = answer.result ?? "";
  at("t-json").hidden = !answer.result;
  at("t-more").hidden = true;
  differ(words(Object.keys(answer.readings ?? {}).length ? "compared" : "same"));
}

/** What comes of the comparison stands where it was asked for. */
function differ(text) {
  at("t-differ").textContent = text;
}

function stop() {
  running += 1;
  at("t-stop").hidden = true;
  engine.restart();
  at("t-compare").disabled = false;
  differ("");
  outcomes.clear();
  notice(words("stopped"));
}

// ── links ─────────────────────────────────────────────────────────────────────────────────────────

let written = "";

/** The address holds the case: to be loaded again, passed on, or taken along to the other language. */
async function remember() {
  const { text, tree, documents: applied, only } = state;
  const known = text === toYaml(tree) ? { tree } : {};
  written = await fragmentOf({ text, documents: applied, only, ...known });
  history.replaceState(null, "", written || location.pathname + location.search);
}

/** Take the case of the address; whether there was one. */
async function opened() {
  if (!location.hash || location.hash === written) return false;
  try {
    const shared = await fromFragment(location.hash);
    if (!shared) return false;
    notice("");
    take(shared);
    return true;
  } catch (problem) {
    if (!(problem instanceof BadLink)) throw problem;
    notice(words(problem.message));
    return false;
  }
}

async function share() {
  await remember();
  if (!written) return notice(words("tooLong"));
  try {
    await navigator.clipboard.writeText(location.href);
    notice(words("shared"));
  } catch {
    notice(words("notCopied"));
  }
}

function notice(text) {
  at("t-notice").textContent = text;
  at("t-notice").hidden = !text;
}

begin();
