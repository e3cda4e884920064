// The pages on the table: pictures are asked for when they come into view, and stay until their
// successors are decoded, so that nothing blinks.

import { make, say } from "./dom.js";
import { words } from "./words.js";

// as publisher.preview.pictures.WIDTHS
const WIDTHS = [16, 4096];

export class Pages {
  constructor(root, scroller, clicked) {
    this.root = root;
    this.clicked = clicked;
    this.sheets = [];
    this.revision = 0;
    this.run = "";
    this.inView = new Set();
    this.watcher = new IntersectionObserver((entries) => this.seen(entries), {
      root: scroller, rootMargin: "60% 0px",
    });
  }

  // true when there was something new to show
  show({ run, revision, sheets, rightBound }) {
    if (run === this.run && revision === this.revision) return false;
    const first = this.revision === 0;
    Object.assign(this, { run, revision });
    const before = new Set(this.sheets.map((sheet) => sheet.picture));
    this.sheets = sheets;
    this.root.classList.toggle("right", rightBound);
    this.fill(sheets.length);
    sheets.forEach((sheet, number) => {
      this.set(this.root.children[number], sheet, number);
      if (!first && !before.has(sheet.picture)) flash(this.root.children[number]);
    });
    this.mark(null);
    this.draw();
    return true;
  }

  // how many pages stand before the first one in its spread: one where an odd page begins. Counted
  // from there, for while a longer article is not followed by the rest yet a folio may come twice
  get before() {
    return Number(this.sheets[0]?.folio) % 2 === 0 ? 0 : 1;
  }

  isVerso(number) {
    return (number + this.before) % 2 === 0;
  }

  fill(count) {
    while (this.root.children.length > count) {
      this.watcher.unobserve(this.root.lastChild);
      this.inView.delete(this.root.lastChild);
      this.root.lastChild.remove();
    }
    while (this.root.children.length < count) {
      const paper = make("div", { className: "paper" });
      const page = make("figure", { className: "page" }, paper, make("figcaption"));
      const number = this.root.children.length;
      paper.addEventListener("click", (event) => this.point(event, paper, number));
      this.root.append(page);
      this.watcher.observe(page);
    }
  }

  set(page, sheet, number) {
    page.dataset.picture = sheet.picture;
    page.classList.toggle("verso", this.isVerso(number));
    page.style.setProperty("--w", sheet.width);
    page.style.setProperty("--h", sheet.height);
    page.querySelector("figcaption").textContent = sheet.folio;
    page.dataset.alt = say(words.page_of, { number: number + 1, count: this.sheets.length });
    const picture = page.querySelector("img");
    if (picture) picture.alt = page.dataset.alt;
  }

  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.inView.add(target);
      else this.inView.delete(target);
    }
    this.draw();
    this.looked?.();
  }

  // of the pages in or near the window, from 0
  numbers() {
    return [...this.root.children].flatMap((page, number) => (this.inView.has(page) ? [number] : []));
  }

  url(number, width) {
    return `/pages/${this.run}/${this.sheets[number].picture}/${width}.png`;
  }

  // pictures for all pages in view, those nearest to the middle of the window first
  draw() {
    const middle = innerHeight / 2;
    const far = (page) => {
      const { top, bottom } = page.getBoundingClientRect();
      return Math.abs((top + bottom) / 2 - middle);
    };
    [...this.inView].sort((a, b) => far(a) - far(b)).forEach((page) => this.load(page));
  }

  async load(page) {
    const paper = page.firstChild;
    const pixels = Math.round(paper.clientWidth * devicePixelRatio);
    const wanted = `${page.dataset.picture}/${Math.min(Math.max(pixels, WIDTHS[0]), WIDTHS[1])}`;
    if (page.dataset.wanted === wanted) return;
    page.dataset.wanted = wanted;
    const picture = make("img", { alt: page.dataset.alt, src: `/pages/${this.run}/${wanted}.png`, draggable: false });
    try {
      await picture.decode();
    } catch {
      // outdated on the way: its successor is already announced
      if (page.dataset.wanted === wanted) delete page.dataset.wanted;
      return;
    }
    if (page.dataset.wanted !== wanted) return;
    paper.querySelector("img")?.remove();
    paper.prepend(picture);
    page.dataset.shown = page.dataset.picture;
    this.letter(page);
  }

  // the text of a page, unseen over its picture, to be selected and copied
  async letter(page) {
    const { picture } = page.dataset;
    if (page.dataset.lettered === picture) return;
    page.dataset.lettered = picture;
    const lines = await this.lines(picture);
    const number = [...this.root.children].indexOf(page);
    const sheet = this.sheets[number];
    if (page.dataset.picture !== picture || !sheet) return;
    const layer = make("div", { className: "letters" }, ...lines.map(([text, x, y, width, height, furniture]) => {
      const line = make("span", { className: "line", textContent: text });
      line.style.left = share(x, sheet.width);
      line.style.top = share(y, sheet.height);
      const down = height > width && [...text].length > 1;
      line.classList.toggle("down", down);
      line.classList.toggle("furniture", furniture);
      line.style.setProperty("--size", (down ? width : height) * 0.8);
      line.dataset.long = down ? height : width;
      line.dataset.size = down ? width : Math.max(height, [...text].length > 1 ? 0 : width);
      return line;
    }));
    page.querySelector(".letters")?.remove();
    page.firstChild.append(layer);
    // measured all at once, then stretched all at once
    const scale = parseFloat(getComputedStyle(this.root).getPropertyValue("--scale"));
    const isDown = (line) => line.classList.contains("down");
    const long = [...layer.children].map((line) => (isDown(line) ? line.offsetHeight : line.offsetWidth));
    [...layer.children].forEach((line, at) => {
      if (long[at]) line.style.transform = `scale${isDown(line) ? "Y" : "X"}(${(line.dataset.long * scale) / long[at]})`;
    });
  }

  // [text, x, y, width, height, furniture] of every line of a page, kept by what the page shows
  async lines(picture) {
    this.known ??= new Map();
    if (!this.known.has(picture)) {
      this.known.set(picture, fetch(`/lines/${this.run}/${picture}`).then((answer) => (answer.ok ? answer.json() : [])).catch(() => []));
      if (this.known.size > 1200) this.known.delete(this.known.keys().next().value);
    }
    return this.known.get(picture);
  }

  // a point in the middle of a line of the text layer
  pointOf(line) {
    const page = line.closest(".page");
    const number = [...this.root.children].indexOf(page);
    const own = line.getBoundingClientRect(), paper = page.firstChild.getBoundingClientRect();
    const sheet = this.sheets[number];
    const x = ((own.left + Math.min(own.width / 2, 12) - paper.left) / paper.width) * sheet.width;
    const y = ((own.top + own.height / 2 - paper.top) / paper.height) * sheet.height;
    return { page: number + 1, x, y };
  }

  point(event, paper, number) {
    if (String(getSelection()).trim()) return; // words were selected, no place was meant
    const { left, top, width, height } = paper.getBoundingClientRect();
    const sheet = this.sheets[number];
    const x = ((event.clientX - left) / width) * sheet.width;
    const y = ((event.clientY - top) / height) * sheet.height;
    this.clicked(number + 1, x, y);
  }

  // draws a frame around a box (its pages count from 1); null takes it away
  mark(box) {
    this.root.querySelector(".mark")?.remove();
    return box && this.frame(box, "mark");
  }

  // a frame of a class around a box
  frame(box, className) {
    const sheet = this.sheets[box.page - 1];
    if (!sheet) return null;
    const mark = make("span", { className });
    mark.style.left = share(box.x, sheet.width);
    mark.style.top = share(box.y, sheet.height);
    mark.style.width = share(box.width, sheet.width);
    mark.style.height = share(box.height, sheet.height);
    this.root.children[box.page - 1].firstChild.append(mark);
    return mark;
  }
}

function share(part, whole) {
  return `${(100 * part) / whole}%`;
}

function flash(page) {
  page.classList.remove("fresh");
  void page.offsetWidth; // begins the animation anew where one is still running
  page.classList.add("fresh");
  page.addEventListener("animationend", () => page.classList.remove("fresh"), { once: true });
}
