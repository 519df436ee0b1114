/* Readings and documents of higher rank: what is chosen beside the facts, in the same facts file. */
import { el, select } from "./dom.js";

/** A select for each question; those that the case consults are marked by `mark`. */
export class Readings {
  constructor(place, data, words, changed) {
    Object.assign(this, { place, data, words, changed, rows: new Map() });
  }

  show(tree) {
    this.place.replaceChildren(el("p", {}, this.words("readingsLead")), ...this.data.readings.map((r) => this.row(r, tree)));
  }

  row(reading, tree) {
    const why = el("small", { class: "t-reason" });
    const tell = (key) => { why.textContent = reading.answers.find((a) => a.key === key)?.why ?? ""; };
    const options = reading.answers.map((a) => [a.key, a.label + (a.key === reading.default ? this.words("byDefault") : "")]);
    const open = reading.default === null ? [["", this.words("open")]] : [];
    const now = tree.readings?.[reading.key] ?? reading.default ?? "";
    const control = select([...open, ...options], now, { id: `reading-${reading.key}`, onchange: ({ target }) => {
      const { [reading.key]: _, ...others } = tree.readings ?? {};
      const taken = target.value === (reading.default ?? "") ? others : { ...others, [reading.key]: target.value };
      if (Object.keys(taken).length) tree.readings = taken;
      else delete tree.readings;
      tell(target.value);
      this.changed();
    } });
    tell(now);
    const used = el("span", { class: "t-used", hidden: true }, this.words("used"));
    const row = el("div", { class: "t-reading" }, el("label", { for: control.id }, reading.label, used), control, why);
    this.rows.set(reading.key, { row, used });
    return row;
  }

  /** Mark the questions on which something hangs, and put them first. */
  mark(consulted) {
    for (const [key, { row, used }] of this.rows) {
      used.hidden = !consulted.has(key);
      row.classList.toggle("t-consulted", consulted.has(key));
    }
  }
}

/** What is said of each document of higher rank, and the sample documents that are applied. */
export class Documents {
  constructor(place, data, words, changed) {
    Object.assign(this, { place, data, words, changed });
  }

  show(tree, applied) {
    const said = (layer) => {
      const told = tree.documents;
      return typeof told === "string" ? told : told?.[layer.key] ?? told?.[layer.label] ?? "";
    };
    const state = Object.fromEntries(this.data.documents.map((layer) => [layer.key, said(layer)]));
    const layers = this.data.documents.map((layer) => {
      const now = ["none", "なし"].includes(state[layer.key]) ? "none" : "";
      const control = select([["", this.words("unknown")], ["none", this.words("none")]], now, {
        id: `document-${layer.key}`, onchange: ({ target }) => {
          state[layer.key] = target.value;
          this.say(tree, state);
        } });
      return el("div", { class: "t-fact" }, el("label", { for: control.id }, layer.label), control);
    });
    const samples = this.data.samples.map(({ key, label }) => el("label", { class: "t-sample" },
      el("input", { type: "checkbox", checked: applied.includes(key), onchange: ({ target }) => {
        const at = applied.indexOf(key);
        if (target.checked && at < 0) applied.push(key);
        else if (!target.checked && at >= 0) applied.splice(at, 1);
        this.changed();
      } }), label));
    this.place.replaceChildren(el("p", {}, this.words("documentsLead")), ...layers, ...samples);
  }

  say(tree, state) {
    const told = Object.entries(state).filter(([, value]) => value);
    const all = told.length === this.data.documents.length && told.every(([, value]) => value === "none");
    if (all) tree.documents = "none";
    else if (told.length) tree.documents = Object.fromEntries(told);
    else delete tree.documents;
    this.changed();
  }
}
