// A guest's phone and the room's screen: the server's words as soon as they change, a clock between.
// Without this file the same pages are there, with a way to load them again.

const page = document.querySelector("[data-state]");
const clock = document.querySelector(".clock");
const say = (name, shown) => { for (const one of document.querySelectorAll(`[data-${name}]`)) one.hidden = !shown; };
let version = page.dataset.version;
let left = clock.dataset.left === "" ? null : Number(clock.dataset.left);
let runs = clock.dataset.runs === "yes";
let since = performance.now();
let pause = 1500;

function tick() {
  if (left === null) return;
  const now = Math.max(0, left - (runs ? performance.now() - since : 0));
  const seconds = Math.ceil(now / 1000);
  clock.querySelector("[data-clock]").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  clock.classList.toggle("up", seconds === 0);
}

// What somebody is typing, has ticked or holds with the keyboard is left alone until they are done.
const isBusy = (part) => part.contains(document.activeElement) || [...part.querySelectorAll("input, textarea")].some(
  (field) => field.type !== "hidden" && (field.checked !== field.defaultChecked || field.value !== field.defaultValue));

const waiting = new Map();
function put() {
  for (const [id, html] of waiting) {
    const part = document.getElementById(id);
    if (!part || isBusy(part)) continue;
    part.innerHTML = html;
    waiting.delete(id);
  }
}

function take(told) {
  version = told.version;
  ({ left, runs } = told);
  since = performance.now();
  clock.hidden = left === null;
  say("going", runs);
  say("paused", !runs);
  for (const till of document.querySelectorAll("[data-going]")) till.textContent = told.till;
  for (const [id, html] of Object.entries(told.parts)) waiting.set(id, html);
}

async function ask() {
  try {
    const answer = await fetch(`${page.dataset.state}?since=${version}`, { headers: { accept: "application/json" } });
    if (answer.status === 200) take(await answer.json());
    if (answer.status === 404 || answer.status === 410) pause = 60000;
    say("offline", answer.status >= 500);
    put();
  } catch {
    say("offline", true);
  }
}

async function watch() {
  if (!document.hidden) await ask();
  setTimeout(watch, pause);
}

// The projector stays awake, and a button takes the browser's own bars away.
const stay = () => navigator.wakeLock?.request("screen").catch(() => {});
for (const button of document.querySelectorAll("[data-full]")) {
  button.hidden = !document.fullscreenEnabled;
  button.addEventListener("click", () => document.documentElement.requestFullscreen().then(stay));
}
document.addEventListener("fullscreenchange", () => say("full", !document.fullscreenElement));
document.addEventListener("visibilitychange", () => { if (document.hidden) return;
  if (document.fullscreenElement) stay();
  ask();
});

setInterval(tick, 250);
tick();
setTimeout(watch, pause);
