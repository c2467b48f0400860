// Huiyin (回音): the workbench of review. One current statement, shown in both panes; keys as in the help (?).
// Everything here is an addition: without it each act is a form, and a statement opens by its address.
// Offsets count code points of the source; text of the page counts UTF-16 units, so each crossing goes through [...text].
(() => {
  "use strict";
  const bench = document.getElementById("bench");
  if (!bench || !window.htmx) return;
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const text = $("#text");
  const list = $("#stmts");
  const words = bench.dataset;
  const say = (line) => { const region = $("#say"); region.textContent = ""; requestAnimationFrame(() => { region.textContent = line; }); };
  const keysOff = () => { try { return localStorage.getItem("huiyin.keys") === "off"; } catch { return false; } };
  const typing = (event) => event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  const cards = () => $$(".stmt[data-key]", list);
  const cardOf = (key) => document.getElementById(`s-${key}`);
  const points = (string) => [...string];

  let current = ($(".stmt.is-on", list) || cards()[0] || { dataset: {} }).dataset.key || "";
  if (location.hash.startsWith("#s-") && cardOf(location.hash.slice(3))) current = location.hash.slice(3);
  const here = () => cardOf(current);

  // Requests go one after another, so that each carries the version that the one before it left.
  let queue = Promise.resolve();
  const ask = (verb, url, options) => {
    queue = queue.then(() => htmx.ajax(verb, typeof url === "function" ? url() : url, typeof options === "function" ? options() : options)).catch(() => {});
    return queue;
  };
  document.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-Part"] = words.part; });

  // Panes scroll on a desk, the page does on a phone; the page itself never moves under a desk.
  const wide = () => matchMedia("(min-width: 64rem)").matches;
  const reveal = (element, pane, middle = false) => {
    if (!element) return;
    if (!wide()) { element.scrollIntoView({ block: middle ? "center" : "nearest" }); return; }
    const box = element.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    const gap = 16;
    if (middle && box.top >= frame.top + gap && box.bottom <= frame.bottom - gap) return;
    if (middle) pane.scrollTop += box.top - frame.top - (frame.height - box.height) / 3;
    else if (box.top < frame.top + gap || box.height > frame.height) pane.scrollTop += box.top - frame.top - gap;
    else if (box.bottom > frame.bottom - gap) pane.scrollTop += Math.min(box.bottom - frame.bottom + gap, box.top - frame.top - gap);
  };
  const showSpan = () => { if (wide()) reveal($(".span.is-on", text), text, true); };

  // The current card is open, all others are a line; its span is outlined in the text.
  let order = [];
  const draw = () => {
    order = cards().map((card) => card.dataset.key);
    cards().forEach((card) => {
      const on = card.dataset.key === current;
      const opener = $("[data-open]", card);
      card.classList.toggle("is-on", on);
      opener.setAttribute("aria-expanded", String(on));
      opener.tabIndex = on ? 0 : -1;
      const more = $(".more", card);
      if (more) more.hidden = !on;
    });
    $$(".span", text).forEach((span) => span.classList.toggle("is-on", span.dataset.for === current));
    $$("[data-editor]", list).forEach(equip);
  };
  const load = (key) => {
    const card = cardOf(key);
    if (!card || card.hasAttribute("data-opened")) return queue;
    return ask("GET", card.dataset.card, { source: "#bench", target: `#s-${key}`, swap: "outerHTML settle:0ms" }).then(() => { draw(); if (key === current) reveal(here(), list); });
  };
  let resting = 0;
  const show = (card, { focus = true, quiet = false } = {}) => {
    if (!card) return;
    current = card.dataset.key;
    draw();
    if (focus) $("[data-open]", card).focus({ preventScroll: true });
    reveal(card, list);
    showSpan();
    if (!quiet) say(words.wordsAt.replace("{n}", card.dataset.n).replace("{text}", $(".quote", card).textContent));
    history.replaceState(null, "", `?at=${current}`);
    clearTimeout(resting);
    resting = setTimeout(() => load(card.dataset.key), 90);
  };
  const step = (by) => {
    const all = cards();
    const at = all.findIndex((card) => card.dataset.key === current);
    const next = all[at + by];
    if (next) { show(next); return; }
    const page = by > 0 ? words.after : words.before;
    if (page) location.assign(page);
    else say(by > 0 ? words.wordsLast : words.wordsFirst);
  };
  const nextDraft = () => {
    const all = cards();
    const at = all.findIndex((card) => card.dataset.key === current);
    const next = all.slice(at + 1).find((card) => card.dataset.state === "draft");
    if (next) show(next);
    else location.assign(words.nextDraft);
  };

  const post = (act, values = {}, key = current) => ask(
    "POST",
    () => `${cardOf(key).dataset.url}${act}/`,
    () => ({ source: "#bench", target: "#bench-said", swap: "innerHTML settle:0ms", values: { version: cardOf(key).dataset.version, ...values } }),
  );
  const mayChange = () => Boolean($("[data-act=undo]"));

  // Folds of the open card: opened by a key, closed by Esc, the focus goes in and comes back.
  let waiting = false; // keys pressed before a fold is there would go to the card instead
  const unfold = (name, then) => { waiting = true; return load(current).finally(() => { waiting = false; }).then(() => {
    const fold = $(`[data-fold=${name}]`, here());
    if (!fold) return;
    $$("[data-fold][open]", here()).forEach((each) => { if (each !== fold) each.open = false; });
    fold.open = true;
    if (then) then(fold);
    else { const field = $("input:not([type=hidden]), select", fold); if (field) { field.focus(); if (field.select) field.select(); } }
    reveal(fold, list);
  }); };

  // What is marked in the text, as offsets of the source.
  const offsetOf = (node, within) => {
    const line = (node.nodeType === 1 ? node : node.parentElement).closest(".line[data-start]");
    if (!line) return -1;
    const range = document.createRange();
    range.setStart(line, 0);
    range.setEnd(node, within);
    return Number(line.dataset.start) + points(range.toString()).length;
  };
  const marked = () => {
    const selection = getSelection();
    if (!selection.rangeCount || !text.contains(selection.anchorNode)) return null;
    const range = selection.getRangeAt(0);
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    return start < 0 || end < 0 ? null : { start, end };
  };

  // The editors of ends and cuts: one line of the text in which arrows move a border.
  const equip = (form) => {
    if (form.dataset.equipped) return;
    form.dataset.equipped = "1";
    const split = form.dataset.editor === "split";
    const all = points(form.dataset.text);
    const base = Number(form.dataset.from);
    const place = document.createElement("div");
    place.className = "editor quote";
    place.tabIndex = 0;
    place.lang = "zh-CN";
    place.setAttribute("role", "slider");
    place.setAttribute("aria-label", split ? words.wordsSplit : words.wordsSpan);
    const help = document.createElement("p");
    help.className = "sub";
    help.textContent = split ? words.wordsSplit : words.wordsSpan;
    const select = $("select", form);
    const fields = { start: $("[name=start]", form), end: $("[name=end]", form) };
    const state = split
      ? { cut: Number(select.value) || base + Math.ceil(all.length / 2) }
      : { start: Number(fields.start.value), end: Number(fields.end.value) };
    const piece = (name, from, to) => { const span = document.createElement(name); span.textContent = all.slice(from, to).join(""); return span; };
    const paint = () => {
      if (split) {
        const at = state.cut - base;
        place.replaceChildren(piece("span", 0, at), document.createElement("i"), piece("span", at));
        if (![...select.options].some((option) => Number(option.value) === state.cut)) {
          select.add(new Option(`…${all.slice(Math.max(0, at - 8), at).join("")} | ${all.slice(at, at + 8).join("")}…`, state.cut));
        }
        select.value = String(state.cut);
        place.setAttribute("aria-valuenow", String(state.cut));
        place.setAttribute("aria-valuetext", words.wordsCut.replace("{before}", all.slice(Math.max(0, at - 6), at).join("")).replace("{after}", all.slice(at, at + 6).join("")));
        place.setAttribute("aria-valuemin", String(base + 1));
        place.setAttribute("aria-valuemax", String(base + all.length - 1));
      } else {
        const from = state.start - base;
        const to = state.end - base;
        place.replaceChildren(piece("span", 0, from), piece("mark", from, to), piece("span", to));
        fields.start.value = state.start;
        fields.end.value = state.end;
        place.setAttribute("aria-valuenow", String(state.end));
        place.setAttribute("aria-valuetext", all.slice(from, to).join(""));
        place.setAttribute("aria-valuemin", String(base));
        place.setAttribute("aria-valuemax", String(base + all.length));
      }
    };
    const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
    const move = (by, first) => {
      if (split) state.cut = clamp(state.cut + by, base + 1, base + all.length - 1);
      else if (first) state.start = clamp(state.start + by, base, state.end - 1);
      else state.end = clamp(state.end + by, state.start + 1, base + all.length);
      paint();
    };
    form.take = (asked) => { // start and end, or a cut, from what is marked in the text
      const high = base + all.length;
      if (split && asked.start > base && asked.start < high) state.cut = asked.start;
      else if (!split && asked.start < asked.end) {
        state.start = clamp(asked.start, base, high - 1);
        state.end = clamp(asked.end, state.start + 1, high);
      } else return;
      paint();
    };
    place.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -10, ArrowDown: 10, PageUp: -10, PageDown: 10 }[event.key];
      if (by) { event.preventDefault(); event.stopPropagation(); move(by, event.shiftKey); }
      else if (event.key === "Enter") { event.preventDefault(); event.stopPropagation(); form.requestSubmit(); }
    });
    place.addEventListener("click", () => { // a click puts the cut where the pointer is
      const selection = getSelection();
      if (!split || !selection.rangeCount || !place.contains(selection.anchorNode)) return;
      const range = document.createRange();
      range.setStart(place, 0);
      range.setEnd(selection.anchorNode, selection.anchorOffset);
      form.take({ start: base + points(range.toString()).length });
    });
    select && select.addEventListener("change", () => { state.cut = Number(select.value); paint(); });
    [fields.start, fields.end].forEach((field) => field && field.addEventListener("change", () => form.take({ start: Number(fields.start.value), end: Number(fields.end.value) })));
    const around = $(".around", form);
    if (around) around.hidden = true;
    form.prepend(place, help);
    paint();
  };
  const edit = (name) => {
    const asked = marked();
    unfold(name, (fold) => {
      const form = $("form", fold);
      equip(form);
      if (asked) form.take(asked);
      $(".editor", form).focus({ preventScroll: true });
    });
  };

  // Keys. Enter on a button or link does what that button does; on the head of the current card it confirms.
  let follow = false; // after undo, redo: go to where it happened
  const ACTS = {
    j: () => step(1),
    k: () => step(-1),
    n: nextDraft,
    m: () => {
      const all = cards();
      const above = all[all.findIndex((card) => card.dataset.key === current) - 1];
      const key = current;
      if (above && above.dataset.state !== "rejected") { show(above, { quiet: true }); }
      post("join", {}, key);
    },
    s: () => edit("split"),
    e: () => edit("span"),
    q: () => unfold("findings"),
    x: () => unfold("reject"),
    u: () => { follow = true; $("[data-act=undo]").requestSubmit(); },
    U: () => { follow = true; $("[data-act=redo]").requestSubmit(); },
    y: () => load(current).then(() => { const rules = $(".rules", here()); if (rules) { rules.open = !rules.open; if (rules.open) { reveal(rules, list); say(rules.textContent); } } }),
    g: () => { const span = $(".span.is-on", text); if (span) { if (wide()) reveal(span, text, true); else span.scrollIntoView({ block: "center" }); text.focus({ preventScroll: true }); } },
  };
  const KINDS = ["appraisal", "achievement", "commitment", "suggestion", "background"];
  const CHANGES = ["m", "s", "e", "q", "x", "u", "U"];
  const confirm = () => {
    const key = current;
    const card = here();
    const sure = card.dataset.state === "confirmed";
    const all = cards();
    const next = all[all.findIndex((each) => each.dataset.key === key) + 1];
    if (next) show(next, { quiet: !sure });
    if (!sure) post("confirm", {}, key);
  };
  const confirmSection = () => {
    const head = here() && here().closest("ol").previousElementSibling;
    const form = head && $("[data-act=section]", head);
    if (form) form.requestSubmit(); else say(words.wordsNone);
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && here()) {
      const fold = event.target.closest("[data-fold][open]");
      if (fold) { fold.open = false; $("[data-open]", here()).focus({ preventScroll: true }); }
      return;
    }
    if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || keysOff()) return;
    if ($("dialog[open]") || !here()) return;
    if (waiting) { event.preventDefault(); return; }
    if (event.key === "Enter") {
      const control = event.target.closest("a, button, summary, [role=slider]");
      if (control && control !== $("[data-open]", here())) return;
      if (!mayChange()) return;
      event.preventDefault();
      if (event.shiftKey) confirmSection(); else if (!event.repeat) confirm();
    } else if (/^[1-5]$/.test(event.key) && mayChange()) {
      event.preventDefault();
      post("label", { kind: KINDS[Number(event.key) - 1] });
    } else if (ACTS[event.key] && (mayChange() || !CHANGES.includes(event.key))) {
      event.preventDefault();
      ACTS[event.key]();
    }
  });

  // The mouse: a span or the head of a card makes it the current one; marking words does not.
  text.addEventListener("click", (event) => {
    const span = event.target.closest(".span");
    if (!span || !getSelection().isCollapsed) return;
    const card = cardOf(span.dataset.for);
    const caret = marked();
    show(card, { focus: !wide() });
    if (caret && wide()) text.focus({ preventScroll: true });
  });
  list.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); show(opener.closest(".stmt")); return; }
    const present = event.target.closest("[data-take-present]");
    if (present) {
      event.preventDefault();
      const { key } = present.closest(".stmt").dataset;
      ask("GET", () => cardOf(key).dataset.card, { source: "#bench", target: `#s-${key}`, swap: "outerHTML settle:0ms" }).then(draw);
    }
  });

  // After an answer: the current card stays open, the focus stays in the list where it was in the list.
  document.addEventListener("bench:at", (event) => {
    if (!follow) return;
    follow = false;
    const card = cardOf(event.detail.key);
    if (card) show(card, { quiet: true });
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!here()) { // joined to the one above, or taken out by somebody else
      const before = order.slice(0, order.indexOf(current)).reverse().find(cardOf);
      current = before || (cards()[0] || { dataset: {} }).dataset.key || "";
      draw();
      load(current);
    } else draw();
    const conflict = $("[data-conflict]", list);
    if (conflict && conflict.closest(".stmt").dataset.key !== current) show(conflict.closest(".stmt"), { focus: false, quiet: true });
    if (conflict && conflict.dataset.seen !== "1") { conflict.dataset.seen = "1"; conflict.focus(); return; }
    const active = document.activeElement;
    const lost = active === document.body || (active.matches("[data-open]") && active.closest(".stmt") !== here());
    if (lost && here()) ($("[data-conflict]", here()) || $("[data-open]", here())).focus({ preventScroll: true });
  });

  // Others on the same source: asked for every 15 seconds while the tab is looked at.
  const poll = () => {
    if (document.hidden || !navigator.onLine) return;
    ask("GET", () => `${words.changes}?since=${$("#since").dataset.since}&current=${current}`, { source: "#bench", target: "#bench-said", swap: "innerHTML settle:0ms", headers: { "X-By-Itself": "1" } });
  };
  setInterval(poll, 15000);
  document.addEventListener("bench:poll", poll);

  $$("[data-keys-bar]").forEach((bar) => { bar.hidden = false; });
  $$(".bench-bar [data-opens]").forEach((button) => { button.hidden = false; });
  draw();
  const begin = () => {
    if (!here()) return;
    if (wide()) scrollTo(0, 0); // the browser went to the fragment, which is meant for who has no script
    reveal(here(), list);
    showSpan();
    if (!$("[data-focus]")) $("[data-open]", here()).focus({ preventScroll: true });
  };
  begin();
  load(current);
  if (document.readyState === "complete") setTimeout(begin); else addEventListener("load", () => setTimeout(begin));
})();
