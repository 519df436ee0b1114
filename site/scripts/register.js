// Filters of the register: by party, kind and article. What is chosen stands in the address, so that it can be shared;
// without this script the whole register is shown and the filters are not.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form.y-filter");
  if (!form) return;
  const names = ["who", "kind", "article"];
  const groups = [...document.querySelectorAll("h2[id^='a-']")].map((heading) => ({ heading, rows: [], tables: new Set() }));
  const marks = [...document.querySelectorAll("[data-who]")];
  for (const mark of marks) {
    const before = (group) => group.heading.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING;
    const group = groups.filter(before).at(-1);
    group.rows.push({ row: mark.closest("tr"), who: mark.dataset.who.split(" "), kind: mark.dataset.kind });
    group.tables.add(mark.closest("table"));
  }

  const wanted = (name) => form.elements[name].value;
  const fits = (group, { who, kind }) =>
    (!wanted("who") || who.includes(wanted("who"))) &&
    (!wanted("kind") || kind === wanted("kind")) &&
    (!wanted("article") || group.heading.id === wanted("article"));

  function show() {
    let shown = 0;
    for (const group of groups) {
      let some = 0;
      for (const entry of group.rows) {
        entry.row.hidden = !fits(group, entry);
        some += entry.row.hidden ? 0 : 1;
      }
      group.heading.hidden = some === 0;
      for (const listed of document.querySelectorAll(`.md-nav--secondary a[href$="#${group.heading.id}"]`))
        listed.parentElement.hidden = some === 0;
      for (const table of group.tables) table.hidden = some === 0;
      shown += some;
    }
    const told = form.querySelector("output");
    told.textContent = told.dataset.count.replace("{shown}", shown).replace("{all}", marks.length);
  }

  function remember() {
    const query = new URLSearchParams(names.filter(wanted).map((name) => [name, wanted(name)]));
    history.replaceState(null, "", location.pathname + (query.size ? "?" + query : "") + location.hash);
  }

  const given = new URLSearchParams(location.search);
  for (const name of names) form.elements[name].value = given.get(name) ?? "";
  for (const name of names) if (form.elements[name].selectedIndex < 0) form.elements[name].value = "";
  form.addEventListener("change", () => { show(); remember(); });
  form.addEventListener("reset", () => setTimeout(() => { show(); remember(); }));
  // The other language has the same keys: a switch keeps what is chosen.
  for (const link of document.querySelectorAll("a.y-language"))
    link.addEventListener("click", () => { link.search = location.search; });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show();
});
