// What this phone knows of an hour, and what it still has to tell. A tap is kept here under a key of
// its own until the server has it, so neither a reload nor a second tab nor a lost signal loses it.
const SOON = 1500;
const PATIENCE = 8000;
const TAP = /^floor\.(.+)\.tap\./;
const remember = (key, value) => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden storage: the page itself still remembers.
  }
};
const recall = (key) => JSON.parse(localStorage.getItem(key) ?? "null");
const keys = (begin) => Object.keys(localStorage).filter((key) => key.startsWith(begin));
const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => (byte % 36).toString(36)).join("");

/** How many taps are saved on this phone only, of whichever café. */
export const unsent = () => Object.keys(localStorage).filter((key) => TAP.test(key)).length;

/**
 * `changed(how, refused)` is called when there is something new to show; `how` is "saved",
 * "offline" or "signed-out". `boot` came with the page, which may be an old copy of it.
 */
export function openQueue({ taps: address, token, mine, boot, changed }) {
  const store = `floor.${mine}`;
  const kept = recall(store);
  const known = { ...boot, ...(kept?.version > boot.version ? kept : {}) };
  const waiting = new Map(keys(`${store}.tap.`).map(recall).map((tap) => [tap.id, tap]));
  let offset = kept?.offset ?? boot.now - Date.now();
  let quickest = Infinity;
  let how = "saved";
  let isBusy = false;
  let timer = 0;

  const now = () => Math.round(Date.now() + offset);
  const taps = () => [...known.taps, ...mineOnly()];

  function mineOnly() {
    const heard = new Set(known.taps.map((tap) => tap.id));
    return [...waiting.values()].filter((tap) => !heard.has(tap.id));
  }

  // A tap comes after everything its finger has seen, whatever the clocks say.
  function add(kind, said = {}) {
    const at = taps().reduce((latest, tap) => Math.max(latest, tap.at + 1), now());
    const tap = { ...said, id: fresh(), kind, at };
    waiting.set(tap.id, tap);
    remember(`${store}.tap.${tap.id}`, tap);
    changed(how);
    exchange();
  }

  // The quickest answer tells the server's time best; later ones may correct it.
  function setClock(server, asked) {
    const took = Date.now() - asked;
    if (took > quickest * 1.5) quickest *= 1.1;
    else [quickest, offset] = [took, server - (asked + took / 2)];
  }

  function learn(answer, sent) {
    const told = new Set(answer.taps.map((tap) => tap.id));
    known.taps = [...known.taps.filter((tap) => !told.has(tap.id)), ...answer.taps];
    for (const name of ["version", "plan", "script", "spare", "closed"]) known[name] = answer[name] ?? known[name];
    for (const { id } of sent) {
      waiting.delete(id);
      localStorage.removeItem(`${store}.tap.${id}`);
    }
    return Object.values(answer.refused ?? {});
  }

  async function ask(sent) {
    const plain = { signal: AbortSignal.timeout(PATIENCE), cache: "no-store" };
    if (!sent.length) return fetch(`${address}?since=${token ? known.version : -1}`, plain);
    const headers = { "X-CSRFToken": token, "Content-Type": "application/json" };
    const body = JSON.stringify({ since: known.version, taps: sent });
    return fetch(address, { ...plain, method: "POST", headers, body });
  }

  async function exchange() {
    if (isBusy) return;
    isBusy = true;
    clearTimeout(timer);
    const [asked, before, sent] = [Date.now(), how, token ? mineOnly().slice(0, 100) : []];
    let refused = null;
    try {
      const answer = await ask(sent);
      const server = Number(answer.headers.get("X-Now")); // a café’s own sign-in page has none
      const isAnswer = server && (answer.ok || answer.status === 409);
      token = answer.headers.get("X-Token") ?? (answer.status === 403 ? "" : token); // "": ask for one
      how = isAnswer ? "saved" : answer.status === 404 ? "signed-out" : "offline";
      if (isAnswer) setClock(server, asked);
      if (isAnswer && answer.status !== 204) refused = learn(await answer.json(), sent);
    } catch {
      how = "offline";
    }
    isBusy = false;
    if (refused) remember(store, { version: known.version, taps: known.taps, plan: known.plan, script: known.script, spare: known.spare, offset });
    if (refused || how !== before) changed(how, refused ?? []);
    timer = setTimeout(exchange, how === "saved" && mineOnly().length ? 0 : SOON);
  }

  /** A form, once every tap before it is told; throws where that cannot be just now. */
  async function send(form) {
    await exchange();
    if (waiting.size) throw new Error("taps wait");
    const body = new FormData(form);
    body.set("csrfmiddlewaretoken", token);
    return fetch(form.action, { method: "POST", body });
  }

  window.addEventListener("online", exchange);
  document.addEventListener("visibilitychange", () => document.hidden || exchange());
  return { add, now, taps, exchange, send, fresh, known: () => known, waiting: () => waiting.size };
}
