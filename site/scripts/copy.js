// A button beside each provision copies its citation and address; without this script there is no button.
document.addEventListener("DOMContentLoaded", () => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("button.y-copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const address = location.href.split("#")[0] + "#" + button.dataset.place;
      await navigator.clipboard.writeText(button.dataset.text + "\n" + address);
      const said = button.nextElementSibling;
      said.textContent = button.dataset.done;
      setTimeout(() => { said.textContent = ""; }, 3000);
    });
  }
});
