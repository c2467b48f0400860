// The page of a reading: filters, lists, and the way between a row and its passage.
// Offsets are never counted here: the text is marked up when the page is made, and the data carry slices of it.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const all = data.statements;
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const text = $("text"), list = $("list");
  const wide = matchMedia("(min-width: 64rem)");
  const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
  root.classList.add("js");

  let lang = root.lang.startsWith("zh") ? "zh" : "en";
  let view = "list", current = -1, part = "";
  let shown = all.map(() => true);
  const W = (key, values = {}) => data.words[lang][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const name = (group, code) => data.names[lang][group][code] ?? code;
  const number = (n) => n.toLocaleString(lang === "zh" ? "zh-CN" : "en");

  // Elements by hand: everything from the source goes in as text, unseen characters as their number.
  const put = (parent, words) => {
    let from = 0;
    for (const found of words.matchAll(UNSEEN)) {
      parent.append(words.slice(from, found.index));
      const sign = document.createElement("span");
      sign.className = "ctl";
      sign.dataset.u = sign.title = "U+" + found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
      parent.append(sign);
      from = found.index + found[0].length;
    }
    parent.append(from ? words.slice(from) : words);
  };
  const h = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    for (const child of children) typeof child === "string" ? put(element, child) : child && element.append(child);
    return element;
  };
  const badge = (kind) => h("span", { class: `kind k-${kind}` }, h("i", { "aria-hidden": "true" }, name("mark", kind)), name("kind", kind));

  // Where things stand in the text: a statement may have several pieces, and so may a figure.
  const pieces = all.map(() => []), parts = new Map();
  for (const element of text.querySelectorAll("[data-s]")) pieces[element.dataset.s].push(element);
  for (const element of text.querySelectorAll("[data-r]")) {
    for (const label of element.dataset.r.split(" ")) parts.has(label) ? parts.get(label).push(element) : parts.set(label, [element]);
  }
  const measures = [], mentions = [];
  all.forEach((each, s) => {
    for (const m of each.m) measures.push([s, m]);
    for (const n of each.n) mentions.push([s, n]);
  });

  // Filters
  const boxes = [...document.querySelectorAll("input[name=kind]")];
  const fields = { speaker: $("f-speaker"), place: $("f-place"), topic: $("f-topic"), period: $("f-period") };
  const search = $("f-text");
  const fold = (words) => words.toLowerCase().replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0).toLowerCase());
  const folded = all.map((each) => fold(each.text));
  const NOBODY = "\u0000";
  const of = {
    speaker: (each) => [each.speaker || NOBODY], place: (each) => each.places,
    topic: (each) => each.topics, period: (each) => [each.period],
  };
  const label = {
    speaker: (value) => (value === NOBODY ? W("nobody") : value), place: (value) => value,
    topic: (value) => name("topic", value), period: (value) => name("period", value),
  };
  const fillFields = () => {
    for (const key in fields) {
      const counts = new Map(), chosen = fields[key].value;
      for (const each of all) for (const value of of[key](each)) counts.set(value, (counts.get(value) || 0) + 1);
      const options = [...counts].sort((a, b) => (key === "period" ? data.periods.indexOf(a[0]) - data.periods.indexOf(b[0]) : b[1] - a[1]));
      fields[key].replaceChildren(h("option", { value: "" }, W("all")), ...options.map(([value, n]) => h("option", { value }, `${label[key](value)}（${number(n)}）`)));
      fields[key].value = chosen;
      fields[key].disabled = options.length === 0;
    }
  };
  const wanted = () => ({ kinds: boxes.filter((box) => box.checked).map((box) => box.value), words: fold(search.value.trim()) });
  const filter = () => {
    const { kinds, words } = wanted();
    const chosen = Object.keys(fields).filter((key) => fields[key].value);
    shown = all.map((each, s) => (!kinds.length || kinds.includes(each.kind)) && (!words || folded[s].includes(words))
      && chosen.every((key) => of[key](each).includes(fields[key].value)));
    all.forEach((_, s) => {
      for (const piece of pieces[s]) piece.classList.toggle("off", !shown[s]);
      list.children[s].hidden = !shown[s];
    });
    for (const row of document.querySelectorAll(".side tr[data-s]")) row.hidden = !shown[row.dataset.s];
    $("clear").hidden = !(kinds.length || words || chosen.length);
    highlight(words);
    tally();
    sayFilter(kinds, chosen);
    rove();
  };
  // Seen in print only: paper has no controls that would say what was left out.
  const sayFilter = (kinds, chosen) => {
    const words = search.value.trim(), line = $("filtered");
    const said = chosen.map((key) => [key, label[key](fields[key].value)]);
    if (kinds.length) said.unshift(["only_kinds", kinds.map((kind) => name("kind", kind)).join(", ")]);
    if (words) said.push(["search", words]);
    line.hidden = !said.length;
    const colon = lang === "zh" ? "：" : ": ";
    const what = said.map(([key, value]) => W(key) + colon + value).join(lang === "zh" ? "；" : "; ");
    line.replaceChildren();
    put(line, W("filtered", { what, count: $("count").textContent }));
  };
  const tally = () => {
    const seen = all.filter((_, s) => shown[s]);
    const counts = { shown: seen.length, all: all.length, m: seen.reduce((n, each) => n + each.m.length, 0), n: seen.reduce((n, each) => n + each.n.length, 0) };
    const values = Object.fromEntries(Object.entries(counts).map(([key, n]) => [key, number(n)]));
    $("count").textContent = W(counts.shown === counts.all ? "count_all" : "count_some", values);
    $("n-list").textContent = values.shown; $("n-measures").textContent = values.m; $("n-names").textContent = values.n;
    const none = { list: counts.shown, measures: counts.m, names: counts.n }[view] === 0;
    $("empty").hidden = !none;
    if (none) $("empty").firstElementChild.textContent = counts.shown ? W(view === "names" ? "no_names" : "no_figures") : W("none_match");
  };

  // The searched words, marked without touching the text (where the browser can)
  const highlight = (words) => {
    if (!("highlights" in CSS)) return;
    CSS.highlights.delete("found");
    if (!words) return;
    const ranges = [];
    all.forEach((_, s) => { if (shown[s]) for (const piece of pieces[s]) ranges.push(...rangesIn(piece, words)); });
    CSS.highlights.set("found", new Highlight(...ranges));
  };
  const rangesIn = (piece, words) => {
    const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT), nodes = [], found = [];
    let whole = "";
    while (walker.nextNode()) { nodes.push([walker.currentNode, whole.length]); whole += walker.currentNode.data; }
    const place = (offset, ending) => {
      const [node, from] = nodes.findLast(([, start]) => (ending ? start < offset : start <= offset));
      return [node, offset - from];
    };
    whole = fold(whole);
    for (let at = whole.indexOf(words); at >= 0; at = whole.indexOf(words, at + words.length)) {
      const range = document.createRange();
      range.setStart(...place(at, false)); range.setEnd(...place(at + words.length, true));
      found.push(range);
    }
    return found;
  };

  // Lists
  const item = (each, s) => {
    const opener = h("button", { type: "button", class: "open", "aria-expanded": "false", tabindex: "-1" },
      h("span", { class: "row" }, badge(each.kind), h("span", { class: "loc" }, `[${each.id.replace("-", ":")}]`),
        h("span", { class: "push sub" }, [each.where, each.period === "none" ? "" : name("period", each.period), each.speaker].filter(Boolean).join(" · "))),
      h("span", { class: "quote", lang: "zh-CN" }, each.text));
    return h("li", { class: `stmt k-${each.kind}`, "data-s": s }, opener, h("div", { class: "more", hidden: "" }));
  };
  const buildList = () => list.replaceChildren(...all.map(item));
  const table = (target, heads, rows) => {
    const caption = h("caption", { class: "vh" }, W(target === "p-names" ? "names" : "figures"));
    const head = h("thead", {}, h("tr", {}, ...heads.map(([key, css]) => h("th", { scope: "col", class: css }, W(key)))));
    const body = h("tbody", {}, ...rows);
    const box = h("table", { class: "table" }, caption, head, body);
    $(target).querySelector("table")?.remove();
    $(target).append(box);
  };
  const row = (s, label, words, ...cells) => {
    const button = h("button", { type: "button", class: "cell", "data-part": label, tabindex: "-1" }, words);
    const line = h("tr", { "data-s": s, "data-part": label }, h("th", { scope: "row", lang: "zh-CN" }, button), ...cells);
    line.hidden = !shown[s];
    return line;
  };
  const under = (s) => h("span", { class: "sub" }, badge(all[s].kind), ` ${name("period", all[s].period)}`, all[s].speaker ? ` · ${all[s].speaker}` : "");
  const value = (m) => (m[2] === "=" ? "" : `${name("relation", m[2])} `) + `${m[3]} ${m[4]}`;
  const build = {
    list: buildList,
    measures: () => table("p-measures", [["figure", ""], ["measured", ""], ["value", "n"]], measures.map(([s, m], i) =>
      row(s, `m${i}`, m[0], h("td", {}, h("span", { lang: "zh-CN" }, m[1]), under(s)), h("td", { class: "n" }, value(m), h("span", { class: "sub" }, name("role", m[5])))))),
    names: () => table("p-names", [["name", ""], ["type", ""], ["passage", ""]], mentions.map(([s, n], i) =>
      row(s, `n${i}`, n[0], h("td", { class: "nowrap" }, name("mention", n[1])), h("td", {}, h("span", { class: "quote", lang: "zh-CN" }, all[s].text), under(s))))),
  };
  const built = new Set();
  const make = (which) => { if (build[which] && !built.has(which)) { build[which](); built.add(which); } };

  // Details of a statement
  const details = (s) => {
    const each = all[s], facts = h("dl", { class: "facts" });
    const fact = (key, ...what) => what.length && facts.append(h("dt", {}, W(key)), h("dd", {}, ...what));
    const pointer = (label, words) => h("button", { type: "button", class: "link", "data-part": label, lang: "zh-CN" }, words);
    const kindOf = data.speakers[each.speaker];
    fact("kind", name("kind", each.kind), h("span", { class: "sub block" }, data.names[lang].means[each.kind] || ""));
    fact("speaker", each.speaker || W("nobody"), kindOf ? h("span", { class: "sub" }, ` ${name("speaker", kindOf)}`) : "");
    const when = [name("period", each.period)];
    if (each.anchor !== null) {
      const [words, from, to] = data.anchors[each.anchor];
      const years = from === null && to === null ? "" : from === to ? ` ${from}` : ` ${W("years", { from: from ?? "…", to: to ?? "…" })}`;
      when.push(" ", pointer(`t${each.anchor}`, words), h("span", { class: "sub" }, years));
    }
    fact("period", ...when);
    if (each.places.length) fact("places", each.places.join("、"));
    if (each.topics.length) fact("topics", each.topics.map((code) => name("topic", code)).join(lang === "zh" ? "、" : "; "));
    fact("checkable", meter(each.check), ` ${W("of_four", { n: each.check })} `, h("span", { class: "sub" }, W("check_means")));
    const first = { m: measures.findIndex(([at]) => at === s), n: mentions.findIndex(([at]) => at === s) };
    if (each.m.length) fact("figures", h("ul", {}, ...each.m.map((m, i) => h("li", {}, pointer(`m${first.m + i}`, m[0]), ` ${m[1]} `, h("span", { class: "sub" }, `${value(m)} · ${name("role", m[5])}`)))));
    if (each.n.length) fact("names", h("ul", {}, ...each.n.map((n, i) => h("li", {}, pointer(`n${first.n + i}`, n[0]), " ", h("span", { class: "sub" }, name("mention", n[1]))))));
    fact("rules", ...rules(each));
    return [facts, h("p", {}, h("button", { type: "button", class: "btn small", "data-go": "" }, W("to_passage"), " ", h("kbd", { "aria-hidden": "true" }, "g")))];
  };
  const meter = (n) => h("span", { class: "meter", "aria-hidden": "true" }, "■".repeat(n), h("i", {}, "□".repeat(4 - n)));
  const rules = (each) => {
    if (!each.why.length) return [h("span", { class: "mono" }, each.rules.join("  "))];
    const shown = (why) => (why.label === "span" ? "" : why.label === "kind" || why.label === "period" ? name(why.label, why.value) : why.value);
    return [h("ul", {}, ...each.why.map((why) => h("li", {}, h("span", { class: "sub" }, `${name("label", why.label)} `), `${shown(why)} `, h("span", { class: "mono" }, `← ${why.rule}`),
      why.lost.length ? h("span", { class: "sub" }, ` ${W("lost", { rules: why.lost.join(", ") })}`) : "")))];
  };

  // One statement is current; text, list and tables show it together.
  const bring = (element, block = "nearest") => element?.scrollIntoView({ block });
  const openItem = (s, open) => {
    const entry = list.children[s];
    if (!entry) return;
    entry.classList.toggle("is-on", open);
    entry.firstElementChild.setAttribute("aria-expanded", open);
    const more = entry.lastElementChild;
    more.hidden = !open;
    more.replaceChildren(...(open ? details(s) : []));
  };
  const hit = (label) => {
    for (const element of text.querySelectorAll(".hit")) element.classList.remove("hit");
    part = label;
    for (const element of parts.get(label) || []) element.classList.add("hit");
  };
  const rows = () => [...$(`p-${view}`)?.querySelectorAll("tr[data-s]") ?? []];
  const markRows = () => {
    for (const line of rows()) {
      line.classList.toggle("is-on", Number(line.dataset.s) === current);
      line.classList.toggle("is-hit", line.dataset.part === part);
    }
  };
  const rove = () => {
    const buttons = [...$(`p-${view}`)?.querySelectorAll("button.open, button.cell") ?? []].filter((b) => !b.closest("[hidden]"));
    for (const button of buttons) button.tabIndex = -1;
    const chosen = buttons.find((b) => (b.dataset.part ? b.dataset.part === part : Number(b.parentElement.dataset.s) === current))
      || buttons.find((b) => Number(b.closest("[data-s]").dataset.s) === current) || buttons[0];
    if (chosen) chosen.tabIndex = 0;
    return chosen;
  };
  const choose = (s, { from = "", label = "", focus = false } = {}) => {
    if (current !== s) {
      if (current >= 0) { openItem(current, false); for (const piece of pieces[current]) piece.classList.remove("is-on"); }
      current = s;
      if (s >= 0) { openItem(s, true); for (const piece of pieces[s]) piece.classList.add("is-on"); }
    }
    hit(label);
    markRows();
    const button = rove();
    if (s < 0) { $("now").hidden = true; return; }
    if (from !== "text") passage(from === "table" || from === "link");
    if (from !== "list" && from !== "table" && wide.matches) bring(view === "list" ? list.children[s] : button?.closest("tr"));
    if (focus && button && !$(`p-${view}`).hidden) button.focus({ preventScroll: true });
    $("now").hidden = false;
    $("now-what").replaceChildren(badge(all[s].kind), ` ${name("period", all[s].period)}`, all[s].speaker ? ` · ${all[s].speaker}` : "");
    if (!focus) $("say").textContent = W("nth", { n: s + 1, all: all.length, kind: name("kind", all[s].kind), text: all[s].text });
    try { history.replaceState(null, "", `#s-${all[s].id}`); } catch { /* some browsers refuse it for files */ }
  };
  const passage = (turn) => {
    if (current < 0) return;
    if (turn && !wide.matches) show("text");
    bring((parts.get(part) || pieces[current])[0], "center");
  };
  const show = (which) => {
    view = which;
    document.body.dataset.view = which;
    $("detail").textContent = W($("detail").dataset.w = which === "text" ? "detail" : "to_passage");
    for (const button of document.querySelectorAll(".view")) button.setAttribute("aria-pressed", button.dataset.view === which);
    if (which === "text") return;
    make(which);
    for (const panel of document.querySelectorAll(".panel")) panel.hidden = panel.id !== `p-${which}`;
    markRows(); tally();
    const button = rove();
    if (current >= 0) bring(button?.closest("[data-s]"), "center"); else if (!wide.matches) window.scrollTo(0, Math.min(scrollY, $("main").offsetTop));
  };
  const step = (by) => {
    const inTable = document.activeElement?.closest?.(".side .table");
    if (inTable) {
      const lines = rows().filter((line) => !line.hidden);
      const line = lines[lines.indexOf(document.activeElement.closest("tr")) + by];
      if (line) { choose(Number(line.dataset.s), { from: "table-key", label: line.dataset.part, focus: true }); bring(line); }
      return;
    }
    let s = current < 0 && by < 0 ? all.length : current;
    do { s += by; } while (s >= 0 && s < all.length && !shown[s]);
    if (s >= 0 && s < all.length) choose(s, { from: "key", focus: list.contains(document.activeElement) });
  };

  // What people do
  text.addEventListener("click", (event) => {
    const span = event.target.closest("[data-s]");
    if (!span || !getSelection().isCollapsed) return;
    const labels = event.target.closest("[data-r]")?.dataset.r.split(" ") ?? [];
    const kind = { measures: "m", names: "n" }[view];
    choose(Number(span.dataset.s), { from: "text", label: labels.find((each) => each[0] === kind) ?? labels[0] ?? "" });
  });
  document.querySelector(".side").addEventListener("click", (event) => {
    const at = event.target.closest("[data-s]");
    if (!at) return;
    const s = Number(at.dataset.s), label = event.target.closest("[data-part]")?.dataset.part;
    if (event.target.closest("[data-go]")) { hit(""); passage(true); focusText(); }
    else if (event.target.closest(".link")) { hit(label); passage(true); }
    else if (event.target.closest("tr")) choose(s, { from: "table", label: at.dataset.part, focus: wide.matches });
    else if (event.target.closest("button.open")) s === current && !wide.matches ? choose(-1) : choose(s, { from: wide.matches ? "list" : "", focus: true }), wide.matches && passage(false);
  });
  const focusText = () => text.focus({ preventScroll: true });
  for (const control of [...boxes, ...Object.values(fields)]) control.addEventListener("change", filter);
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  $("filter-form").addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  $("clear").addEventListener("click", () => { $("filter-form").reset(); filter(); search.focus(); });
  for (const button of document.querySelectorAll(".view")) button.addEventListener("click", () => show(button.dataset.view));
  $("prev").addEventListener("click", () => step(-1));
  $("next").addEventListener("click", () => step(1));
  $("detail").addEventListener("click", () => { if (view === "text") { show("list"); rove()?.focus(); } else { passage(true); focusText(); } });
  $("help").addEventListener("click", () => $("keys").showModal());
  for (const id of ["print", "print-menu"]) $(id).addEventListener("click", () => window.print());
  $("theme").addEventListener("click", () => {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    if (root.dataset.theme) delete root.dataset.theme; else root.dataset.theme = dark ? "light" : "dark";
  });
  // The chosen language outlives a reload, where the browser lets a page of a file keep anything.
  const kept = (value) => {
    try { return value ? localStorage.setItem("huiyin.lang", value) : localStorage.getItem("huiyin.lang"); } catch { return null; }
  };
  $("lang").addEventListener("click", () => { speak(lang === "zh" ? "en" : "zh"); kept(lang); });
  const speak = (which) => {
    lang = which;
    root.lang = which === "zh" ? "zh-CN" : "en";
    for (const element of document.querySelectorAll("[data-w]")) element.textContent = W(element.dataset.w);
    for (const element of document.querySelectorAll("[data-w-label]")) element.setAttribute("aria-label", W(element.dataset.wLabel));
    for (const element of document.querySelectorAll("[data-name]")) element.textContent = name(...element.dataset.name.split("."));
    for (const element of document.querySelectorAll("[data-mark]")) element.textContent = name("mark", element.dataset.mark);
    $("lang").textContent = which === "zh" ? "English" : "中文";
    $("lang").lang = which === "zh" ? "en" : "zh-CN";
    const again = current, label = part;
    current = -1;
    built.clear(); make("list"); make(view); fillFields(); filter();
    if (again >= 0) choose(again, { from: "list", label });
  };

  const keys = {
    j: () => step(1), k: () => step(-1), s: () => show("list"), m: () => show("measures"), n: () => show("names"),
    g: () => { passage(true); focusText(); }, "?": () => $("keys").showModal(),
    "/": () => { $("filters").open = true; search.focus(); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $("keys").open) return;
    const field = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (event.key === "Escape") {
      if (field === search) { search.value = ""; filter(); focusText(); } else choose(-1);
      return;
    }
    if (field) return;
    const side = event.target.closest(".side");
    if (side && (event.key === "ArrowDown" || event.key === "ArrowUp")) { event.preventDefault(); step(event.key === "ArrowDown" ? 1 : -1); return; }
    if ($("no-keys").checked) return;
    if (/^[1-5]$/.test(event.key)) { const box = boxes[event.key - 1]; box.checked = !box.checked; filter(); }
    else if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });

  // Start
  const fit = () => { $("filters").open = wide.matches; if (wide.matches && view === "text") show("list"); };
  wide.addEventListener("change", fit);
  make("list"); built.add("list");
  fillFields(); fit(); filter();
  show(wide.matches ? "list" : "text");
  if (["zh", "en"].includes(kept()) && kept() !== lang) speak(kept());
  const linked = () => { const s = all.findIndex((each) => `#s-${each.id}` === location.hash); if (s >= 0) choose(s, { from: "link" }); };
  addEventListener("hashchange", linked);
  linked();
})();
