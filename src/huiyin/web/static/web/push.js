// Notices on this device: asks the browser how it stands, and turns them on or off. The list below works without this file.
(() => {
  "use strict";
  const place = document.querySelector("[data-push]");
  if (!place) return;
  const part = (name) => place.querySelector(`[data-push-${name}]`);
  const show = (name) => place.querySelectorAll("[data-push-state]").forEach((each) => { each.hidden = each.dataset.pushState !== name; });
  const complain = (name) => {
    const note = part("fault");
    note.querySelectorAll("[data-fault]").forEach((each) => { each.hidden = each.dataset.fault !== name; });
    note.hidden = false;
    note.focus();
  };
  const able = () => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  const worker = place.dataset.worker;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const same = (key) => Boolean(key) && bytes(place.dataset.key).join() === new Uint8Array(key).join();

  async function subscription() {
    const registration = await navigator.serviceWorker.getRegistration(worker);
    return registration ? registration.pushManager.getSubscription() : null;
  }

  async function state() {
    if (!able()) return "unsupported";
    if (Notification.permission === "denied") return "blocked";
    const found = await subscription();
    return found && part("off") && same(found.options.applicationServerKey) ? "on" : "off";
  }

  async function ready() {
    const registration = await navigator.serviceWorker.register(worker);
    const starting = registration.installing || registration.waiting;
    if (!registration.active && starting) {
      await new Promise((done, failed) => {
        starting.addEventListener("statechange", () => {
          if (starting.state === "activated") done();
          if (starting.state === "redundant") failed(new Error("redundant"));
        });
      });
    }
    return registration;
  }

  async function subscribed() {
    const { pushManager } = await ready();
    const before = await pushManager.getSubscription();
    if (before && same(before.options.applicationServerKey)) return before;
    if (before) await before.unsubscribe();
    return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(place.dataset.key) });
  }

  async function turnOn(form) {
    const button = form.querySelector("button");
    part("fault").hidden = true;
    button.setAttribute("aria-busy", "true");
    try {
      if (await Notification.requestPermission() !== "granted") {
        show(await state());
        complain("refused");
        return;
      }
      const { endpoint, keys } = (await subscribed()).toJSON();
      Object.entries({ endpoint, p256dh: keys.p256dh, auth: keys.auth }).forEach(([name, value]) => { form.elements[name].value = value; });
      form.submit();
    } catch {
      complain("unreachable");
    } finally {
      button.removeAttribute("aria-busy");
      form.dispatchEvent(new CustomEvent("huiyin:idle", { bubbles: true })); // it may be tried again
    }
  }

  const on = part("on"), off = part("off");
  on.addEventListener("submit", (event) => { event.preventDefault(); event.stopPropagation(); turnOn(on); });
  if (off) off.addEventListener("submit", (event) => { // the browser forgets it, too; the server has the last word
    event.preventDefault();
    const go = () => off.submit();
    subscription().then((found) => found && found.unsubscribe()).then(go, go);
  });
  state().then(show, () => show("unsupported"));
})();
