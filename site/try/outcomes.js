/* What a case comes to, as elements: what matters first. */
import { el } from "./dom.js";

const TOLD = ["in_force", "conflict", "undetermined", "defeated"];
const MANY = 8;

export class Outcomes {
  /** `grounds(provision)` gives the lines of each record's grounds. */
  constructor(place, data, site, words, grounds) {
    Object.assign(this, { place, data, site, words, grounds });
  }

  show(view) {
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
  }

  clear() {
    this.place.replaceChildren();
  }

  /** Lines that tell what other readings change, by outcome. */
  compared(lines) {
    for (const [at, told] of Object.entries(lines)) {
      const row = this.rows.get(Number(at));
      row?.querySelector(".t-compared").replaceChildren(el("pre", {}, told.join("\n")));
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
    return el("details", { class: `t-group t-${status}`, open },
      el("summary", {}, el("h3", {}, this.words(status)), el("span", { class: "t-count" }, String(outcomes.length))),
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

  details(details) {
    if (!details.length) return "";
    return el("dl", {}, details.flatMap(([label, text, part]) => {
      const attributes = part ? { class: "t-part" } : {};
      return text ? [el("dt", attributes, label), el("dd", attributes, text)] : [el("dt", { class: "t-alone" }, label)];
    }));
  }

  why(outcome) {
    const told = el("pre", {}, "…");
    let asked = false;
    const fill = async () => {
      if (asked || !details.open) return;
      asked = true;
      const lines = await this.grounds(outcome);
      told.textContent = lines.join("\n");
    };
    const details = el("details", { class: "t-why", ontoggle: fill }, el("summary", {}, this.words("grounds")), told);
    return details;
  }

  values(values) {
    if (!values.length) return "";
    return el("details", { class: "t-group", open: values.length <= MANY },
      el("summary", {}, el("h3", {}, this.words("values")), el("span", { class: "t-count" }, String(values.length))),
      el("dl", { class: "t-values" }, values.flatMap(({ label, text }) => [el("dt", {}, label), el("dd", {}, text)])));
  }

  quiet(outcomes) {
    if (!outcomes.length) return "";
    return el("details", { class: "t-group t-not_applicable" },
      el("summary", {}, el("h3", {}, this.words("not_applicable")), el("span", { class: "t-count" }, String(outcomes.length))),
      el("p", { class: "t-quietly" }, outcomes.map((outcome) => this.cited(outcome))));
  }
}
