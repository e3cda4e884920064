// Words selected on the pages. Their lines lie free over a picture; a browser that looks for the
// words nearest to a pointer beside them answers with the page's first. So the hand is followed here.

import { byId } from "./dom.js";

const DRAG = 3; // CSS pixels from where a press is no click
const EDGE = 24; // CSS pixels from the window's edge where the pages run on under the hand
const ROW = 3; // CSS pixels that lines of one row may differ
const ALIKE = 1.15; // times the size of the line where the hand began

export class Selecting {
  constructor(pages) {
    this.root = pages.root;
    this.table = byId("table");
    this.root.addEventListener("mousedown", (event) => this.press(event));
    addEventListener("mousemove", (event) => this.move(event));
    addEventListener("mouseup", () => { this.from = null; });
    this.table.addEventListener("scroll", () => this.follow(), { passive: true });
  }

  // further presses of a double click are the browser's: a word, a line
  press(event) {
    if (event.button !== 0 || event.ctrlKey || event.metaKey) return;
    if (event.detail > 1 && event.target.closest(".line")) return;
    event.preventDefault();
    if (!this.table.contains(document.activeElement)) document.activeElement.blur();
    const goesOn = event.shiftKey && this.first?.node.isConnected;
    this.at = { x: event.clientX, y: event.clientY };
    this.page = this.pageAt(this.at);
    if (!goesOn) {
      getSelection().removeAllRanges();
      this.first = this.page && spot(this.page, this.at);
    }
    this.from = this.first && this.at;
    this.isDragged = goesOn;
    if (goesOn) this.follow();
  }

  move(event) {
    if (!this.from) return;
    if (event.buttons % 2 === 0) { this.from = null; return; } // let go outside the window
    this.at = { x: event.clientX, y: event.clientY };
    this.isDragged ||= Math.hypot(this.at.x - this.from.x, this.at.y - this.from.y) > DRAG;
    if (!this.isDragged) return;
    event.preventDefault();
    this.follow();
    this.run();
  }

  // selects as far as the hand is
  follow() {
    if (!this.from || !this.isDragged || !this.first.node.isConnected) return;
    // over the desk the hand still means the sheet that it left
    this.page = this.pageAt(this.at) ?? this.page;
    const last = spot(this.page, this.at, this.first.line);
    if (last) getSelection().setBaseAndExtent(this.first.node, this.first.offset, last.node, last.offset);
  }

  // the pages run on while the hand waits at an edge
  run() {
    if (this.running) return;
    const step = () => {
      const { left, top, right, bottom } = this.table.getBoundingClientRect();
      const over = (at, low, high) => Math.min(at - low - EDGE, 0) + Math.max(at - high + EDGE, 0);
      const x = over(this.at.x, left, right), y = over(this.at.y, top, bottom);
      this.running = this.from && (x || y) ? requestAnimationFrame(step) : null;
      if (this.running) this.table.scrollBy(x / 2, y / 2);
    };
    this.running = requestAnimationFrame(step);
  }

  pageAt({ x, y }) {
    return [...this.root.children].find((page) => apart(page.firstChild.getBoundingClientRect(), x, y) === 0);
  }
}

// words that were selected, without what stands between them on the page and is of another kind,
// and the line where they begin
export function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !lineOf(selection.anchorNode)) return { text: "", line: null };
  const range = selection.getRangeAt(0);
  const within = [...byId("pages").querySelectorAll(".line")].filter((line) => range.intersectsNode(line));
  const part = (line) => {
    const { data } = line.firstChild;
    const start = range.startContainer === line.firstChild ? range.startOffset : 0;
    const end = range.endContainer === line.firstChild ? range.endOffset : data.length;
    return data.slice(start, end).replace(/\s+/g, "");
  };
  const begun = within.find((line) => part(line));
  const text = within.filter((line) => isOf(line, begun)).map(part).join("");
  return { text, line: begun ?? null };
}

const lineOf = (node) => node?.parentElement?.closest?.(".line");
const sizeOf = (line) => Number(line.dataset.size);
const isFurniture = (line) => line.classList.contains("furniture");

// whether a line may belong to the same text as another
function isOf(line, other) {
  const times = sizeOf(line) / sizeOf(other);
  return isFurniture(line) === isFurniture(other) && times < ALIKE && times > 1 / ALIKE;
}

// how far a point lies from a box
function apart({ left, top, right, bottom }, x, y) {
  return Math.hypot(Math.max(left - x, x - right, 0), Math.max(top - y, y - bottom, 0));
}

// the place in a page's words that a hand means that began in a line: {line, node, offset}
function spot(page, { x, y }, begun = null) {
  const lines = [...page.querySelectorAll(".line")].map((line) => ({ line, box: line.getBoundingClientRect() }));
  const wanted = lines.filter(({ line }) => isFurniture(line) === Boolean(begun && isFurniture(begun)));
  const under = wanted.find(({ box }) => apart(box, x, y) === 0);
  const alike = begun ? wanted.filter(({ line }) => isOf(line, begun)) : wanted;
  const line = under?.line ?? nearest(alike, x, y);
  return line && { line, node: line.firstChild, offset: offset(line, x, y) };
}

// a column first, its row, and what stands in it
function nearest(lines, x, y) {
  if (lines.length === 0) return null;
  const isDown = 2 * lines.filter(({ line }) => line.classList.contains("down")).length > lines.length;
  const sides = lines.map(({ line, box: { left, top, right, bottom } }) => (
    isDown ? { line, along: [top, bottom], across: [left, right] } : { line, along: [left, right], across: [top, bottom] }));
  const [along, across] = isDown ? [y, x] : [x, y];
  const far = ([low, high], at) => Math.max(low - at, at - high, 0);
  const columns = [];
  for (const { along: [low, high] } of sides.toSorted((a, b) => a.along[0] - b.along[0])) {
    const last = columns.at(-1);
    if (last && low < last[1]) last[1] = Math.max(last[1], high);
    else columns.push([low, high]);
  }
  const column = columns.toSorted((a, b) => far(a, along) - far(b, along))[0];
  return sides
    .filter((side) => side.along[0] >= column[0] && side.along[1] <= column[1])
    .map((side) => ({ ...side, far: [Math.round(far(side.across, across) / ROW), far(side.along, along)] }))
    .toSorted((a, b) => a.far[0] - b.far[0] || a.far[1] - b.far[1])[0].line;
}

// before the first character whose middle lies behind the point
function offset(line, x, y) {
  const isDown = line.classList.contains("down"), node = line.firstChild, range = document.createRange();
  let at = 0;
  for (const character of node.data) {
    range.setStart(node, at);
    range.setEnd(node, at + character.length);
    const { left, top, width, height } = range.getBoundingClientRect();
    if (isDown ? top + height / 2 > y : left + width / 2 > x) return at;
    at += character.length;
  }
  return at;
}
