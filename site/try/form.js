/* The form for the facts of a case: its records and facts are those of the vocabulary, its tree that of a facts file. */
import { control } from "./fields.js";
import { el } from "./dom.js";

const MORE = "…";
const MANY = 12;
/** In the case itself what there is one of comes before lists. */
const recordsFirst = (path) => (one, other) => (path ? 0 : (other.kind === "one") - (one.kind === "one"));
const isMore = (item) => item !== null && typeof item === "object" && (MORE in item || "..." in item);

export class Form {
  /** `changed` is called after every edit of the tree. */
  constructor(place, data, words, changed) {
    Object.assign(this, { place, data, words, changed, tree: {}, wanted: new Set(), opened: new Set() });
  }

  show(tree) {
    this.tree = tree;
    this.place.replaceChildren(this.record(this.data.case, "", tree));
  }

  /** Show the fact of a path, and put the cursor there. */
  reveal(path) {
    const steps = path.replace(/\[(?!\d+\]).*$/, "").split(".");
    steps.forEach((_, at) => {
      const inner = steps.slice(0, at + 1).join(".");
      this.wanted.add(inner).add(inner.replace(/\[\d+\]$/, ""));
    });
    this.show(this.tree);
    const found = this.nearest(steps);
    found?.scrollIntoView({ block: "center" });
    found?.focus({ preventScroll: true });
    return Boolean(found);
  }

  /** The field of a fact; of one that the case gives in another form, what it is a part of. */
  nearest(steps) {
    for (let last = steps.length; last > 0; last--) {
      const inner = steps.slice(0, last).join(".");
      const found = document.getElementById(this.id(inner)) ?? document.getElementById(this.id(inner.replace(/\[\d+\]$/, "")));
      if (found) return found;
    }
    return null;
  }

  id(path) {
    return `fact-${path}`;
  }

  // ── records ─────────────────────────────────────────────────────────────────────────────────────

  /** `attach` makes the tree a part of the case, which it is from its first fact on. */
  record(type, path, tree, attach = () => {}) {
    const facts = this.data.records[type].facts;
    const inner = (fact) => (path ? `${path}.${fact.key}` : fact.key);
    const shown = (fact) => fact.key in tree || this.wanted.has(inner(fact));
    const given = facts.filter(shown).sort(recordsFirst(path));
    const open = facts.filter((fact) => !shown(fact)).sort(recordsFirst(path));
    return el("div", { class: "t-record" },
      given.map((fact) => this.fact(fact, inner(fact), tree, attach)),
      open.length ? this.rest(open, path, (fact) => this.fact(fact, inner(fact), tree, attach)) : null);
  }

  /** The facts that are not given: made once they are looked at. */
  rest(facts, path, made) {
    const list = el("div", {});
    const fill = () => list.childElementCount || list.append(
      facts.length > MANY ? this.filter(list) : "", ...facts.map(made));
    const details = el("details", { class: "t-rest", ontoggle: () => {
      if (details.open) fill();
      this.opened[details.open ? "add" : "delete"](path);
    } }, el("summary", {}, this.words("openAll", { n: facts.length })), list);
    if (this.opened.has(path)) {
      fill();
      details.open = true;
    }
    return details;
  }

  filter(list) {
    const input = el("input", { type: "search", class: "t-filter", placeholder: this.words("filter"), "aria-label": this.words("filter"),
      oninput: () => {
        for (const row of list.querySelectorAll(":scope > [data-label]"))
          row.hidden = !row.dataset.label.includes(input.value.trim().toLowerCase());
      } });
    return input;
  }

  fact(fact, path, tree, attach) {
    const data = { "data-label": `${fact.label} ${fact.key}`.toLowerCase() };
    if (fact.kind === "one") return this.one(fact, path, tree, attach, data);
    if (fact.kind === "list") return this.list(fact, path, tree, attach, data);
    const set = (value, again) => {
      if (value === undefined) delete tree[fact.key];
      else tree[fact.key] = value;
      attach();
      this.edited(again);
    };
    const assumed = fact.assumed
      ? el("small", {}, this.words("assumedFact", { value: this.plain(fact.assumed) })) : null;
    return el("div", { class: "t-fact", ...data },
      el("label", { for: this.id(path), title: path }, fact.label, assumed),
      control(fact, tree[fact.key], this.id(path), this.words, set));
  }

  plain(text) {
    return { true: this.words("yes"), yes: this.words("yes"), false: this.words("no"), no: this.words("no") }[text] ?? text;
  }

  edited(again) {
    if (again) this.show(this.tree);
    this.changed();
  }

  // ── records within records ──────────────────────────────────────────────────────────────────────

  one(fact, path, tree, attach, data) {
    const held = tree[fact.key];
    const inner = held !== null && typeof held === "object" && !Array.isArray(held) ? held : {};
    const made = this.record(fact.holds, path, inner, () => {
      tree[fact.key] = inner;
      attach();
    });
    return el("fieldset", { class: "t-one", id: this.id(path), tabIndex: -1, ...data }, el("legend", {}, fact.label), made);
  }

  list(fact, path, tree, attach, data) {
    const held = tree[fact.key];
    const items = Array.isArray(held) ? held : [];
    const records = items.filter((item) => !isMore(item));
    const set = (value) => {
      if (value === undefined) delete tree[fact.key];
      else tree[fact.key] = value;
      attach();
      this.wanted.add(path);
      this.edited(true);
    };
    const more = items.length > records.length ? [{ [MORE]: "more" }] : [];
    return el("fieldset", { class: "t-list", ...data },
      el("legend", {}, fact.label, el("small", {}, this.count(held, records))),
      records.map((item, at) => this.item(fact, `${path}[${at}]`, item, at, () =>
        set([...records.filter((other) => other !== item), ...more]))),
      el("div", { class: "t-tools" },
        el("button", { type: "button", id: this.id(path), onclick: () => set([...records, {}, ...more]) }, `＋ ${this.words("add")}`),
        held === undefined ? el("button", { type: "button", class: "t-quiet", onclick: () => set([]) }, this.words("noneAtAll")) : null,
        records.length ? el("label", { class: "t-none" },
          el("input", { type: "checkbox", checked: more.length > 0,
            onchange: ({ target }) => set([...records, ...(target.checked ? [{ [MORE]: "more" }] : [])]) }),
          this.words("more")) : null,
        Array.isArray(held) && !records.length
          ? el("button", { type: "button", class: "t-quiet", onclick: () => set(undefined) }, this.words("forget")) : null));
  }

  count(held, records) {
    if (held === undefined) return this.words("unknown");
    return records.length ? String(records.length) : this.words("empty");
  }

  item(fact, path, item, at, remove) {
    const name = `${this.data.records[fact.holds].label} ${at + 1}`;
    const inner = item !== null && typeof item === "object" && !Array.isArray(item) ? item : {};
    return el("fieldset", { class: "t-item" }, el("legend", {}, name),
      el("button", { type: "button", class: "t-quiet t-remove", "aria-label": `${this.words("remove")}: ${name}`, onclick: remove }, "×"),
      this.record(fact.holds, path, inner));
  }
}
