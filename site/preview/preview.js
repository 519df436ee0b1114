/* In the live preview alone: what is wrong with the rules stands over the page of their last good state. */
(async () => {
  "use strict";
  const base = JSON.parse(document.getElementById("__config").textContent).base;
  const english = document.documentElement.lang === "en";
  const answer = await fetch(`${base}/${english ? "../" : ""}preview.json`, { cache: "no-store" });
  const found = await answer.json();
  if (!found.length) return;
  const errors = found.some((diagnostic) => diagnostic.severity === "error");
  const panel = document.createElement("section");
  panel.className = `md-typeset y-preview ${errors ? "y-errors" : ""}`;
  panel.setAttribute("role", "alert");
  const title = document.createElement("p");
  title.textContent = errors
    ? english ? "The rules have errors. The page shows their last good state." : "規則に誤りがあります。ページは直前の正しい状態を示しています。"
    : english ? "Warnings on the rules" : "規則についての警告";
  const list = document.createElement("ul");
  for (const { code, place, ja, en } of found) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `${base}/diagnostics/${code}/`;
    link.textContent = code;
    const where = document.createElement("code");
    where.textContent = place;
    const told = document.createElement("span");
    told.textContent = english ? en : ja;
    item.append(where, " ", link, " ", told);
    list.append(item);
  }
  panel.append(title, list);
  document.querySelector(".md-content__inner").prepend(panel);
})();
