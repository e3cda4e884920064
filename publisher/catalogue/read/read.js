// Reading online: one book of this shelf, in the reader's own looks, where it was left off.
import "./foliate/view.js";
import { FootnoteHandler } from "./foliate/footnotes.js";
import { openBook } from "./book.js";
import { CHOICES, SIZES, keep, kept, styles, theme } from "./looks.js";
import { words } from "./words.js";

const at = (id) => document.getElementById(id);
const language = /^zh\b/i.test(navigator.language) ? "zh" : "en";
const w = words[language];
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const name = new URLSearchParams(location.search).get("issue") ?? "";
const KEY = `publisher.at:${location.pathname}:${name}`;
const looks = kept();
const view = document.createElement("foliate-view");
let book;

// ── words of the page ────────────────────────────────────────────────────────────────────────────

const speak = () => {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  for (const each of document.querySelectorAll("[data-word]")) {
    each.setAttribute("aria-label", w[each.dataset.word]);
    if (each.matches("button, a")) each.title = w[each.dataset.word];
  }
  for (const each of document.querySelectorAll("[data-text]")) each.textContent = w[each.dataset.text];
  at("back").href = language === "zh" ? "../index.html" : "../en.html";
};

const say = (text, ...more) => at("said").replaceChildren(text, ...more);

// ── looks ────────────────────────────────────────────────────────────────────────────────────────

const paint = () => {
  const { name: shown, scheme } = theme(looks);
  document.documentElement.dataset.theme = shown;
  document.documentElement.style.colorScheme = scheme;
  at("size").textContent = `${looks.size}%`;
  at("smaller").disabled = looks.size === SIZES[0];
  at("larger").disabled = looks.size === SIZES.at(-1);
  const { renderer } = view;
  if (!renderer) return;
  const narrow = innerWidth < 600;
  renderer.setAttribute("flow", looks.flow);
  renderer.setAttribute("gap", narrow ? "10%" : "7%");
  renderer.setAttribute("margin", narrow ? "20px" : "36px");
  renderer.setAttribute("max-inline-size", `${Math.round((38 * 16 * looks.size) / 100)}px`);
  renderer.setAttribute("max-block-size", "1100px");
  renderer.toggleAttribute("animated", !calm.matches);
  renderer.setStyles(styles(looks));
};

const choices = () => {
  for (const [key, values] of Object.entries(CHOICES)) {
    for (const value of values) {
      const input = Object.assign(document.createElement("input"), { type: "radio", name: key, value, checked: looks[key] === value });
      input.addEventListener("change", () => choose(key, value));
      const label = document.createElement("label");
      label.append(input, Object.assign(document.createElement("span"), { textContent: w[`${key}_${value}`] ?? value }));
      if (key === "face" && value !== "book") label.dataset.face = value;
      at(key).append(label);
    }
  }
  for (const [id, step] of [["smaller", -1], ["larger", 1]]) at(id).addEventListener("click", () => resize(step));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  addEventListener("resize", paint);
};

const choose = (key, value) => {
  looks[key] = value;
  keep(looks);
  paint();
};

const resize = (step) => {
  choose("size", SIZES[Math.min(Math.max(SIZES.indexOf(looks.size) + step, 0), SIZES.length - 1)]);
};

// ── turning ──────────────────────────────────────────────────────────────────────────────────────

const KEYS = {
  ArrowLeft: () => view.goLeft(), ArrowRight: () => view.goRight(),
  ArrowUp: () => view.prev(), ArrowDown: () => view.next(),
  PageUp: () => view.prev(), PageDown: () => view.next(),
  " ": (event) => (event.shiftKey ? view.prev() : view.next()),
  Home: () => view.goToFraction(0), End: () => view.goToFraction(1),
  "+": () => resize(1), "=": () => resize(1), "-": () => resize(-1),
  c: () => at("contents").showModal(), s: () => at("looks").showModal(),
};

const press = (event) => {
  if (!book || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest?.("input, button, a, summary") && [" ", "Enter"].includes(event.key)) return;
  if (event.target === at("progress")) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act(event);
};

// a tap beside the middle turns the page; in the middle it shows or hides what is around it
const tap = (x) => {
  const { left, width } = at("stage").getBoundingClientRect();
  const share = (x - left) / width;
  if (looks.flow === "scrolled" || (share > 0.3 && share < 0.7)) document.body.classList.toggle("bare");
  else if (share <= 0.3) view.goLeft();
  else view.goRight();
};

const loaded = ({ detail: { doc } }) => {
  const frame = doc.defaultView.frameElement;
  frame.title = document.title;
  // a page of one picture, such as a cover, stands in the middle
  view.renderer.setAttribute("max-column-count", doc.body.textContent.trim() ? "2" : "1");
  doc.addEventListener("keydown", press);
  doc.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.target.closest?.("a") || !doc.getSelection().isCollapsed) return;
    tap(frame.getBoundingClientRect().left + event.clientX);
  });
};

// ── where one is ─────────────────────────────────────────────────────────────────────────────────

const moved = ({ detail: { fraction, tocItem, pageItem, cfi } }) => {
  at("progress").value = fraction;
  at("share").textContent = new Intl.NumberFormat(language, { style: "percent" }).format(fraction);
  at("where").textContent = [tocItem?.label?.trim(), pageItem && w.page.replace("{page}", pageItem.label)].filter(Boolean).join(" · ");
  for (const link of at("toc").querySelectorAll("a")) {
    if (link.dataset.href === tocItem?.href) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
  try { localStorage.setItem(KEY, cfi); } catch { /* storage is shut */ }
};

const left = () => {
  try { return localStorage.getItem(KEY); } catch { return null; }
};

const contents = (items) => {
  const list = document.createElement("ol");
  for (const { label, href, subitems } of items ?? []) {
    const row = document.createElement("li");
    const link = Object.assign(document.createElement(href ? "a" : "span"), { textContent: label?.trim() });
    if (href) {
      link.href = "#";
      link.dataset.href = href;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        at("contents").close();
        view.goTo(href);
      });
    }
    row.append(link);
    if (subitems?.length) row.append(contents(subitems));
    list.append(row);
  }
  return list;
};

// ── notes ────────────────────────────────────────────────────────────────────────────────────────

const notes = new FootnoteHandler();
notes.addEventListener("before-render", ({ detail: { view: small } }) => {
  at("note-text").replaceChildren(small);
  at("note").showModal();
  small.renderer.setAttribute("flow", "scrolled");
  small.renderer.setAttribute("gap", "0%");
  small.renderer.setAttribute("margin", "0px");
  const [before, after] = styles({ ...looks, size: Math.min(looks.size, 160) });
  // one is where one was: a note in a window needs no way back
  small.renderer.setStyles([before, `${after} [role~="doc-backlink"] { display: none; }`]);
  small.addEventListener("relocate", () => {
    const { doc } = small.renderer.getContents()[0];
    at("note-text").style.height = `${Math.ceil(doc.documentElement.getBoundingClientRect().height) + 8}px`;
  });
});

const follow = (event) => {
  notes.handle(book, event)?.catch(() => {
    at("note").close();
    view.goTo(event.detail.href);
  });
};

const leave = (event) => {
  event.preventDefault();
  if (/^(https?|mailto):/i.test(event.detail.href)) open(event.detail.href, "_blank", "noopener,noreferrer");
};

// ── opening ──────────────────────────────────────────────────────────────────────────────────────

const wire = () => {
  addEventListener("keydown", press);
  at("left").addEventListener("click", () => view.goLeft());
  at("right").addEventListener("click", () => view.goRight());
  at("progress").addEventListener("change", ({ target }) => view.goToFraction(Number(target.value)));
  for (const id of ["contents", "looks"]) at(`open-${id}`).addEventListener("click", () => at(id).showModal());
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  }
  at("contents").addEventListener("toggle", () => at("toc").querySelector("[aria-current]")?.scrollIntoView({ block: "center" }));
  view.addEventListener("load", loaded);
  view.addEventListener("relocate", moved);
  view.addEventListener("link", follow);
  view.addEventListener("external-link", leave);
  at("stage").addEventListener("click", (event) => { if (event.target === view) tap(event.clientX); });
};

const text = (value) => (typeof value === "object" && value ? Object.values(value)[0] : value) ?? "";

// where the book was left; a new version of it may have no such place
const resume = async () => {
  const place = left();
  if (place) await view.init({ lastLocation: place }).catch(() => {});
  if (!view.lastLocation) await view.init({});
};

const start = async () => {
  speak();
  choices();
  paint();
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return say(w.nothing);
  const file = `../issues/${name}/${name}.epub`;
  at("back").href = `../issues/${name}/${language === "zh" ? "index.html" : "en.html"}`;
  say(w.opening);
  try {
    book = await openBook(file);
    at("stage").prepend(view);
    await view.open(book);
    const title = String(text(book.metadata.title));
    document.title = title;
    at("title").textContent = title;
    const rtl = book.dir === "rtl";
    for (const [id, word] of [["left", rtl ? "next" : "previous"], ["right", rtl ? "previous" : "next"]]) {
      at(id).setAttribute("aria-label", w[word]);
    }
    at("progress").dir = rtl ? "rtl" : "ltr";
    at("toc").append(contents(book.toc));
    wire();
    paint();
    await resume();
    say("");
    document.body.classList.add("ready");
  } catch (error) {
    book = undefined;
    view.remove();
    say(w.failed, " ", Object.assign(document.createElement("a"), { href: file, download: "", textContent: w.download }));
    console.warn(error);
  }
};

start();
