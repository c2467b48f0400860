// Taking a text in: a file may be dropped anywhere on the form. Without this the field for files does it alone.
(() => {
  "use strict";
  const zone = document.querySelector("[data-drop-zone]");
  const input = zone && zone.querySelector("input[type=file]");
  if (!input) return;
  const said = zone.querySelector("[data-drop-said]");
  zone.querySelector("[data-drop-hint]").hidden = false;
  const tell = () => {
    said.hidden = !input.files.length;
    said.textContent = input.files.length ? said.dataset.words.replace("{name}", input.files[0].name) : "";
  };
  const carries = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  let depth = 0;
  zone.addEventListener("dragenter", (event) => { if (carries(event)) { depth += 1; zone.classList.add("is-over"); } });
  zone.addEventListener("dragleave", (event) => { if (carries(event)) { depth -= 1; if (depth <= 0) zone.classList.remove("is-over"); } });
  zone.addEventListener("dragover", (event) => { if (carries(event)) event.preventDefault(); });
  zone.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    depth = 0;
    zone.classList.remove("is-over");
    const one = new DataTransfer();
    if (event.dataTransfer.files.length) one.items.add(event.dataTransfer.files[0]);
    input.files = one.files;
    tell();
  });
  input.addEventListener("change", tell);
})();
