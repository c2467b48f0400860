// Records of deliberation: what is typed is saved every ten seconds and when the field is left; without a line it stays
// in this browser and is sent when the line is back. Below, one key confirms who spoke.
(() => {
  "use strict";
  const form = document.querySelector("[data-record]");
  if (form) write(form);
  if (document.querySelector("[data-remark]")) review();

  function write(form) {
    const EVERY = 10000;
    const field = form.elements.text;
    const title = form.elements.title;
    const revision = form.elements.revision;
    const inPlace = form.elements.in_place;
    const said = form.querySelector("[data-record-said]");
    const conflict = document.querySelector("#conflict");
    const key = `huiyin.record ${document.body.dataset.owner || ""} ${form.dataset.record}`;
    const store = {
      get() { try { return JSON.parse(localStorage.getItem(key) || "null"); } catch { return null; } },
      set(value) { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; } },
      drop() { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
    };
    const clock = (at) => `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
    const tell = (text) => { if (said.textContent !== text) said.textContent = text; };
    let saved = { text: field.defaultValue, title: title.defaultValue };
    let sending = false;
    let tried = null; // the text sent last: sent again, it is no sign of somebody who types
    let stopped = !conflict.hidden; // a conflict waits for a person
    let pending = 0;
    let secret = "secret" in form.dataset; // refused as secret: it stands in the field, but is not kept here, until it is mended

    const changed = () => field.value !== saved.text || title.value !== saved.title;
    const keep = () => { if (changed() && !secret) store.set({ text: field.value, title: title.value, revision: revision.value, at: Date.now() }); };

    const differ = (theirs) => {
      stopped = true;
      keep();
      conflict.querySelector("[data-record-theirs]").textContent = theirs.text;
      conflict.querySelector("[data-record-who]").textContent = [theirs.who, theirs.at].filter(Boolean).join("，");
      revision.value = theirs.revision;
      inPlace.value = "1"; // the next saving is over a text that was seen: that one is kept
      conflict.hidden = false;
      buttons();
      conflict.focus();
    };

    const send = async () => {
      if (sending || stopped || !changed()) return;
      keep();
      if (!navigator.onLine) { tell(form.dataset.offline); return; }
      sending = true;
      const mine = { text: field.value, title: title.value };
      const body = new FormData();
      const again = tried && tried.text === mine.text && tried.title === mine.title;
      tried = mine;
      for (const name of ["csrfmiddlewaretoken", "revision", "in_place"]) body.set(name, form.elements[name].value);
      body.set("text", mine.text);
      body.set("title", mine.title);
      try {
        const answer = await fetch(form.dataset.saves, { method: "POST", body, headers: { "HX-Request": "true", ...(again && { "X-By-Itself": "1" }) } });
        const told = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : null;
        if (answer.ok && told) {
          revision.value = told.revision;
          if (inPlace.value) showVersions();
          inPlace.value = "";
          saved = mine;
          secret = false;
          if (!changed()) store.drop();
          tell(form.dataset.saved.replace("{time}", clock(new Date())));
        } else if (answer.status === 409 && told) {
          differ(told);
        } else if (answer.status === 422 && told) {
          secret = told.code === "text.secret";
          if (told.revision) { // the text was kept, the title was not
            if (inPlace.value) showVersions();
            revision.value = told.revision;
            inPlace.value = "";
            saved = { text: mine.text, title: saved.title };
            keep(); // on this device, too, as typed on what stands there now
          }
          if (secret) store.drop();
          tell(told.message);
        } else {
          tell(answer.status === 401 ? form.dataset.signedOut : form.dataset.failed);
        }
      } catch {
        tell(navigator.onLine ? form.dataset.failed : form.dataset.offline);
      } finally {
        sending = false;
      }
    };

    // Where the text of the other writer went: the list of versions, as the page has it now.
    const showVersions = async () => {
      try {
        const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
        document.querySelector("[data-record-versions]").replaceWith(page.querySelector("[data-record-versions]"));
      } catch { /* the next loading shows them */ }
    };

    const buttons = () => {
      const both = conflict.querySelector("[data-record-both]");
      const mine = conflict.querySelector("[data-record-mine]");
      both.hidden = mine.hidden = false;
      both.onclick = () => { field.value = `${conflict.querySelector("[data-record-theirs]").textContent}\n\n${field.value}`; go(); };
      mine.onclick = go;
    };
    const go = () => { conflict.hidden = true; stopped = false; saved = { text: null, title: null }; field.focus(); send(); };

    const kept = store.get();
    if (stopped) buttons();
    else if (kept && (kept.text !== field.value || kept.title !== title.value)) {
      const now = { text: field.value, revision: revision.value, who: "", at: "" };
      field.value = kept.text;
      title.value = kept.title;
      if (String(kept.revision) === revision.value) { tell(form.dataset.restored); send(); }
      else differ(now);
    } else store.drop();

    form.addEventListener("input", () => { clearTimeout(pending); pending = setTimeout(keep, 400); tell(navigator.onLine ? form.dataset.unsaved : form.dataset.offline); });
    form.addEventListener("focusout", send);
    addEventListener("online", send);
    addEventListener("pagehide", keep);
    form.addEventListener("submit", keep);
    setInterval(send, EVERY);
  }

  function review() {
    const cards = () => [...document.querySelectorAll("[data-remark]")];
    const keysOff = () => {
      try { if (localStorage.getItem("huiyin.keys") === "off") return true; } catch { /* nothing is kept */ }
      return document.body.dataset.keys === "off";
    };
    cards().forEach((card) => card.setAttribute("tabindex", "0"));
    const go = (card, by) => { const next = cards()[cards().indexOf(card) + by]; if (next) next.focus(); };
    document.addEventListener("keydown", (event) => {
      const card = event.target.closest && event.target.closest("[data-remark]");
      if (!card || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); go(card, event.key === "ArrowDown" ? 1 : -1); return; }
      if (keysOff()) return;
      const button = card.querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
      if (button) { event.preventDefault(); button.click(); }
    });
    // After a decision the focus goes on to the next remark that waits, else stays on this one.
    document.addEventListener("htmx:afterSettle", () => {
      const fresh = cards().find((card) => card.getAttribute("tabindex") === "-1");
      if (!fresh) return;
      fresh.setAttribute("tabindex", "0");
      const all = cards();
      const next = fresh.querySelector(".err") ? fresh : all.slice(all.indexOf(fresh)).find((card) => card.dataset.state === "draft");
      setTimeout(() => (next || fresh).focus(), 0);
    });
  }
})();
