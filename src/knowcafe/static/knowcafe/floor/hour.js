// The hour on a phone: the same as knowcafe.core.hour, so that it goes on without a signal.
// tests/e2e/test_twins.py holds the two together.
const dict = (entries) => Object.assign(Object.create(null), entries);
const ascii = (text) => text.replace(/[\u007f-\uffff]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
const canonical = (tap) => ascii(JSON.stringify(tap, Object.keys(tap).sort()));
const isBefore = (a, b) => a.at - b.at || (a.id < b.id ? -1 : 1);

// The state after these taps, in whatever order and however often they come.
export function fold(parts, taps) {
  const n = count(parts);
  const byId = new Map();
  for (const tap of taps) {
    const known = byId.get(tap.id);
    if (!known || canonical(tap) < canonical(known)) byId.set(tap.id, tap);
  }
  const state = {
    begun: null, part: -1, since: null, paused: null, lost: 0, extra: dict(), skipped: [],
    people: dict(), tables: dict(), heard: dict(), takeaways: dict(), steps: dict(), closed: false,
  };
  const hidden = { spent: dict() };
  for (const tap of [...byId.values()].sort(isBefore)) {
    if (Object.hasOwn(content, tap.kind)) content[tap.kind](state, tap, n);
    else if (Object.hasOwn(course, tap.kind) && !state.closed) course[tap.kind](state, tap, n, hidden);
  }
  return state;
}

// The part that Next goes to; the number of parts is the end.
export function nextPart(state, parts) {
  let to = Math.max(0, state.part + 1);
  while (to < count(parts) && state.skipped.includes(to)) to += 1;
  return Math.min(to, count(parts));
}

// Milliseconds left in this part, negative when it is over time; null before and after.
export function remaining(state, parts, now) {
  if (state.since === null || state.part < 0 || state.part >= parts.length) return null;
  const minutes = Math.max(0, parts[state.part].minutes + (state.extra[state.part] ?? 0));
  return minutes * 60_000 - spent(state, now);
}

// Seats of the rounds to come for the people who are here, in the order of the spare positions.
export function patched(plan, people, spare) {
  const parts = Object.keys(plan).sort((a, b) => a - b);
  const kept = parts.map((part) => withPeople(plan[part], people));
  const rounds = spare[people.length] ?? [];
  const ready = parts.length ? rounds.slice(-parts.length) : [];
  let now = kept;
  if (same(kept, parts.map((part) => plan[part]))) now = kept;
  else if (ready.length < parts.length) now = kept.map(settled);
  else if (!same(kept.map(sizes), ready.map(sizes))) {
    now = ready.map((tables) => tables.map((table) => table.map((at) => people[at])));
  }
  return dict(Object.fromEntries(parts.map((part, i) => [part, now[i]])));
}

const count = (parts) => (typeof parts === "number" ? parts : parts.length);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const spent = (state, now) => (state.paused ?? now) - state.since - state.lost;
const smallest = (tables) => tables.reduce((a, b) => (b.length < a.length ? b : a));
const sizes = (tables) => tables.map((t) => t.length).filter(Boolean).sort((a, b) => a - b);

function withPeople(tables, people) {
  const left = tables.map((table) => table.filter((who) => people.includes(who)));
  if (!left.length) left.push([]);
  const seated = new Set(left.flat());
  for (const who of people) if (!seated.has(who)) smallest(left).push(who);
  return left;
}

function settled(tables) {
  const left = tables.filter((table) => table.length > 1);
  for (const table of tables.filter((t) => t.length === 1)) {
    if (left.length) smallest(left).push(table[0]);
    else left.push([...table]);
  }
  return left;
}

function include(state, part, isSkipped) {
  state.skipped = state.skipped.filter((other) => other !== part);
  if (isSkipped) state.skipped = [...state.skipped, part].sort((a, b) => a - b);
}

function go(state, n, hidden, to, tap) {
  if (state.part >= 0 && state.part < n) hidden.spent[state.part] = spent(state, tap.at);
  state.begun ??= tap.at;
  Object.assign(state, { part: to, since: tap.at, paused: null, lost: 0 });
  include(state, to, false);
  if (to < n && tap.tables) state.tables[to] = tap.tables.map((table) => [...table]);
}

// What changes the course of the hour, until it is closed.
const course = {
  start(state, tap, n, hidden) {
    if (state.begun === null) go(state, n, hidden, nextPart(state, n), tap);
  },
  next(state, tap, n, hidden) {
    if (tap.to > state.part && tap.to <= n) go(state, n, hidden, tap.to, tap);
  },
  back(state, tap, n, hidden) {
    if (tap.from !== state.part || tap.to < 0 || tap.to >= state.part) return;
    const since = tap.at - (hidden.spent[tap.to] ?? 0);
    Object.assign(state, { part: tap.to, since, paused: null, lost: 0 });
    include(state, tap.to, false);
    for (const part of Object.keys(state.tables)) if (part > tap.to) delete state.tables[part];
  },
  pause(state, tap, n) {
    if (tap.part === state.part && state.part < n && state.paused === null) state.paused = tap.at;
  },
  go_on(state, tap) {
    if (tap.part !== state.part || state.paused === null) return;
    state.lost += tap.at - state.paused;
    state.paused = null;
  },
  stretch(state, tap, n) {
    if (tap.part < n) state.extra[tap.part] = (state.extra[tap.part] ?? 0) + tap.minutes;
  },
  skip(state, tap, n) { if (tap.part > state.part && tap.part < n) include(state, tap.part, true); },
  unskip(state, tap) { include(state, tap.part, false); },
  close(state) { state.closed = true; },
};

const person = (state, tap, here) => {
  const was = state.people[tap.who] ?? { name: "", need: "" };
  state.people[tap.who] = { name: tap.name ?? was.name, need: tap.need ?? was.need, here, at: tap.at };
};
const turns = (state, tap, n, by) => {
  if (tap.part >= n) return;
  const heard = (state.heard[tap.part] ??= dict());
  heard[tap.who] = Math.max(0, (heard[tap.who] ?? 0) + by);
};
const lines = (tap, ...names) => Object.fromEntries(names.map((name) => [name, tap[name] ?? ""]));

// What people bring; it is taken as long as the server does.
const content = {
  here(state, tap) { person(state, tap, true); },
  gone(state, tap) { person(state, tap, false); },
  move(state, { part, who, table }) {
    const tables = state.tables[part];
    if (!tables || table > tables.length) return;
    const moved = [...tables, []].map((seated) => seated.filter((other) => other !== who));
    moved[table].push(who);
    state.tables[part] = moved.at(-1).length ? moved : moved.slice(0, -1);
  },
  heard(state, tap, n) { turns(state, tap, n, 1); },
  unheard(state, tap, n) { turns(state, tap, n, -1); },
  takeaway(state, tap) {
    state.takeaways[tap.key] = { ...lines(tap, "what", "text", "who", "topic"), at: tap.at };
  },
  drop(state, tap) { delete state.takeaways[tap.key]; },
  step(state, tap) {
    const said = lines(tap, "text", "cue", "action", "obstacle", "plan", "on", "buddy");
    state.steps[tap.who] = { ...said, confidence: tap.confidence ?? null, at: tap.at };
  },
  nostep(state, tap) { delete state.steps[tap.who]; },
};
