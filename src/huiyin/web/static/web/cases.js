// Picking units by name: a field for several takes one after the other from the page's list. Without this one types them; Enter presses their own button.
(() => {
  "use strict";
  document.querySelectorAll("input[data-names]").forEach((field) => {
    const list = document.getElementById(field.dataset.names);
    if (!list) return;
    const names = [...list.options].map((option) => ({ name: option.value, short: option.textContent.trim() }));
    const own = document.createElement("datalist");
    own.id = `${field.id}-list`;
    field.after(own);
    field.setAttribute("list", own.id);
    const draw = () => {
      const cut = field.value.lastIndexOf("、") + 1;
      const before = field.value.slice(0, cut);
      const wanted = field.value.slice(cut).trim();
      const taken = new Set(before.split("、").map((each) => each.trim()));
      const fitting = names.filter(({ name, short }) => !taken.has(name) && (name.includes(wanted) || short.includes(wanted)));
      own.replaceChildren(...fitting.slice(0, 20).map(({ name, short }) => {
        const option = document.createElement("option");
        option.value = before + name;
        option.textContent = short;
        return option;
      }));
    };
    field.addEventListener("input", draw);
    field.addEventListener("focus", draw);
  });
  // A field whose Enter presses another button than the first of its form.
  document.querySelectorAll("input[data-enter]").forEach((field) => field.addEventListener("keydown", (event) => {
    const button = document.getElementById(field.dataset.enter);
    if (event.key !== "Enter" || event.isComposing || !button) return;
    event.preventDefault();
    button.click();
  }));
})();
