// The e-book in the frame of a device. The frame is a page of another origin (see reading.py): it
// is told what to show, and tells where one is.

import { make, say } from "./dom.js";
import { words } from "./words.js";

// CSS pixels of the screens of an iPhone 15, an iPad of 11 inches and a reader of 7 inches
const DEVICES = { phone: [393, 760], tablet: [834, 1112], eink: [632, 840] };
const SIZES = [80, 90, 100, 110, 125, 140, 160, 200];
const LOOKS = ["light", "sepia", "dark"];

const USUAL = { device: "phone", theme: "light", size: 100, marks: true, flow: "paginated" };
let looks = kept();
let parts = null;
let shown = ""; // the name of the book that is asked for
let ready = false;
let asking = 0;

const reader = () => `${location.protocol}//${location.hostname === "localhost" ? "127.0.0.1" : "localhost"}${location.port ? `:${location.port}` : ""}`;

function kept() {
  try {
    return { ...USUAL, ...JSON.parse(localStorage.getItem("book")) };
  } catch { return { ...USUAL }; }
}

function choose(change) {
  looks = { ...looks, ...change };
  localStorage.setItem("book", JSON.stringify(looks));
  paint();
  send({ looks: told() });
}

const told = () => ({ size: looks.size, marks: looks.marks, flow: looks.flow, theme: looks.theme });

function send(message) {
  if (ready) parts?.frame.contentWindow.postMessage(message, reader());
}

function paint() {
  const { stage, screen, frame } = parts;
  const [width, height] = DEVICES[looks.device] ?? DEVICES.phone;
  const { clientWidth, clientHeight } = parts.room;
  const edge = 40;
  const scale = Math.min((clientWidth - 2 * edge) / width, (clientHeight - 2 * edge) / height, 1);
  stage.dataset.device = looks.device;
  stage.dataset.theme = looks.theme;
  screen.style.width = `${width * scale}px`;
  screen.style.height = `${height * scale}px`;
  frame.style.width = `${width}px`;
  frame.style.height = `${height}px`;
  frame.style.transform = `scale(${scale})`;
  for (const [name, group] of Object.entries(parts.groups)) {
    for (const button of group.children) button.setAttribute("aria-pressed", button.dataset.value === String(looks[name]));
  }
  parts.size.textContent = `${looks.size}%`;
  parts.smaller.disabled = looks.size <= SIZES[0];
  parts.larger.disabled = looks.size >= SIZES.at(-1);
  parts.marks.setAttribute("aria-pressed", looks.marks);
}

function resize(step) {
  const at = SIZES.findIndex((size) => size >= looks.size);
  choose({ size: SIZES[Math.min(Math.max(at + step, 0), SIZES.length - 1)] });
}

function group(name, values) {
  return make("span", { className: "group", role: "group", ariaLabel: words[`book_${name}`] }, ...values.map((value) => {
    const button = make("button", { type: "button", textContent: words[`book_${name}_${value}`] });
    button.dataset.value = value;
    button.addEventListener("click", () => choose({ [name]: value }));
    return button;
  }));
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("button") && [" ", "Enter"].includes(event.key)) return;
  act(event.key) && (event.preventDefault(), event.stopPropagation());
}

// true where the key means something here
function act(key) {
  const does = {
    ArrowLeft: () => send({ turn: parts.rightBound ? 1 : -1 }), ArrowRight: () => send({ turn: parts.rightBound ? -1 : 1 }),
    ArrowUp: () => send({ turn: -1 }), ArrowDown: () => send({ turn: 1 }), PageUp: () => send({ turn: -1 }), PageDown: () => send({ turn: 1 }),
    " ": () => send({ turn: 1 }), Home: () => send({ fraction: 0 }), End: () => send({ fraction: 1 }),
    1: () => choose({ device: "phone" }), 2: () => choose({ device: "tablet" }), 3: () => choose({ device: "eink" }),
    "+": () => resize(1), "=": () => resize(1), "-": () => resize(-1),
    d: () => choose({ theme: LOOKS[(LOOKS.indexOf(looks.theme) + 1) % LOOKS.length] }),
    m: () => choose({ marks: !looks.marks }),
  }[key];
  does?.();
  return Boolean(does);
}

function heard(desk, { data, origin, source }) {
  if (!parts || origin !== reader() || source !== parts.frame.contentWindow) return;
  if (data.is === "ready") {
    ready = true;
    send({ looks: told(), name: shown });
  } else if (data.is === "place") {
    parts.chapter.textContent = String(data.chapter);
    parts.page.textContent = data.page ? say(words.book_page, { page: String(data.page) }) : "";
    parts.share.textContent = `${Math.round(Number(data.fraction) * 100)}%`;
  } else if (data.is === "shown") {
    parts.stage.dataset.shown = data.name;
    note(data.pages ? "" : words.book_no_pages);
  } else if (data.is === "broken") note(words.book_broken);
  else if (data.is === "key" && !act(data.key) && data.key === "Escape") parts.stage.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
}

function note(text) {
  parts.note.textContent = text;
  parts.note.hidden = !text;
}

function build(desk, stage) {
  const size = make("output");
  const smaller = make("button", { type: "button", textContent: "−", ariaLabel: words.smaller });
  const larger = make("button", { type: "button", textContent: "+", ariaLabel: words.larger });
  smaller.addEventListener("click", () => resize(-1));
  larger.addEventListener("click", () => resize(1));
  const marks = make("button", { type: "button", textContent: words.book_marks });
  marks.addEventListener("click", () => choose({ marks: !looks.marks }));
  const groups = { device: group("device", Object.keys(DEVICES)), theme: group("theme", LOOKS), flow: group("flow", ["paginated", "scrolled"]) };
  const frame = make("iframe", { title: words.book });
  frame.sandbox.add("allow-scripts", "allow-same-origin");
  frame.src = `${reader()}/reader/reader.html`;
  parts = {
    stage, groups, size, smaller, larger, marks, frame,
    screen: make("div", { className: "screen" }, frame),
    room: make("div", { className: "book-room" }),
    note: make("p", { className: "note", role: "status", hidden: true }),
    chapter: make("span"), page: make("span", { className: "print-page" }), share: make("span"),
    rightBound: false,
  };
  parts.room.append(make("div", { className: "device" }, parts.screen));
  stage.append(
    make("div", { className: "book-head" }, groups.device, groups.theme, groups.flow,
      make("span", { className: "group", role: "group", ariaLabel: words.book_size }, smaller, size, larger), marks),
    parts.room,
    make("p", { className: "book-foot" }, parts.chapter, parts.page, parts.share),
    parts.note,
  );
  stage.addEventListener("keydown", press);
  parts.heard = (event) => heard(desk, event);
  addEventListener("message", parts.heard);
  parts.watcher = new ResizeObserver(() => parts && paint());
  parts.watcher.observe(parts.room);
  paint();
  stage.focus();
}

export const tool = {
  id: "book",
  label: words.book,
  key: "b",
  wide: true,

  on(desk, stage) { build(desk, stage); },

  off() {
    removeEventListener("message", parts.heard);
    parts.watcher.disconnect();
    parts = null;
    ready = false;
    shown = "";
  },

  async build(desk) {
    parts.rightBound = desk.state.rightBound;
    if (desk.state.working && !desk.state.whole) return; // the whole is on its way
    const own = ++asking;
    if (!shown) note(words.book_making);
    const answer = await fetch("/book").catch(() => null);
    if (own !== asking || !parts || !answer?.ok) return;
    const { name, findings } = await answer.json();
    if (own !== asking || !parts) return;
    if (!name) return note(findings.map(({ message }) => message).join(" ") || words.book_broken);
    shown = name;
    send({ name });
  },
};
