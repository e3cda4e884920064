// This build against the one before it: a list of changed pages, and one pair on the stage.

import { make, say } from "./dom.js";
import { rectangle, sheet } from "./drawing.js";
import { words } from "./words.js";

const VIEWS = ["side", "blink", "over"];
const BLINK = 700; // milliseconds of one state
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const SURVEYED = 40; // changed pages whose differences are counted unasked
const GAP = 24; // CSS pixels between two pages
const WIDEST = 4096; // pixels, as publisher.preview.pictures.WIDTHS

let parts = null; // the elements of the stage
let found = { before: [], pairs: [] };
let changed = []; // pairs [before, after, true]
let at = 0;
let view = VIEWS.includes(localStorage.getItem("compare")) ? localStorage.getItem("compare") : "side";
let marks = true;
let phase = false; // of blinking: whether the state before is shown
let timer = 0;
let drawing = 0;

const told = new Map(); // differences, by both pictures' names

async function get(path) {
  const answer = await fetch(path).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

const before = ([one]) => (one === null ? null : found.before[one]);
const after = (desk, [, other]) => (other === null ? null : desk.state.sheets[other]);

// ── the list ────────────────────────────────────────────────────────────────────────────────────

function list(desk) {
  parts.list.replaceChildren(...changed.map((pair, number) => {
    const own = after(desk, pair) ?? before(pair);
    const item = make("button", { type: "button", className: "pair" },
      make("span", { className: "folio", textContent: say(words.compare_page, { folio: own.folio }) }),
      make("span", { className: "what", textContent: what(desk, pair) }));
    item.setAttribute("aria-current", number === at);
    item.addEventListener("click", () => go(desk, number));
    return make("li", {}, item);
  }));
}

function what(desk, pair) {
  if (pair[0] === null) return words.compare_new;
  if (pair[1] === null) return words.compare_gone;
  const known = told.get(keyOf(desk, pair));
  if (!known || known instanceof Promise) return "";
  const { before: went, after: came, redrawn } = known;
  return [
    came.letters ? say(words.compare_came, { count: came.letters }) : "",
    went.letters ? say(words.compare_went, { count: went.letters }) : "",
    came.letters || went.letters ? "" : say(words.compare_drawn, { count: redrawn.length }),
  ].filter(Boolean).join(" · ");
}

const keyOf = (desk, pair) => `${before(pair)?.picture}/${after(desk, pair)?.picture}`;

async function differences(desk, pair) {
  if (pair[0] === null || pair[1] === null) return null;
  const key = keyOf(desk, pair);
  if (!told.has(key)) {
    told.set(key, get(`/compare/${key}`));
    told.set(key, await told.get(key));
    if (told.get(key) === null) told.delete(key);
  }
  return told.get(key) ?? null;
}

// the list's figures, one pair after the other, for as many as anybody reads
async function survey(desk) {
  const own = found;
  for (const pair of changed.slice(0, SURVEYED)) {
    if (own !== found || !parts) return;
    await differences(desk, pair);
    if (own === found && parts) label(desk);
  }
}

// ── the stage ───────────────────────────────────────────────────────────────────────────────────

async function show(desk) {
  if (!parts) return;
  const own = ++drawing;
  const pair = changed[at];
  parts.stage.classList.toggle("empty", !pair);
  parts.empty.hidden = Boolean(pair);
  parts.head.hidden = !pair;
  if (!pair) {
    parts.empty.textContent = found.pairs.length ? words.compare_none : words.compare_first;
    parts.pages.replaceChildren();
    return;
  }
  const scale = fitting(desk, pair);
  const [one, other] = [before(pair), after(desk, pair)];
  const pages = [page(desk, one, words.compare_before, scale, "before"), page(desk, other, words.compare_now, scale, "now")];
  await Promise.all(pages.map(([, picture]) => picture?.decode().catch(() => {})));
  if (own !== drawing || !parts) return;
  parts.pages.className = `compare-pages ${view}`;
  parts.pages.replaceChildren(...pages.map(([element]) => element));
  blink();
  const known = await differences(desk, pair);
  if (own !== drawing || !parts) return;
  if (known) {
    draw(pages[0][0], one, known.before, known.redrawn, "went");
    draw(pages[1][0], other, known.after, known.redrawn, "came");
  }
  parts.told.textContent = what(desk, pair);
  label(desk);
}

// CSS pixels of a point, so that a pair fits the stage
function fitting(desk, pair) {
  const sheets = [before(pair), after(desk, pair)].filter(Boolean);
  const width = Math.max(...sheets.map((each) => each.width)) * (view === "side" ? 2 : 1);
  const height = Math.max(...sheets.map((each) => each.height));
  const { clientWidth, clientHeight } = parts.room;
  return Math.max(Math.min((clientWidth - 48 - GAP) / width, (clientHeight - 76) / height), 0.2);
}

function page(desk, own, name, scale, state) {
  const caption = make("figcaption", { textContent: own ? `${name} · ${own.folio}` : name });
  if (!own) return [make("figure", { className: `state ${state} none` }, make("p", { textContent: words.compare_missing }), caption), null];
  const width = Math.round(own.width * scale);
  const pixels = Math.min(Math.round(width * devicePixelRatio), WIDEST);
  const picture = make("img", { src: `/pages/${desk.state.run}/${own.picture}/${pixels}.png`, alt: `${name} · ${say(words.compare_page, { folio: own.folio })}`, draggable: false });
  const paper = make("div", { className: "paper" }, picture);
  paper.style.setProperty("--w", own.width);
  paper.style.setProperty("--h", own.height);
  paper.style.setProperty("--scale", scale);
  return [make("figure", { className: `state ${state}` }, paper, caption), picture];
}

function draw(element, own, changes, redrawn, name) {
  const svg = sheet(own.width, own.height, `differences ${name}`);
  for (const box of redrawn) svg.append(rectangle(box, "redrawn"));
  for (const box of changes.words) svg.append(rectangle(box, "words"));
  for (const box of changes.gaps) svg.append(rectangle(box, "gap"));
  element.querySelector(".paper")?.append(svg);
}

// the list's words, without making it anew under the keyboard's focus
function label(desk) {
  changed.forEach((pair, number) => {
    const item = parts.list.children[number]?.firstChild;
    if (!item) return;
    item.lastChild.textContent = what(desk, pair);
    item.setAttribute("aria-current", number === at);
  });
}

function blink() {
  clearInterval(timer);
  phase = false;
  turn();
  if (view === "blink" && !calm.matches) timer = setInterval(() => { phase = !phase; turn(); }, BLINK);
}

function turn() {
  parts?.pages.classList.toggle("earlier", phase);
}

// ── what people do ──────────────────────────────────────────────────────────────────────────────

function go(desk, number) {
  at = Math.min(Math.max(number, 0), Math.max(changed.length - 1, 0));
  show(desk);
  label(desk);
  parts.list.children[at]?.scrollIntoView({ block: "nearest" });
}

function choose(desk, wanted) {
  view = wanted;
  localStorage.setItem("compare", view);
  for (const button of parts.views.children) button.setAttribute("aria-pressed", button.dataset.view === view);
  show(desk);
}

function toggleMarks() {
  marks = !marks;
  parts.marks.setAttribute("aria-pressed", marks);
  parts.stage.classList.toggle("bare", !marks);
}

function press(desk, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = {
    ArrowDown: () => go(desk, at + 1), ArrowUp: () => go(desk, at - 1),
    PageDown: () => go(desk, at + 1), PageUp: () => go(desk, at - 1),
    Home: () => go(desk, 0), End: () => go(desk, changed.length - 1),
    1: () => choose(desk, "side"), 2: () => choose(desk, "blink"), 3: () => choose(desk, "over"),
    " ": () => {
      if (event.target.closest("button")) return false;
      clearInterval(timer);
      phase = !phase;
      turn();
      return true;
    },
    m: toggleMarks, M: toggleMarks,
  }[event.key];
  if (!act || act() === false) return;
  event.preventDefault();
  event.stopPropagation();
}

function build(desk, stage) {
  const views = VIEWS.map((each) => {
    const button = make("button", { type: "button", textContent: words[`compare_${each}`] });
    button.dataset.view = each;
    button.setAttribute("aria-pressed", each === view);
    button.addEventListener("click", () => choose(desk, each));
    return button;
  });
  parts = {
    stage,
    list: make("ol"),
    views: make("span", { className: "group", role: "group", ariaLabel: words.compare_view }, ...views),
    marks: make("button", { type: "button", textContent: words.compare_marks }),
    told: make("p", { className: "told", role: "status" }),
    pages: make("div", { className: "compare-pages" }),
    empty: make("p", { className: "nothing" }),
  };
  parts.marks.setAttribute("aria-pressed", marks);
  parts.marks.addEventListener("click", toggleMarks);
  parts.head = make("div", { className: "compare-head" }, parts.views, parts.marks, parts.told);
  parts.room = make("div", { className: "compare-room" }, parts.empty, parts.pages);
  const side = make("nav", { ariaLabel: words.compare_changed },
    make("h2", { textContent: words.compare_changed }), parts.list, make("p", { className: "hint", textContent: words.compare_hint }));
  stage.append(side, make("div", { className: "compare-main" }, parts.head, parts.room));
  stage.addEventListener("keydown", (event) => press(desk, event));
  parts.watcher = new ResizeObserver(() => parts && show(desk));
  parts.watcher.observe(parts.room);
  stage.focus();
}

export const tool = {
  id: "compare",
  label: words.compare,
  key: "c",
  wide: true,

  on(desk, stage) { build(desk, stage); },

  off() {
    clearInterval(timer);
    parts.watcher.disconnect();
    parts = null;
    told.clear();
  },

  async build(desk) {
    if (desk.state.working && !desk.state.whole) return; // the whole is on its way
    const answer = await get("/compare");
    if (!answer || !parts) return;
    // the page that was looked at stays where it still differs
    const own = changed[at]?.[1];
    found = answer;
    changed = found.pairs.filter(([, , differs]) => differs);
    at = Math.max(changed.findIndex(([, other]) => other === own), 0);
    list(desk);
    await show(desk);
    survey(desk);
  },
};
