{% load static %}// The companion without a signal: what was loaded once opens again. Pages of /floor/<number>/ only.
const SHELF = "floor-{{ version }}";
const FILES = [{% for file in files %}"{{ file }}", {% endfor %}];
const PATIENCE = 4000;
const isOurs = (url) => url.origin === location.origin && (/^\/floor\/\d+\/$/.test(url.pathname) || FILES.includes(url.pathname));

addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(FILES)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name !== SHELF).map((name) => caches.delete(name));
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names))).then(() => clients.claim()));
});

// The network first, for a while; then what was kept.
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && isOurs(new URL(request.url))) event.respondWith(fresh(request));
});

// A page that was there before its worker asks to be kept.
addEventListener("message", (event) => event.waitUntil(fresh(new Request(event.data))));

async function fresh(request) {
  const shelf = await caches.open(SHELF);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok && !answer.redirected) await shelf.put(request.url, answer.clone());
    if (answer.status < 500) return answer;
  } catch {
    // No signal, or one too weak: see what was kept.
  }
  return (await shelf.match(request.url)) ?? Response.error();
}
