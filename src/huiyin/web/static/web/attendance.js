// The attendance sheet: one key marks a person and goes on to the next; what could not be saved is sent when the line is back.
(() => {
  "use strict";
  const lines = () => [...document.querySelectorAll("[data-line]")];
  const radioOf = (line) => line.querySelector("input[type=radio]:checked") || line.querySelector("input[type=radio]");
  const keysOff = () => {
    try { if (localStorage.getItem("huiyin.keys") === "off") return true; } catch { /* nothing is kept */ }
    return document.body.dataset.keys === "off";
  };
  const step = (line, by) => {
    const all = lines();
    const next = all[all.indexOf(line) + by];
    if (next) radioOf(next).focus();
  };
  const save = document.querySelector("[data-save]");
  if (save && window.htmx) save.hidden = true; // each mark is saved at once

  document.addEventListener("keydown", (event) => {
    const line = event.target.closest && event.target.closest("[data-line]");
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(line, event.key === "ArrowDown" ? 1 : -1);
      return;
    }
    if (keysOff()) return;
    const radio = line.querySelector(`input[data-key="${CSS.escape(event.key)}"]`);
    if (!radio) return;
    event.preventDefault();
    if (!radio.checked) { radio.checked = true; radio.dispatchEvent(new Event("change", { bubbles: true })); }
    step(line, 1);
  });

  const tell = (event, unsaved) => {
    const line = event.detail.elt.closest("[data-line]");
    if (line) line.querySelector("[data-unsaved]").hidden = !unsaved;
  };
  document.addEventListener("htmx:afterRequest", (event) => tell(event, !event.detail.successful));
  addEventListener("online", () => {
    lines().filter((line) => !line.querySelector("[data-unsaved]").hidden).forEach((line) => {
      radioOf(line).dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
})();
