// The companion: what an hour looks like to whoever runs it. Its sentences stand in the page. What
// is shown is folded from the taps, so phones that have the same taps show the same.
import { chime, stayAwake, wake } from "./bell.js";
import { fold, nextPart, patched, remaining } from "./hour.js";
import { openQueue } from "./queue.js";

const at = (id) => document.getElementById(id);
const all = (selector) => [...document.querySelectorAll(selector)];
const named = Object.fromEntries([...at("words").content.children].map((node) => [node.dataset.word, node.textContent]));
const say = (word, values = {}) => named[word].replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");
const put = (name, text) => all(`[data-f="${name}"]`).forEach((node) => { node.textContent = text; });
const lang = document.documentElement.lang;
const listed = new Intl.ListFormat(lang);
const boot = JSON.parse(at("boot").textContent);
const wall = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", timeZone: boot.cafe.zone });
const STAYS = 7000; // so long a tap can be taken back
const passed = new Set(); // who would rather not say a next step tonight
let lately = null; // what the bar above the buttons tells, until when, and how it is undone
let writes = false; // a take-away at a moment nobody foresaw
let before = 0; // what was left of the part a moment ago
let shown = null;
const queue = openQueue({ ...document.body.dataset, boot, changed });

function derive() {
  const { script: parts, plan, spare } = queue.known();
  const state = fold(parts.length, queue.taps());
  const [names, often] = [{}, {}]; // the second of a name is “Sam 2”, here as on the room’s screen
  for (const { who, name } of [...boot.people, ...Object.entries(state.people).map(([who, one]) => ({ who, ...one }))]) {
    if (who in names) continue;
    const nth = (often[name.toLowerCase()] = (often[name.toLowerCase()] ?? 0) + 1);
    names[who] = nth > 1 ? `${name} ${nth}` : name;
  }
  const here = Object.keys(names).filter((who) => state.people[who]?.here);
  const came = Object.keys(names).filter((who) => here.includes(who) || state.people[who]?.at > (state.begun ?? Infinity));
  const ahead = parts.map((_part, number) => [number, plan[number] ?? []]).filter(([number]) => number > state.part && hasTables(parts[number]) && !state.skipped.includes(number));
  const seats = { ...patched(Object.fromEntries(ahead), [...here].sort(), spare), ...state.tables };
  const part = state.closed ? undefined : parts[state.part]; // closed, told or not: it is over
  const stage = state.part < 0 ? "before" : (part?.kind ?? "over");
  return { parts, state, names, here, came, seats, part, stage, coming: nextPart(state, parts) };
}

/** Whether somebody is expected in an hour that needs somebody, and nobody has come yet. */
const isAwaited = () => shown.stage === "before" && !shown.here.length && boot.people.length > 0 && boot.template !== "one-or-none";
const called = (people) => listed.format(people.map((who) => shown.names[who]));
const hasTables = (part) => ["tables", "turns"].includes(part?.kind) && part.about > 0;
const tablesOf = (number) => (shown.seats[number] ?? []).map((table) => table.filter((who) => shown.here.includes(who)));
const laid = (number) => tablesOf(number).map((table, index) => [index, table]).filter(([, table]) => table.length);
const titleOf = (number) => {
  const part = shown.parts[number];
  return part ? (part.of > 1 ? say("of", part) : part.title) : say("finish");
};
const smallest = (tables, not) => tables.filter(([index]) => index !== not)
  .reduce((best, table) => (best && best[1].length <= table[1].length ? best : table), null);

/** Children of `parent`, one an item, made from a template; those that stay keep their focus. */
function list(parent, made, items, fill) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  items.forEach(([key, ...item], index) => {
    const node = old.get(`${key}`) ?? at(made).content.firstElementChild.cloneNode(true);
    old.delete(`${key}`);
    node.dataset.key = key;
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
    fill(node, node.querySelector("button"), key, ...item);
  });
  for (const node of old.values()) node.remove();
}

function changed(how, refused = []) {
  const waiting = queue.waiting();
  at("saved").textContent = say(how === "signed-out" ? how : waiting ? "waiting" : how, { n: waiting });
  at("saved").classList.toggle("waits", how !== "saved" || waiting > 0);
  show();
  if (refused.length) toast(refused.join(" "));
}

function show() {
  if (queue.known().closed && !queue.waiting()) location.replace(at("closing-form").action);
  const past = shown;
  shown = derive();
  const { parts, state, part, stage } = shown;
  const is = { [stage]: true, begun: state.part >= 0, running: part, capture: part?.capture || writes };
  is.heard = stage === "circle";
  for (const node of all("[data-when]")) node.hidden = !node.dataset.when.split(" ").some((when) => is[when]);
  for (const node of all("[data-whose]")) node.hidden = !shown.here.includes(node.dataset.whose);
  at("main").dataset.stage = stage;
  put("title", stage === "before" ? boot.cafe.day : stage === "over" ? say("over") : titleOf(state.part));
  if (past && past.state.part !== state.part) turn();
  list(at("course"), "t-line", parts.map((_part, number) => [number]), (node, _button, number) => {
    node.className = number < state.part ? "done" : number === state.part ? "now" : state.skipped.includes(number) ? "left-out" : "";
  });
  showNames();
  showDock();
  if (hasTables(part)) showTables();
  showSteps();
  showRounds();
  if (lately?.about) toast(explained(), lately.undo);
  stayAwake(Boolean(part));
  tick();
}

function turn() {
  const { stage, state } = shown;
  at("told").textContent = stage === "over" ? say("over") : say("goes-on", { title: titleOf(state.part) });
  [before, writes] = [0, false];
  scrollTo(0, 0);
  if (document.activeElement === document.body) document.querySelector(".dock > .go:not([hidden])").focus();
}

function showNames() {
  const { names, here, state } = shown;
  const tile = (act) => (_node, button, who, isOn) => {
    button.textContent = names[who];
    Object.assign(button.dataset, { do: act, who });
    button.ariaPressed = isOn;
  };
  const everybody = Object.keys(names).map((who) => [who, here.includes(who)]);
  for (const id of ["arriving", "coming-and-going"]) list(at(id), "t-name", everybody, tile("presence"));
  put("heads", say("here", { n: here.length }));
  put("checked", say("here-of", { n: here.length, all: everybody.length }));
  const quiet = here.filter((who) => !Object.values(state.heard).some((turns) => turns[who] > 0));
  list(at("speaking"), "t-name", here.map((who) => [who, !quiet.includes(who)]), tile("heard"));
  const move = say(quiet.length * 2 > here.length ? "1-2-4-all" : "go-round");
  const told = quiet.length ? say("not-heard", { names: called(quiet), move }) : say("all-heard");
  at("not-heard").textContent = quiet.length < here.length ? told : "";
}

function showDock() {
  const { state, parts, here, coming, stage, part } = shown;
  const minutes = parts.reduce((sum, each) => sum + each.minutes, 0);
  const next = parts[coming] ? say("next-part", { title: titleOf(coming), minutes: parts[coming].minutes }) : say("finish");
  put("go", say(stage === "before" ? "start" : "next"));
  put("go-to", part ? next : say(isAwaited() ? "nobody" : "start-with", { n: here.length, minutes }));
  at("pause").textContent = say(state.paused === null ? "pause" : "go-on");
  at("pause").ariaPressed = state.paused !== null;
  at("skip").disabled = !parts[coming]?.matters;
}

function showTables() {
  const { state, stage, here, names } = shown;
  const seated = laid(state.part);
  list(at(stage), "t-table", seated, (node, _button, index, table) => {
    node.querySelector(".number").textContent = index + 1;
    node.querySelector("h3").textContent = say("table", { n: index + 1 });
    list(node.querySelector("ul"), "t-seat", table.map((who) => [who]), (seat, button, who) => {
      button.textContent = names[who];
      button.dataset.who = who;
      seat.className = boot.people.some((person) => person.who === who && person.is_helper) ? "helps" : "";
    });
  });
  const lost = here.filter((who) => !seated.some(([, table]) => table.includes(who)));
  list(at("standing"), "t-do", lost.map((who) => [who]), (_node, button, who) => {
    Object.assign(button.dataset, { do: "sit", who });
    button.textContent = say("sit", { who: names[who], with: called(smallest(seated)?.[1] ?? []) });
  });
}

function showSteps() {
  const { here, state, names } = shown;
  const asked = at("step-form").who.value;
  if (!here.includes(asked)) ask();
  list(at("steps"), "t-step", here.map((who) => [who, state.steps[who]]), (node, button, who, step) => {
    node.className = step ? "has" : "";
    node.ariaCurrent = who === at("step-form").who.value ? "true" : null;
    button.dataset.who = who;
    node.querySelector("strong").textContent = names[who];
    node.querySelector("span").textContent = step?.text ?? (passed.has(who) ? say("nothing-tonight") : "");
  });
  const kept = Object.entries(state.takeaways);
  list(at("takeaways"), "t-takeaway", kept, (node, button, key, said) => {
    node.querySelector("span").textContent = said.text;
    button.dataset.key = key;
  });
  put("came", shown.came.length);
  put("takeaways", kept.length);
  put("steps", Object.keys(state.steps).length);
}

/** Ask somebody for their next step: whoever was tapped, else the first who has none yet. */
function ask(who = shown.here.find((each) => !shown.state.steps[each] && !passed.has(each)) ?? "") {
  const form = at("step-form");
  form.reset();
  form.who.value = who;
  for (const [name, said] of Object.entries(shown.state.steps[who] ?? {})) if (form[name]) form[name].value = said;
  put("step-who", shown.names[who] ?? "");
}

function showRounds() {
  const { parts, state, names, came } = shown;
  list(at("rounds"), "t-round", parts.map((part, number) => [number, part]), (node, button, number, part) => {
    const isOut = state.skipped.includes(number);
    node.className = isOut ? "is-out" : "";
    node.ariaCurrent = number === state.part ? "step" : null;
    node.querySelector("strong").textContent = titleOf(number);
    node.querySelector(".quiet").textContent = say("minutes", part);
    button.hidden = number <= state.part || part.matters === 0;
    button.dataset.part = number;
    list(node.querySelector("ul"), "t-line", hasTables(part) ? laid(number) : [], (line, _button, index, table) => {
      line.textContent = `${index + 1} · ${called(table)}`;
    });
  });
  const absent = boot.people.filter(({ who }) => !came.includes(who));
  list(at("missing"), "t-missing", absent.map(({ who }) => [who]), (node, _button, who) => {
    node.querySelector("legend").textContent = names[who];
    for (const radio of node.querySelectorAll("input")) radio.name = `absent-${who}`;
  });
  put("came-said", say(absent.length ? "came-said" : "all-came", { n: came.length }));
}

/** Who sits with whom after somebody came or left, and who moves for it, in one sentence. */
function explained() {
  const { who, was, number, isHere } = lately.about;
  const is = laid(number).map(([, table]) => table);
  const common = (one, other) => one.filter((each) => other.includes(each)).length;
  const movers = is.flatMap((table) => {
    const same = was.reduce((best, other) => (common(table, other) > common(table, best) ? other : best), []);
    return table.filter((each) => each !== who && !same.includes(each));
  });
  const others = is.find((table) => table.includes(who))?.filter((each) => each !== who) ?? [];
  const word = isHere ? (others.length ? "joins" : "comes") : "leaves";
  const values = { who: shown.names[who], with: called(others), movers: called(movers) };
  return say(movers.length && word !== "comes" ? `${word}-moving` : word, values);
}

/** Somebody comes or goes. Whoever sits stays, the rounds to come are seated anew. */
function presence(who, isHere, said = {}) {
  const { state, part, parts, coming } = shown;
  const number = hasTables(part) ? state.part : parts.findIndex((each, index) => index >= coming && hasTables(each));
  const was = laid(number).map(([, table]) => table);
  queue.add(isHere ? "here" : "gone", { who, ...said });
  if (hasTables(part)) sit(who, isHere);
  if (!part) return;
  lately = { about: { who, was, number, isHere } };
  toast(explained(), () => presence(who, !isHere));
}

/** Whoever comes late joins the smallest table, and whoever is left alone joins another. */
function sit(who, isHere) {
  const part = shown.state.part;
  const tables = laid(part);
  const alone = tables.find(([, table]) => table.length === 1);
  const moved = isHere ? who : alone?.[1][0];
  const to = smallest(tables, isHere ? undefined : alone?.[0]);
  const isSeated = isHere && tables.some(([, table]) => table.includes(who));
  if (moved && to && !isSeated) queue.add("move", { part, who: moved, table: to[0] });
}

function toast(text, undo = null) {
  lately = { until: queue.now() + STAYS, ...lately, undo };
  at("toast").firstElementChild.textContent = text;
  at("toast").querySelector("button").hidden = !undo;
  at("toast").hidden = false;
  put("explained", text);
}

const undoable = (text, undo) => { lately = null; toast(text, undo); };

function goOn() {
  const { state, coming, parts } = shown;
  const tables = hasTables(parts[coming]) ? { tables: laid(coming).map(([, table]) => table) } : {};
  queue.add(state.part < 0 ? "start" : "next", state.part < 0 ? tables : { to: coming, ...tables });
  if (state.part >= 0) undoable(say("goes-on", { title: titleOf(coming) }), () => queue.add("back", { from: coming, to: state.part }));
}

function leaveOut(part) {
  queue.add("skip", { part });
  undoable(say("skipped", { title: titleOf(part) }), () => queue.add("unskip", { part }));
}

function tick() {
  const { state, parts, part } = shown;
  if (lately?.until < queue.now() || !part) [lately, at("toast").hidden] = [null, true];
  if (!part) return;
  const left = remaining(state, parts, queue.now());
  const seconds = Math.abs(Math.ceil(left / 1000 - 0.1));
  const kind = left <= 0 ? "up" : left <= 60000 ? "soon" : "";
  const time = `${left <= -1000 ? "+" : ""}${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, "0")}`;
  const said = { up: say("time-up"), soon: say("last-minute") }[kind] ?? say("until", { time: wall.format(queue.now() + left) });
  at("clock").className = `timer ${kind}${state.paused === null ? "" : " paused"}`;
  for (const name of ["time", "alone-time"]) put(name, time);
  at("left").value = Math.max(0, left / 60000) / (part.minutes + (state.extra[state.part] ?? 0) || 1);
  put("clock-said", state.paused === null ? said : say("paused"));
  put("prompt", cue(part, left));
  if (before && state.paused === null) ring(before, left);
  before = left;
}

/** What to do just now, where a part says it minute by minute. */
function cue(part, left) {
  const whole = part.cues.reduce((sum, [minutes]) => sum + minutes, 0);
  let gone = whole * (1 - left / (part.minutes * 60000));
  return part.cues.find(([minutes]) => (gone -= minutes) < 0)?.[1] ?? (part.prompt || (part.kind === "tables" ? boot.cafe.question : ""));
}

function ring(was, left) {
  const passes = (mark) => was > mark && left <= mark;
  if (at("bell").ariaPressed === "true") chime(passes(0) ? 3 : passes(60000) && shown.part.minutes > 2 ? 1 : 0);
  if (at("alone").open && passes(-3000)) goOn();
}

const does = {
  next: () => (isAwaited() ? at("arriving").querySelector("button").focus() : goOn()),
  pause: () => queue.add(shown.state.paused === null ? "pause" : "go_on", { part: shown.state.part }),
  back: () => {
    const { state, parts } = shown;
    const to = parts.findLastIndex((_part, number) => number < state.part && !state.skipped.includes(number));
    if (to >= 0) queue.add("back", { from: state.part, to });
  },
  stretch: ({ minutes }) => queue.add("stretch", { part: shown.state.part, minutes: Number(minutes) }),
  skip: () => leaveOut(shown.coming),
  "leave-out": ({ part }) => (shown.state.skipped.includes(Number(part)) ? queue.add("unskip", { part: Number(part) }) : leaveOut(Number(part))),
  undo: () => { const { undo } = lately; lately = null; tick(); at("toast").hidden = true; undo(); },
  presence: ({ who }) => presence(who, !shown.here.includes(who)),
  sit: ({ who }) => sit(who, true),
  heard: ({ who }, button) => queue.add(button.ariaPressed === "true" ? "unheard" : "heard", { who, part: shown.state.part }),
  person: ({ who }) => openPerson(who),
  place: ({ who, table }) => queue.add("move", { part: shown.state.part, who, table: Number(table) }),
  leave: ({ who }) => presence(who, false),
  ask: ({ who }) => { ask(who); show(); at("step-text").focus(); },
  nostep: () => { const who = at("step-form").who.value; passed.add(who); queue.add("nostep", { who }); following(); },
  drop: ({ key }) => queue.add("drop", { key }),
  write: () => { writes = true; show(); at("takeaway-text").focus(); },
  bell: (_data, button) => { button.ariaPressed = button.ariaPressed !== "true"; chime(1); },
};

function openPerson(who) {
  put("person", shown.names[who]);
  at("leave").dataset.who = who;
  const tables = laid(shown.state.part).filter(([, table]) => !table.includes(who));
  list(at("places"), "t-do", tables, (_node, button, index, table) => {
    Object.assign(button.dataset, { do: "place", who, table: index, shut: "" });
    button.textContent = say("moves-to", { n: index + 1, with: called(table) });
  });
  at("person").showModal();
}

function following() {
  ask();
  show();
  if (at("step-form").who.value) at("step-text").focus();
}

const forms = {
  "step-form": (said) => { if (said.text ?? said.action) queue.add("step", { text: said.action, ...said }); following(); },
  "takeaway-form": (said) => queue.add("takeaway", { key: queue.fresh(), ...said }),
  "newcomer-form": (said) => { presence(`w-${queue.fresh()}`, true, said); at("newcomer").close(); },
  "closing-form": (_said, form) => close(form),
};

/** Closing is a tap like any other; who did not come is told as soon as there is signal. */
async function close(form) {
  if (!shown.state.closed) queue.add("close");
  at("closing-said").hidden = false;
  try {
    const answer = await queue.send(form);
    location.assign(answer.url);
  } catch {
    setTimeout(close, 2000, form);
  }
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (target.nodeName === "DIALOG") target.close(); // beside the sheet
  if (!button) return;
  wake();
  const { open, shut, do: act } = button.dataset;
  if (open || shut !== undefined) button.closest("dialog")?.close();
  if (open) at(open).showModal();
  does[act]?.(button.dataset, button);
});
document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const said = [...new FormData(form)].map(([name, text]) => [name, text.trim()]).filter(([, text]) => text);
  const first = form.querySelector("[required]");
  if (first && !first.value.trim()) return first.focus();
  forms[form.id](Object.fromEntries(said), form);
  if (form.method !== "post" && form.id !== "step-form") form.reset();
});
document.addEventListener("visibilitychange", () => stayAwake(Boolean(shown.part)));
setInterval(tick, 250);
changed("saved");
queue.exchange();
navigator.serviceWorker?.register(document.body.dataset.worker).then(() => navigator.serviceWorker.ready)
  .then(({ active }) => active.postMessage(location.href)).catch(() => {});
