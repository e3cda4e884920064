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
  }

  point(event, paper, number) {
    const { left, top, width, height } = paper.getBoundingClientRect();
    const sheet = this.sheets[number];
    const x = ((event.clientX - left) / width) * sheet.width;
    const y = ((event.clientY - top) / height) * sheet.height;
    this.clicked(number + 1, x, y);
  }

  // draws a frame around a box (its pages count from 1); null takes it away
  mark(box) {
    this.root.querySelector(".mark")?.remove();
    const sheet = box && this.sheets[box.page - 1];
    if (!sheet) return null;
    const mark = make("span", { className: "mark" });
    const share = (part, whole) => `${(100 * part) / whole}%`;
    mark.style.left = share(box.x, sheet.width);
    mark.style.top = share(box.y, sheet.height);
    mark.style.width = share(box.width, sheet.width);
    mark.style.height = share(box.height, sheet.height);
    this.root.children[box.page - 1].firstChild.append(mark);
    return mark;
  }
}

function flash(page) {
  page.classList.remove("fresh");
  void page.offsetWidth; // begins the animation anew where one is still running
  page.classList.add("fresh");
  page.addEventListener("animationend", () => page.classList.remove("fresh"), { once: true });
}
