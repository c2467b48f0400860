// Shows that something waits, and opens its page on a click. It keeps nothing and answers no request of a page.
"use strict";
const LIST = "/notices/";

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

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = here(event.notification.data && event.notification.data.url);
  event.waitUntil((async () => {
    const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const open = pages.find((each) => each.url === url);
    return open ? open.focus() : self.clients.openWindow(url);
  })());
});
