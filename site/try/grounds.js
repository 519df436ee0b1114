/* Why an outcome is as it is: its steps as lists within lists, each provision a link, each fact a way to its field. */
import { el } from "./dom.js";

const OPEN = 2;

export class Grounds {
  /** `reveal(path)` leads to the fact at a path. */
  constructor(data, site, words, reveal) {
    Object.assign(this, { data, site, words, reveal });
  }

  tree(step) {
    return el("ul", { class: "t-steps" }, this.step(step, 0));
  }

  step(step, depth) {
    const details = step.detail.map((line) => el("div", { class: "t-detail" }, line));
    const under = step.parts.length ? el("ul", {}, step.parts.map((part) => this.step(part, depth + 1))) : "";
    if (!under && !details.length) return el("li", {}, this.told(step));
    return el("li", {}, el("details", { open: depth < OPEN }, el("summary", {}, this.told(step)), details, under));
  }

  told(step) {
    const place = Object.hasOwn(this.data.places, step.provision) ? this.data.places[step.provision] : "";
    const label = place ? el("a", { href: this.site + place }, step.label) : step.label;
    return [el("span", { class: "t-label" }, label, this.words("colon")), el("span", { class: "t-value" }, step.value), this.source(step)];
  }

  source({ given, path, label }) {
    if (!path && !given) return "";
    const told = given || this.words("fact");
    if (!path) return el("span", { class: "t-fact-of" }, told);
    const show = (event) => {
      event.preventDefault();
      this.reveal(path);
    };
    return el("button", { type: "button", class: "t-fact-of", title: path, "aria-label": `${told}: ${label}`, onclick: show }, told);
  }
}
