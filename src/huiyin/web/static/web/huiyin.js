// Huiyin (回音): behaviour of the pages. Everything here is an addition; without it the pages read and submit.
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = () => ($("#words") || document.body).dataset;
  const say = (text) => { const region = $("#say"); if (region) { region.textContent = ""; requestAnimationFrame(() => { region.textContent = text; }); } };
  const clock = (at) => `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
  const store = { // a browser may refuse storage altogether
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); return true; } catch { return false; } },
    drop(key) { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
    keys() { try { return Object.keys(localStorage); } catch { return []; } },
  };
  const typing = (event) => event.target.closest && event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

  // Notices of errors: one place, said once, never over what was typed.
  const complain = (text, id) => {
    const place = $("#alerts");
    if (!place) return;
    const note = document.createElement("div");
    note.className = "note bad";
    const inside = document.createElement("div");
    inside.append(text);
    if (id) { inside.append(" ", words().request.replace("{id}", id)); }
    note.append(inside);
    place.replaceChildren(note);
  };
  const calm = () => { const place = $("#alerts"); if (place) place.replaceChildren(); };

  // Colours: at once here, and kept by the server in a cookie for the next page.
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-theme-form]");
    if (!form) return;
    event.preventDefault();
    const root = document.documentElement;
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const next = root.dataset.theme ? "system" : dark ? "light" : "dark";
    if (next === "system") delete root.dataset.theme; else root.dataset.theme = next;
    const body = new FormData(form);
    body.set("theme", next);
    body.set("fetch", "1");
    fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } }).catch(() => {});
    document.dispatchEvent(new CustomEvent("huiyin:theme"));
  });

  // Keys: "/" searches, "?" tells, Esc closes what is open and gives the focus back.
  const keysOff = () => store.get("huiyin.keys") === "off" || document.body.dataset.keys === "off"; // this browser, or the account
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = $$("details.drop[open], details.menu[open]").pop();
      if (open) { open.open = false; $("summary", open).focus(); }
      return;
    }
    if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || keysOff()) return;
    if (event.key === "/") {
      const input = $(".find input");
      if (input && input.offsetParent) { event.preventDefault(); input.focus(); input.select(); }
    } else if (event.key === "?") {
      const dialog = $("#keys");
      if (dialog && !dialog.open) { event.preventDefault(); dialog.showModal(); }
    }
  });
  document.addEventListener("click", (event) => {
    $$("details.drop[open], details.menu[open]").forEach((each) => { if (!each.contains(event.target)) each.open = false; });
    const opener = event.target.closest("[data-opens]");
    if (opener) { const dialog = $(opener.dataset.opens); if (dialog && !dialog.open) { event.preventDefault(); dialog.showModal(); } }
    const closer = event.target.closest("[data-closes]");
    if (closer) closer.closest("dialog").close();
    const clear = event.target.closest("[data-bulk-clear]");
    if (clear) {
      const boxes = picks(clear.closest("form") || document);
      boxes.forEach((box) => { box.checked = false; });
      drawBulk(clear.closest("[data-bulk]"));
      if (boxes[0]) boxes[0].focus();
    }
  });
  const keysBox = $("[data-keys-off]");
  if (keysBox) {
    keysBox.checked = keysOff();
    keysBox.addEventListener("change", () => { if (keysBox.checked) store.set("huiyin.keys", "off"); else store.drop("huiyin.keys"); });
  }

  // Rows that are picked: the bar appears with the first tick and says how many.
  const picks = (root) => $$(".pick input[type=checkbox]", root);
  const drawBulk = (bar) => {
    const boxes = picks(bar.closest("form") || document);
    const n = boxes.filter((box) => box.checked).length;
    boxes.forEach((box) => box.closest("tr").classList.toggle("is-picked", box.checked));
    $("[data-bulk-count]", bar).textContent = words().picked.replace("{n}", n);
    const able = $("[data-bulk-able]", bar); // rows say what can be done with them: data-can="remind export"
    if (able) able.textContent = $$("button[value]", bar).map((button) => {
      const can = boxes.filter((box) => box.checked && (!("can" in box.dataset) || box.dataset.can.split(" ").includes(button.value))).length;
      return can < n ? words().able.replace("{act}", button.textContent.replace("…", "").trim()).replace("{n}", can).replace("{all}", n) : "";
    }).filter(Boolean).join("　");
    const clear = $("[data-bulk-clear]", bar);
    if (clear) clear.hidden = false;
    bar.hidden = n === 0;
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches(".pick input")) $$("[data-bulk]").forEach(drawBulk);
  });

  // Drafts: what is typed into [data-draft] stays in this browser until the server has taken it; never vault fields.
  const DRAFT = "huiyin.draft ";
  const owner = document.body.dataset.owner || "";
  const draftKey = (field) => `${DRAFT}${owner} ${field.dataset.draft === "1" ? location.pathname : field.dataset.draft} ${field.name}`;
  const said = (field, text) => { const place = document.querySelector(`[data-draft-said="${CSS.escape(field.id)}"]`); if (place) place.textContent = text; };
  const drafted = (root) => $$("textarea[data-draft], input[data-draft]", root).filter((field) => !field.closest("[data-vault]") && field.type !== "password");
  let pending = 0;
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.dataset || !("draft" in field.dataset) || !drafted(field.parentElement).includes(field)) return;
    clearTimeout(pending);
    pending = setTimeout(() => keep(field), 600);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.dataset && "draft" in event.target.dataset && drafted(event.target.parentElement).includes(event.target)) keep(event.target);
  });
  const keep = (field) => {
    if (field.value === field.defaultValue) { store.drop(draftKey(field)); said(field, ""); return; }
    if (store.set(draftKey(field), JSON.stringify({ text: field.value, at: Date.now() }))) said(field, words().saved.replace("{time}", clock(new Date())));
  };
  const restore = (root) => drafted(root).forEach((field) => {
    if (field.dataset.fresh) { // the server has just added to what was typed here
      if (store.set(draftKey(field), JSON.stringify({ text: field.value, at: Date.now() }))) said(field, words().saved.replace("{time}", clock(new Date())));
      return;
    }
    let kept = null;
    try { kept = JSON.parse(store.get(draftKey(field)) || "null"); } catch { store.drop(draftKey(field)); }
    if (!kept || kept.text === field.value) return;
    if (field.value === "" || field.value === field.defaultValue) {
      field.value = kept.text;
      said(field, words().restored.replace("{time}", clock(new Date(kept.at))));
    }
  });
  const forget = (form) => drafted(form).forEach((field) => store.drop(draftKey(field)));
  // A form that was sent leaves a note of its drafts; the server names in a cookie the form that it has taken.
  const SENT = "huiyin.sent ";
  const note = (form) => {
    const key = $("input[name=idempotency_key]", form);
    const drafts = drafted(form).map(draftKey);
    if (key && drafts.length) store.set(SENT + key.value, JSON.stringify({ drafts, at: Date.now() }));
  };
  const DAYS = 14; // drafts that nobody came back to
  const settle = () => {
    const taken = document.cookie.match(/(?:^|; )huiyin_taken=([0-9A-Za-z-]+)/);
    if (taken) {
      let sent = null;
      try { sent = JSON.parse(store.get(SENT + taken[1]) || "null"); } catch { /* not ours */ }
      if (sent) sent.drafts.forEach(store.drop);
      store.drop(SENT + taken[1]);
      document.cookie = "huiyin_taken=; Max-Age=0; Path=/; SameSite=Lax";
    }
    store.keys().filter((key) => key.startsWith(DRAFT) || key.startsWith(SENT)).forEach((key) => {
      let kept = null;
      try { kept = JSON.parse(store.get(key)); } catch { /* dropped below */ }
      if (!kept || Date.now() - kept.at > DAYS * 864e5) store.drop(key);
    });
  };

  // A table that is pasted into a letter (Word, a page) becomes lines with tabs between the cells; a spreadsheet gives these itself.
  const linesOf = (node) => [...node.childNodes].flatMap((each) => {
    if (each.nodeName === "TABLE") return [...each.rows].map((row) => [...row.cells].flatMap((cell) => [cell.textContent.replace(/\s+/g, " ").trim(), ...Array(cell.colSpan - 1).fill("")]).join("\t"));
    if (["STYLE", "SCRIPT", "#comment"].includes(each.nodeName)) return [];
    if (each.querySelector && each.querySelector("table")) return linesOf(each);
    return each.textContent.replace(/\s+/g, " ").trim() || [];
  });
  document.addEventListener("paste", (event) => {
    const field = event.target;
    if (!field.matches || !field.matches("textarea[data-tables]") || !event.clipboardData) return;
    const looks = /<style[\s\S]*?<\/style>|\sstyle=("[^"]*"|'[^']*')/gi; // the page's own rules forbid these
    const html = event.clipboardData.getData("text/html").replace(looks, "");
    if (!/<table/i.test(html)) return;
    event.preventDefault();
    const text = `${linesOf(new DOMParser().parseFromString(html, "text/html").body).join("\n")}\n`;
    if (document.execCommand("insertText", false, text)) return; // keeps what can be undone
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // A form is sent once: busy instead of disabled, with a key by which the server knows a second sending.
  const fresh = () => (crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(16).slice(2)}`);
  // The key stays with the page in the history of the tab: whoever comes back to it and presses again sends the same form.
  const byHtmx = (form) => form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete]");
  const slot = (form) => {
    const entry = window.navigation && window.navigation.currentEntry; // a browser without it makes a new key each time
    return entry && !byHtmx(form) ? `huiyin.key ${entry.id} ${form.getAttribute("action") || ""} ${$$("form", document).indexOf(form)}` : "";
  };
  const tabKey = (name, key) => { // in this tab only
    try { if (key) sessionStorage.setItem(name, key); return sessionStorage.getItem(name); } catch { return null; }
  };
  const stamp = (form) => {
    if ((form.getAttribute("method") || "").toLowerCase() !== "post") return;
    let input = $("input[name=idempotency_key]", form);
    if (!input) {
      input = document.createElement("input");
      input.type = "hidden";
      input.name = "idempotency_key";
      form.append(input);
    }
    const name = slot(form);
    if (!input.value) input.value = (name && tabKey(name)) || fresh();
    if (name) tabKey(name, input.value);
  };
  const busy = (form, on) => {
    const buttons = $$("button:not([type=button])", form);
    clearTimeout(form.huiyinWord);
    $$("[data-busy-said]", form).forEach((each) => each.remove());
    if (on) { buttons.forEach((button) => button.setAttribute("aria-busy", "true")); form.dataset.sending = "1"; }
    else { buttons.forEach((button) => button.removeAttribute("aria-busy")); delete form.dataset.sending; }
  };
  const sayBusy = (form, button) => { // what takes longer says so beside the button that was pressed
    const place = (button && form.contains(button) && button.closest(".actions")) || $(".actions", form);
    form.huiyinWord = setTimeout(() => {
      const files = $$("input[type=file]", form).some((each) => each.files.length);
      const text = files ? words().uploading : words().working;
      say(text);
      if (!place) return;
      const word = document.createElement("span");
      word.className = "sub";
      word.dataset.busySaid = "";
      word.textContent = text;
      place.append(word);
    }, 400);
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-theme-form]") || (form.method || "get").toLowerCase() !== "post") return;
    if (form.dataset.sending) { event.preventDefault(); event.stopPropagation(); return; }
    if (!navigator.onLine) {
      event.preventDefault();
      event.stopPropagation();
      drafted(form).forEach(keep);
      line();
      return;
    }
    drafted(form).forEach(keep);
    stamp(form);
    note(form);
    if (event.submitter && event.submitter.matches("[data-download]")) return; // the page stays: there is no next one
    busy(form, true);
    sayBusy(form, event.submitter);
    if (!byHtmx(form)) setTimeout(() => busy(form, false), 20000);
  }, true);
  // A file that is made on the way: the link is busy for a while, so that a second press does not have it made twice.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-download]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.getAttribute("aria-busy")) { event.preventDefault(); return; }
    if (!navigator.onLine) { event.preventDefault(); line(); return; } // the browser would put its own page in place of this one
    link.setAttribute("aria-busy", "true");
    say(words().making);
    setTimeout(() => link.removeAttribute("aria-busy"), 4000);
  });
  document.addEventListener("huiyin:idle", (event) => busy(event.target, false)); // a script of its own has come to an end without sending
  addEventListener("pageshow", () => $$("form[data-sending]").forEach((form) => busy(form, false)));

  // The line: say when it is gone, and when it is back.
  const line = () => { const note = $("#offline .note"); if (note) note.hidden = navigator.onLine; };
  addEventListener("offline", line);
  addEventListener("online", line);
  line();

  // Focus: on what the server has to say; after a swap where it was, else on the heading of what is new.
  const attend = (root) => { const place = root.matches && root.matches("[data-focus]") ? root : $("[data-focus]", root); if (place) place.focus({ preventScroll: false }); return Boolean(place); };

  // htmx: fragments by the same forms.
  const formOf = (element) => element.closest("form");
  let focused = "";
  document.addEventListener("htmx:configRequest", (event) => {
    const form = formOf(event.detail.elt);
    if (form && event.detail.verb !== "get") {
      stamp(form);
      event.detail.parameters.idempotency_key = $("input[name=idempotency_key]", form).value;
    }
  });
  const byItself = (event) => Boolean(event.detail.requestConfig && event.detail.requestConfig.headers["X-By-Itself"]); // nobody asked
  document.addEventListener("htmx:beforeRequest", (event) => {
    const asked = !byItself(event);
    if (asked) calm(); // else what was said stays, and nothing is called out
    focused = document.activeElement ? document.activeElement.id : "";
    if (event.detail.target) event.detail.target.setAttribute("aria-busy", "true");
    clearTimeout(event.detail.elt.huiyinWait);
    if (asked) event.detail.elt.huiyinWait = setTimeout(() => say(words().working), 400);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const signedOut = $("#signed-out");
    if (event.detail.successful && signedOut) delete signedOut.dataset.said;
    clearTimeout(event.detail.elt.huiyinWait);
    if (event.detail.target) event.detail.target.removeAttribute("aria-busy");
    const form = formOf(event.detail.elt);
    const status = event.detail.xhr ? event.detail.xhr.status : 0;
    if (form) {
      busy(form, false);
      if (event.detail.successful && event.detail.requestConfig.verb !== "get") forget(form);
      const key = $("input[name=idempotency_key]", form);
      if (key && status && status < 500) key.value = ""; // an answer came: the next sending is another one
    }
  });
  document.addEventListener("htmx:responseError", (event) => {
    const { status } = event.detail.xhr;
    const id = event.detail.xhr.getResponseHeader("X-Request-ID");
    if (status === 401) { // who has closed it to copy something is not called back by what asks again by itself
      const dialog = $("#signed-out");
      if (dialog && !dialog.open && !(byItself(event) && dialog.dataset.said)) { dialog.dataset.said = "1"; dialog.showModal(); }
      return;
    }
    if (byItself(event)) return; // it asks again
    const outdated = event.detail.xhr.getResponseHeader("X-Form-Outdated");
    const text = { 403: outdated ? words().outdated : words().denied, 404: words().missing, 413: words().large, 429: words().often, 503: words().busy }[status];
    complain(text || words().failed, id);
  });
  document.addEventListener("htmx:sendError", (event) => { if (!navigator.onLine) line(); else if (!byItself(event)) complain(words().unreachable); });
  document.addEventListener("htmx:timeout", (event) => { if (!byItself(event)) complain(words().unreachable); });
  document.addEventListener("htmx:afterSettle", (event) => {
    const root = event.target; // what is new; the target itself may be gone
    prepare(root);
    if (attend(root)) return;
    if (focused && document.getElementById(focused)) { document.getElementById(focused).focus({ preventScroll: true }); return; }
    if (document.activeElement !== document.body) return;
    const heading = root.matches("h1, h2, h3") ? root : $("h1, h2, h3", root);
    if (heading) { heading.setAttribute("tabindex", "-1"); heading.focus({ preventScroll: true }); }
  });

  // Signing in gives this person's forms another token. A page that is opened then tells the other tabs, whose forms would
  // be refused: with what was typed in them they are sent as if nothing had been. Another person's tabs do not listen.
  const TOKEN = "huiyin.token";
  const tokens = () => $$("input[name=csrfmiddlewaretoken]");
  addEventListener("storage", (event) => {
    if (event.key !== TOKEN || !event.newValue || !owner) return;
    let told = {};
    try { told = JSON.parse(event.newValue); } catch { return; }
    if (told.owner !== owner || !told.token) return;
    tokens().forEach((each) => { each.value = told.token; });
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": told.token }));
    const dialog = $("#signed-out");
    if (dialog && dialog.open) dialog.close();
  });
  if (owner && tokens().length && store.set(TOKEN, JSON.stringify({ owner, token: tokens()[0].value, at: Date.now() }))) store.drop(TOKEN);

  // A page kept open while the session ended elsewhere tells by 401; once signed in again, the tab goes on with its text.
  const prepare = (root) => {
    restore(root);
    $$("[data-bulk]", root).forEach(drawBulk);
    $$("[data-opens][hidden]", root).forEach((each) => { each.hidden = false; });
  };
  // What an action within a page left to say stands where the page goes on (#…), not on top of it.
  const bringDown = () => {
    const notices = $("#notices");
    const place = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    if (!notices || !place || !$("main").contains(place)) return;
    if (place.matches("li")) place.prepend(notices);
    else (place.closest("table, section") || place).before(notices);
    addEventListener("load", () => setTimeout(() => { // going to the place took the focus, and the bar lies over it
      notices.focus({ preventScroll: true });
      notices.scrollIntoView({ block: "center" });
    }, 0));
  };
  settle();
  prepare(document);
  bringDown();
  attend(document);
})();
