// Side by side or one language under the other: remembers what the reader chose. The switch itself is CSS (article.css).
document.addEventListener("DOMContentLoaded", () => {
  const both = document.getElementById("y-both");
  if (!both) return;
  both.checked = localStorage.getItem("yakkan-both") === "1";
  both.addEventListener("change", () => localStorage.setItem("yakkan-both", both.checked ? "1" : "0"));
});
