// Shows that something waits, and opens its page on a click. It keeps nothing and answers no request of a page.
"use strict";
const LIST = "/notices/";
const KEY = SERVER_KEY; // written in by the server

const told = (event) => {
  try { return event.data.json(); } catch { return {}; } // browsers want something shown for each message
};

const here = (path) => {
  const url = new URL(typeof path === "string" ? path : LIST, self.location.origin);
  return url.origin === self.location.origin ? url.href : new URL(LIST, self.location.origin).href;
};

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("push", (event) => {
  const { title, body, url } = told(event);
  const shown = { body: body || "", tag: here(url), data: { url: here(url) } }; // a second one of the same page replaces the first
  event.waitUntil(self.registration.showNotification(title || "回音", shown));
});

// The browser has changed its address at the push service: the site is told the new one, or nothing would arrive any more.
self.addEventListener("pushsubscriptionchange", (event) => {
  const { pushManager } = self.registration;
  const renewed = async () => {
    const fresh = event.newSubscription || await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: KEY });
    const { endpoint, keys } = fresh.toJSON();
    const body = new URLSearchParams({ endpoint, p256dh: keys.p256dh, auth: keys.auth });
    const headers = { "X-By-Itself": "1" }; // nobody is there: no session lasts longer for it
    const answer = await fetch("/notices/devices/renewed/", { method: "POST", body, headers });
    if (answer.status === 404) await fresh.unsubscribe(); // taken off the list meanwhile: the page offers to turn it on again
  };
  if (KEY) event.waitUntil(renewed());
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = here(event.notification.data && event.notification.data.url);
  event.waitUntil((async () => {
    const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const open = pages.find((each) => each.url === url);
    return open ? open.focus() : self.clients.openWindow(url);
  })());
});
