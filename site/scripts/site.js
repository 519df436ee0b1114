/* What the pages need beside Material's script. */
(() => {
  "use strict";
  const query = document.querySelector("[data-md-component=search-query]");
  if (query) {
    // Material listens to keys alone: pasted and composed Japanese comes without one.
    query.addEventListener("input", () => query.dispatchEvent(new KeyboardEvent("keyup")));
    const base = JSON.parse(document.getElementById("__config").textContent).base;
    query.addEventListener("focus", () => fetch(`${base}/search/index.json`), { once: true });
  }
  // The other language has the same anchors: a switch keeps the place.
  for (const link of document.querySelectorAll("a.y-language"))
    link.addEventListener("click", () => { link.hash = location.hash; });
})();
