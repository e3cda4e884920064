// Words looked for on the pages: the lines of text come from the pages themselves.

import { byId, say, typing } from "./dom.js";
import { words } from "./words.js";

export class Finder {
  constructor(pages, view) {
    this.pages = pages;
    this.view = view;
    this.hits = [];
    this.at = -1;
    this.input = byId("find");
    this.input.addEventListener("input", () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.look(), 150); });
    this.input.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("keydown", (event) => {
      const wanted = (event.key === "f" || event.key === "/") && !typing(event);
      if (wanted) { event.preventDefault(); this.input.focus(); this.input.select(); }
    });
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter") { event.preventDefault(); this.step(event.shiftKey ? -1 : 1); }
    if (event.key === "Escape") { this.input.value = ""; this.look(); byId("table").focus(); }
  }

  again() {
    if (this.input.value) this.look(true);
  }

  async look(quietly = false) {
    const wanted = this.input.value.replace(/\s+/g, "");
    const turn = (this.turn = (this.turn ?? 0) + 1);
    this.hits = [];
    this.at = -1;
    byId("found").textContent = "";
    this.pages.root.querySelectorAll(".hit").forEach((each) => each.remove());
    if (!wanted) return;
    const every = await Promise.all(this.pages.sheets.map((sheet) => this.pages.lines(sheet.picture)));
    if (turn !== this.turn) return;
    every.forEach((lines, number) => this.hits.push(...found(lines, wanted, number + 1)));
    this.hits.forEach((hit) => hit.boxes.forEach((box) => this.pages.frame(box, "hit")));
    byId("found").textContent = this.hits.length ? `${this.hits.length}` : words.found_none;
    if (!quietly) this.step(1);
  }

  step(direction) {
    if (this.hits.length === 0) return;
    this.at = (this.at + direction + this.hits.length) % this.hits.length;
    byId("found").textContent = say(words.found, { number: this.at + 1, count: this.hits.length });
    this.view.reveal(this.hits[this.at].boxes[0]);
  }
}

// where the words stand, also where they run from one line to the next
function found(lines, wanted, page) {
  const chars = [];
  lines.forEach(([text, x, y, width, height]) => {
    const every = [...text];
    every.forEach((char, at) => {
      if (!char.trim()) return;
      const box = height > width && every.length > 1
        ? { page, x, y: y + (at * height) / every.length, width, height: height / every.length }
        : { page, x: x + (at * width) / every.length, y, width: width / every.length, height };
      chars.push({ char, box });
    });
  });
  const text = chars.map(({ char }) => char).join("").toLowerCase();
  const hits = [];
  for (let at = text.indexOf(wanted.toLowerCase()); at >= 0 && hits.length < 500; at = text.indexOf(wanted.toLowerCase(), at + 1)) {
    hits.push({ boxes: joined(chars.slice(at, at + wanted.length).map(({ box }) => box)) });
  }
  return hits;
}

function joined(boxes) {
  return boxes.reduce((done, box) => {
    const last = done.at(-1);
    if (last && Math.abs(last.y - box.y) < 1 && box.x >= last.x) last.width = box.x + box.width - last.x;
    else if (last && Math.abs(last.x - box.x) < 1 && Math.abs(last.y + last.height - box.y) < 1) last.height = box.y + box.height - last.y;
    else done.push({ ...box });
    return done;
  }, []);
}
