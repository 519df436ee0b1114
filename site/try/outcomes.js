/* What a case comes to, as elements: what matters first. */
import { el } from "./dom.js";

const TOLD = ["in_force", "conflict", "undetermined", "defeated"];
const MANY = 8;
const FEW = 3;

export class Outcomes {
  /** `grounds(outcome)` gives its grounds as elements. */
  constructor(place, data, site, words, grounds) {
    Object.assign(this, { place, data, site, words, grounds });
  }

  show(view) {
    const turned = this.turned();
    this.rows = new Map();
    this.all = view.outcomes;
    const groups = TOLD.map((status) => [status, view.outcomes.filter((o) => o.said && o.status === status)]);
    const quiet = view.outcomes.filter((o) => !o.said);
    const gaps = view.outcomes.filter((o) => o.said && o.status === "not_applicable");
    this.place.replaceChildren(
      this.basis(view),
      ...groups.filter(([, found]) => found.length).map(([status, found]) => this.group(status, found, groups)),
      ...[gaps.length ? this.group("not_applicable", gaps, groups) : "", this.values(view.values), this.quiet(quiet)],
      view.outcomes.length ? "" : el("p", {}, this.words("nothing")));
    for (const each of this.folds()) if (turned.has(each.dataset.key)) each.open = !each.open;
    for (const each of this.folds()) each.dataset.open = String(each.open !== turned.has(each.dataset.key));
  }

  folds() {
    return [...this.place.querySelectorAll("details[data-key]")];
  }

  /** What the reader has opened or closed, to be kept when the results change. */
  turned() {
    const found = this.folds().filter((each) => String(each.open) !== each.dataset.open);
    return new Set(found.map((each) => each.dataset.key));
  }

  clear() {
    this.place.replaceChildren();
  }

  /** Lines that tell what other readings change, by outcome. */
  compared(lines) {
    for (const [at, told] of Object.entries(lines)) {
      const row = this.rows.get(Number(at));
      row?.querySelector(".t-compared").replaceChildren(el("pre", { tabIndex: 0 }, told.join("\n")));
    }
  }

  basis(view) {
    const told = [["assumed", view.assumed], ["openDocuments", view.open], ["given", view.given]];
    const lines = told.filter(([, items]) => items.length)
      .flatMap(([key, items]) => [el("dt", {}, this.words(key)), el("dd", {}, items.map((item) => el("div", {}, item)))]);
    const worlds = view.worlds.length ? el("pre", {}, view.worlds.join("\n")) : "";
    return el("div", { class: "t-basis" }, worlds, lines.length ? el("dl", {}, lines) : "");
  }

  group(status, outcomes, groups) {
    const first = groups.find(([, found]) => found.length)?.[0];
    const open = status === first || status === "conflict" || status === "in_force" || outcomes.length <= MANY;
    return el("details", { class: `t-group t-${status}`, "data-key": status, open },
      el("summary", {}, el("h3", {}, this.words(status)), el("span", { class: "t-count" }, String(outcomes.length))),
      outcomes.filter((outcome) => outcome.binds).map((outcome) => this.outcome(outcome)),
      this.declared(status, outcomes.filter((outcome) => !outcome.binds)));
  }

  /** What gives and takes nothing by itself stands apart. */
  declared(status, outcomes) {
    if (!outcomes.length) return "";
    return el("details", { class: "t-declared", "data-key": `${status} declared`, open: outcomes.length <= FEW },
      el("summary", {}, this.words("declared"), el("span", { class: "t-count" }, String(outcomes.length))),
      outcomes.map((outcome) => this.outcome(outcome)));
  }

  outcome(outcome) {
    const row = el("article", { class: "t-outcome" },
      el("p", { class: "t-head" }, this.cited(outcome),
        el("span", { class: "t-kind" }, outcome.kind),
        outcome.parties.length ? el("span", { class: "t-parties" }, outcome.parties.join(" → ")) : ""),
      el("p", { class: "t-sentence" }, outcome.sentence),
      this.details(outcome.details),
      el("div", { class: "t-compared" }),
      this.why(outcome));
    this.rows.set(outcome.at, row);
    return row;
  }

  cited(outcome) {
    const place = Object.hasOwn(this.data.places, outcome.provision) ? this.data.places[outcome.provision] : "";
    const name = place ? el("a", { href: this.site + place }, outcome.citation) : outcome.citation;
    return el("span", { class: "t-cited" }, name, outcome.subject ? ` ${outcome.subject}` : "");
  }

  /** Label and text; the parts of an amount in a list of their own. */
  details(details) {
    if (!details.length) return "";
    const rows = [];
    for (const [label, text, part] of details) {
      if (!part) rows.push(...(text ? [el("dt", {}, label), el("dd", {}, text)] : [el("dt", { class: "t-alone" }, label)]));
      else {
        if (!rows.at(-1)?.matches(".t-parts")) rows.push(el("dd", { class: "t-parts" }, el("dl", {})));
        rows.at(-1).firstChild.append(el("dt", {}, label), el("dd", {}, text));
      }
    }
    return el("dl", {}, rows);
  }

  why(outcome) {
    const told = el("div", { class: "t-told" }, "…");
    let asked = false;
    const fill = async () => {
      if (asked || !details.open) return;
      asked = true;
      told.replaceChildren(await this.grounds(outcome));
    };
    const details = el("details", { class: "t-why", "data-key": `why ${outcome.citation} ${outcome.subject}`, ontoggle: fill }, el("summary", {}, this.words("grounds")), told);
    return details;
  }

  values(values) {
    if (!values.length) return "";
    return el("details", { class: "t-group", "data-key": "values", open: values.length <= MANY },
      el("summary", {}, el("h3", {}, this.words("values")), el("span", { class: "t-count" }, String(values.length))),
      el("dl", { class: "t-values" }, values.flatMap(({ label, text }) => [el("dt", {}, label), el("dd", {}, text)])));
  }

  quiet(outcomes) {
    if (!outcomes.length) return "";
    return el("details", { class: "t-group t-not_applicable", "data-key": "quiet" },
      el("summary", {}, el("h3", {}, this.words("not_applicable")), el("span", { class: "t-count" }, String(outcomes.length))),
      el("p", { class: "t-quietly" }, outcomes.map((outcome) => this.cited(outcome))));
  }
}
