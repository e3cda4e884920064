// The reader in its frame. The page around it says what to show and how; it tells where one is.
import "./foliate/view.js";
import { openBook } from "./book.js";
import { styles, theme } from "./looks.js";

const { protocol, hostname, port } = location;
// the one page that may talk to this one: the preview, under this machine's other name
const PREVIEW = `${protocol}//${hostname === "localhost" ? "127.0.0.1" : "localhost"}${port ? `:${port}` : ""}`;
// where a page of the print edition begins: its number stands above the line, and moves nothing
const MARKS = `
  [role~="doc-pagebreak"] { position: relative; }
  [role~="doc-pagebreak"]::before { content: attr(aria-label); position: absolute; inset-block-end: 72%; inset-inline-start: 0;
    padding: 0 .3em; font: 600 9px/1.5 system-ui, sans-serif; letter-spacing: 0; text-indent: 0; white-space: nowrap;
    color: #fff; background: #b3261e; border-radius: 2px; writing-mode: horizontal-tb; }
  [role~="doc-pagebreak"]::after { content: ""; position: absolute; inset-inline-start: 0; inset-block: -.9em -.2em;
    border-inline-start: 1px solid #b3261e; }`;

const place = document.querySelector("main");
let view = null;
let looks = { size: 100, theme: "light", face: "book", leading: "1.75", flow: "paginated", marks: true };
let shown = "";
let coming = "";
let where = {};

const tell = (message) => parent.postMessage(message, PREVIEW);

function paint(own = view) {
  const { name } = theme(looks);
  document.documentElement.dataset.theme = name;
  if (!own?.renderer) return;
  const narrow = innerWidth < 600;
  const renderer = own.renderer;
  renderer.setAttribute("flow", looks.flow);
  renderer.setAttribute("gap", narrow ? "8%" : "7%");
  renderer.setAttribute("margin", narrow ? "36px" : "48px");
  renderer.setAttribute("max-inline-size", `${Math.round((38 * 16 * looks.size) / 100)}px`);
  renderer.setAttribute("max-block-size", "1400px");
  renderer.setAttribute("max-column-count", "1");
  const [before, after] = styles(looks);
  renderer.setStyles([before, looks.marks ? after + MARKS : after]);
}

const KEYS = {
  ArrowLeft: () => view.goLeft(), ArrowRight: () => view.goRight(),
  ArrowUp: () => view.prev(), ArrowDown: () => view.next(), PageUp: () => view.prev(), PageDown: () => view.next(),
  " ": () => view.next(), Home: () => view.goToFraction(0), End: () => view.goToFraction(1),
};

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (view && KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  } else tell({ is: "key", key: event.key });
}

function tap(share) {
  if (looks.flow === "scrolled" || !view) return;
  if (share < 0.35) view.goLeft();
  else if (share > 0.65) view.goRight();
}

function loaded({ detail: { doc } }) {
  const frame = doc.defaultView.frameElement;
  frame.title = document.title;
  doc.addEventListener("keydown", press);
  doc.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.target.closest?.("a") || !doc.getSelection().isCollapsed) return;
    tap((frame.getBoundingClientRect().left + event.clientX) / innerWidth);
  });
}

function moved(own, { detail: { fraction, tocItem, pageItem, cfi } }) {
  if (own !== view) return;
  where = { fraction, cfi };
  tell({ is: "place", fraction, chapter: tocItem?.label?.trim() ?? "", page: pageItem?.label ?? "" });
}

// The new state of a book is opened behind the old one, where the old one was left.
async function open(name) {
  if (name === shown || name === coming) return;
  coming = name;
  const next = document.createElement("foliate-view");
  next.className = view ? "coming" : "";
  try {
    const book = await openBook(`${name}.epub`);
    if (coming !== name) return;
    place.append(next);
    await next.open(book);
    next.addEventListener("load", loaded);
    next.addEventListener("relocate", (event) => moved(next, event));
    next.addEventListener("external-link", (event) => event.preventDefault());
    paint(next);
    const old = view;
    view = next;
    if (where.cfi) await next.init({ lastLocation: where.cfi }).catch(() => {});
    if (!next.lastLocation && where.fraction) await next.goToFraction(where.fraction);
    if (!next.lastLocation) await next.init({});
    next.className = "";
    old?.close?.();
    old?.remove();
    shown = name;
    const title = book.metadata.title;
    document.title = String(typeof title === "object" && title ? Object.values(title)[0] : title ?? "EPUB");
    tell({ is: "shown", name, pages: book.pageList?.length ?? 0 });
  } catch (error) {
    if (next !== view) next.remove();
    console.warn(error);
    tell({ is: "broken", name });
  } finally {
    if (coming === name) coming = "";
  }
}

addEventListener("message", ({ data, origin, source }) => {
  if (origin !== PREVIEW || source !== parent || typeof data !== "object" || !data) return;
  if (data.looks) {
    looks = { ...looks, ...data.looks };
    paint();
  }
  if (/^[0-9a-f]+$/.test(data.name ?? "")) open(data.name);
  if (data.turn) view?.[data.turn < 0 ? "prev" : "next"]();
  if (typeof data.fraction === "number") view?.goToFraction(data.fraction);
});
addEventListener("keydown", press);
addEventListener("resize", () => paint());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => paint());
tell({ is: "ready" });
