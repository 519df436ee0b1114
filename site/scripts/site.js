/* What the pages need beside Material's script. */
(() => {
  "use strict";
  const query = document.querySelector("[data-md-component=search-query]");
  if (query) {
    // Material listens to keys alone: pasted and composed Japanese comes without one.
    query.addEventListener("input", () => query.dispatchEvent(new KeyboardEvent("keyup")));
    // The worker fetches the index before the first query is typed; Material gives no other way to tell it.
    query.addEventListener("focus", () => new BroadcastChannel("y-search").postMessage(""), { once: true });
  }
  // The other language has the same anchors: a switch keeps the place.
  for (const link of document.querySelectorAll("a.y-language"))
    link.addEventListener("click", () => { link.hash = location.hash; });
  // What is printed says where it stands.
  const printed = document.querySelector(".md-content__inner");
  if (printed) printed.dataset.address = location.href.split("#")[0];
  // On a phone each row of a table is a paragraph: what stands in it still bears the name of its column.
  for (const table of document.querySelectorAll("table:has(.y-row)")) {
    const names = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
    for (const row of table.querySelectorAll("tbody tr"))
      [...row.cells].forEach((cell, at) => { if (at && cell.textContent.trim()) cell.dataset.column = names[at] ?? ""; });
  }
})();
