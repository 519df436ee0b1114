/* What stands on the page before anything is known of a case. */
import { el } from "./dom.js";

export const at = (id) => document.getElementById(id);

/** Fill the root; `on` are the listeners by name. */
export function layOut(root, { data, scenarios, language, words, on }) {
  const groups = scenarios.map((file, f) => el("optgroup", { label: file.title[language] },
    file.cases.map((found, c) => el("option", { value: `${f}/${c}` }, found.name[language]))));
  root.replaceChildren(
    el("div", { class: "t-bar" },
      field("t-scenario", words("scenario"), el("select", { id: "t-scenario", onchange: on.chosen }, el("option", { value: "" }, words("choose")), groups)),
      el("button", { type: "button", id: "t-blank", onclick: on.fresh }, words("blank")),
      field("t-as-of", words("asOf"), el("input", { id: "t-as-of", type: "date", required: true,
        min: `${data.years[0]}-01-01`, max: `${data.years[1]}-12-31`, oninput: on.dated })),
      field("t-scope", words("scope"), el("select", { id: "t-scope", onchange: on.narrowed })),
      el("button", { type: "button", id: "t-share", onclick: on.share }, words("share"))),
    el("p", { id: "t-notice", role: "alert", hidden: true }),
    el("p", { class: "t-line" }, el("span", { id: "t-status", role: "status" }), el("button", { type: "button", id: "t-stop", hidden: true, onclick: on.stop }, words("stop"))),
    el("div", { class: "t-columns" },
      el("section", { class: "t-facts", "aria-labelledby": "t-facts-title" },
        el("div", { class: "t-title" }, el("h2", { id: "t-facts-title" }, words("facts")),
          el("div", { class: "t-tabs", role: "tablist", "aria-labelledby": "t-facts-title" }, tab("form", words), tab("yaml", words))),
        el("div", { id: "t-panel-form", role: "tabpanel", "aria-labelledby": "t-tab-form" },
          el("p", { id: "t-stale", hidden: true }, words("yamlBad")), el("fieldset", { id: "t-form", class: "t-whole" })),
        el("div", { id: "t-panel-yaml", role: "tabpanel", "aria-labelledby": "t-tab-yaml", hidden: true },
          el("textarea", { id: "t-yaml", spellcheck: false, rows: 24, "aria-label": words("yamlLabel"), wrap: "off", autocapitalize: "off", oninput: on.typed })),
        el("details", { class: "t-group", id: "t-readings-all" }, el("summary", {}, el("h3", {}, words("readings"))), el("div", { id: "t-readings" })),
        el("details", { class: "t-group", id: "t-documents-all" }, el("summary", {}, el("h3", {}, words("documents"))), el("div", { id: "t-documents" }))),
      el("section", { class: "t-results", "aria-labelledby": "t-results-title" },
        el("h2", { id: "t-results-title" }, words("results")),
        el("div", { id: "t-errors", role: "alert" }),
        el("div", { id: "t-next", class: "t-next", hidden: true }),
        el("div", { id: "t-outcomes" }),
        el("div", { class: "t-tools", id: "t-more", hidden: true },
          el("button", { type: "button", id: "t-compare", onclick: on.compare }, words("compare"))),
        el("p", { id: "t-differ", role: "status" }),
        el("details", { id: "t-json", class: "t-group", hidden: true }, el("summary", {}, el("h3", {}, words("json"))), el("pre", { id: "t-json-text", tabIndex: 0 })))));
}

const field = (id, label, control) => el("span", { class: "t-field" }, el("label", { for: id }, label), control);

function tab(name, words) {
  const on = name === "form";
  return el("button", { type: "button", role: "tab", id: `t-tab-${name}`, "aria-controls": `t-panel-${name}`, "aria-selected": String(on),
    tabIndex: on ? 0 : -1, onclick: () => turn(name),
    onkeydown: ({ key }) => {
      if (!["ArrowLeft", "ArrowRight"].includes(key)) return;
      const other = name === "form" ? "yaml" : "form";
      turn(other);
      at(`t-tab-${other}`).focus();
    } }, words(name));
}

/** Show the form or the YAML. */
export function turn(name) {
  for (const each of ["form", "yaml"]) {
    at(`t-panel-${each}`).hidden = each !== name;
    at(`t-tab-${each}`).setAttribute("aria-selected", String(each === name));
    at(`t-tab-${each}`).tabIndex = each === name ? 0 : -1;
  }
}
