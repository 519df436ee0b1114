/* One fact: a control of its kind, which tells what was entered as the text of a facts file (undefined: not known). */
import { el, select } from "./dom.js";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/;

/** The control for a value; `told(value)` is called for every change. */
export function control(fact, value, id, words, told) {
  if (value !== undefined && value !== null && !fits(fact, value)) return inYaml(value, id, words, told);
  switch (fact.kind) {
    case "truth":
    case "judgement":
      return chosen([["true", words("yes")], ["false", words("no")]], value, fact, id, words, told);
    case "choice":
    case "party":
      return chosen(fact.choices, value, fact, id, words, told);
    case "interval":
      return interval(value, id, words, told);
    case "date":
    case "event":
      return day(fact, value, id, words, told);
    default:
      return typed(fact, value, id, words, told);
  }
}

/** A list of one text would pass as that text. */
const says = (pattern, value) => typeof value === "string" && pattern.test(value);

function fits(fact, value) {
  switch (fact.kind) {
    case "truth":
    case "judgement":
      return value === "true" || value === "false";
    case "choice":
    case "party":
      return fact.choices.some(([key]) => key === value);
    case "interval":
      return typeof value === "object" && says(DAY, value.from) && (value.until === null || says(DAY, value.until));
    case "date":
      return says(DAY, value);
    case "event":
      return says(MOMENT, value);
    default:
      return typeof value === "string";
  }
}

/** What no control can hold (a range, several statements, a slip): shown as it is. */
function inYaml(value, id, words, told) {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return el("span", { class: "t-odd" },
    el("code", {}, text), ` (${words("inYaml")}) `,
    el("button", { type: "button", id, class: "t-quiet", onclick: () => told(undefined, true) }, words("forget")));
}

function chosen(options, value, fact, id, words, told) {
  const none = fact.nullable ? [["null", words("none")]] : [];
  const now = value === undefined ? "" : value === null ? "null" : value;
  return select([["", words("unknown")], ...options, ...none], now, {
    id, onchange: ({ target }) => told(target.value === "" ? undefined : target.value === "null" ? null : target.value),
  });
}

function typed(fact, value, id, words, told) {
  const amount = ["money", "number", "percent"].includes(fact.kind);
  const input = el("input", {
    id, type: "text", inputmode: amount ? "decimal" : null, autocomplete: "off", placeholder: words("unknown"),
    value: value ?? "", oninput: () => told(input.value.trim() === "" ? undefined : input.value.trim()),
  });
  return fact.nullable ? withNone(input, value, words, told, () => { input.value = ""; }) : input;
}

function day(fact, value, id, words, told) {
  const [on, at] = (value ?? "").split("T");
  const tell = () => told(date.value ? date.value + (time?.value ? `T${time.value}` : "") : undefined);
  const date = el("input", { id, type: "date", value: on ?? "", max: "2060-12-31", oninput: tell });
  const time = fact.kind === "event"
    ? el("input", { type: "time", value: at ?? "", "aria-label": `${fact.label}: ${words("time")}`, oninput: tell }) : null;
  const parts = time ? el("span", { class: "t-moment" }, date, time) : date;
  if (!fact.nullable) return parts;
  return withNone(parts, value, words, told, () => { date.value = ""; if (time) time.value = ""; });
}

/** A control with a box beside it for: there is none. */
function withNone(inner, value, words, told, clear) {
  const box = el("input", { type: "checkbox", checked: value === null, onchange: () => {
    if (box.checked) clear();
    told(box.checked ? null : undefined);
  } });
  inner.addEventListener("input", () => { box.checked = false; });
  return el("span", { class: "t-moment" }, inner, el("label", { class: "t-none" }, box, words("none")));
}

function interval(value, id, words, told) {
  const input = (key, name) => el("input", { id: name, type: "date", value: value?.[key] ?? "", "aria-label": words(key),
    oninput: () => told(from.value ? { from: from.value, until: until.value || null } : undefined) });
  const from = input("from", id);
  const until = input("until", `${id}-until`);
  return el("span", { class: "t-moment" }, from, "–", until);
}
