// How the pages are looked at: zoom, spreads, and the way from page to page.

import { byId } from "./dom.js";
import { words } from "./words.js";

const ACTUAL = 96 / 72; // CSS pixels of a point at 100 %
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];
const NARROW = matchMedia("(max-width: 760px)");

export class View {
  constructor(pages) {
    this.pages = pages;
    this.table = byId("table");
    this.zoom = Number(localStorage.getItem("zoom")) || 0; // 0 fits the window
    this.spread = localStorage.getItem("spread") !== "no";
    this.current = 0;
    this.buttons();
    document.addEventListener("keydown", (event) => this.key(event));
    this.table.addEventListener("scroll", () => requestAnimationFrame(() => this.scrolled()), { passive: true });
    addEventListener("resize", () => this.refresh());
    new ResizeObserver(() => this.refresh()).observe(this.table);
    this.refresh();
  }

  buttons() {
    const actions = {
      previous: () => this.turn(-1),
      next: () => this.turn(1),
      smaller: () => this.scale(-1),
      larger: () => this.scale(1),
      fit: () => this.setZoom(0),
      spread: () => this.toggleSpread(),
    };
    for (const [id, act] of Object.entries(actions)) byId(id).addEventListener("click", act);
    byId("number").addEventListener("change", () => this.go(Number(byId("number").value) - 1));
    byId("number").addEventListener("focus", () => byId("number").select());
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select, [role=tab], #lines")) return;
    const act = this.action(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  }

  action(key) {
    const onward = this.pages.root.classList.contains("right") ? -1 : 1;
    const wide = this.table.scrollWidth > this.table.clientWidth + 1;
    const tall = this.rowHeight() > this.table.clientHeight * 1.15;
    return {
      ArrowRight: wide ? null : () => this.turn(onward),
      ArrowLeft: wide ? null : () => this.turn(-onward),
      PageDown: tall ? () => this.screen(1) : () => this.turn(1),
      PageUp: tall ? () => this.screen(-1) : () => this.turn(-1),
      Home: () => this.go(0),
      End: () => this.go(this.pages.sheets.length - 1),
      "+": () => this.scale(1),
      "=": () => this.scale(1),
      "-": () => this.scale(-1),
      0: () => this.setZoom(0),
      t: () => document.dispatchEvent(new Event("thumbs")),
      s: () => this.toggleSpread(),
      S: () => this.toggleSpread(),
    }[key];
  }

  isSpread() {
    return this.spread && !NARROW.matches && this.pages.sheets.length > 1;
  }

  toggleSpread() {
    this.spread = !this.spread;
    localStorage.setItem("spread", this.spread ? "yes" : "no");
    const page = this.current;
    this.refresh();
    this.go(page);
  }

  scale(direction) {
    const now = this.factor() / ACTUAL;
    const steps = direction > 0 ? STEPS : [...STEPS].reverse();
    const next = steps.find((step) => (step - now) * direction > 0.01);
    if (next) this.setZoom(next);
  }

  setZoom(zoom) {
    this.zoom = zoom;
    localStorage.setItem("zoom", zoom);
    this.refresh();
  }

  // CSS pixels of a point
  factor() {
    if (this.zoom) return this.zoom * ACTUAL;
    const sheets = this.pages.sheets;
    if (sheets.length === 0) return ACTUAL;
    const width = Math.max(...sheets.map((sheet) => sheet.width)) * (this.isSpread() ? 2 : 1);
    const height = Math.max(...sheets.map((sheet) => sheet.height));
    const style = getComputedStyle(this.pages.root);
    const room = this.table.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const across = room / width;
    const down = (this.table.clientHeight - 76) / height;
    return Math.max(NARROW.matches ? across : Math.min(across, down), 0.2);
  }

  // after new pages, a new zoom, another size of the window: the place that is read stays in view
  refresh() {
    if (this.isCovered()) return;
    const { scrollHeight, clientHeight, scrollTop } = this.table;
    const middle = (scrollTop + clientHeight / 2) / scrollHeight;
    const before = this.pages.root.dataset.layout;
    const factor = this.factor();
    const layout = `${factor} ${this.isSpread()}`;
    if (before !== layout) {
      this.pages.root.dataset.layout = layout;
      this.pages.root.style.setProperty("--scale", factor);
      this.pages.root.classList.toggle("spread", this.isSpread());
      if (before && scrollTop > 0) this.table.scrollTop = middle * this.table.scrollHeight - clientHeight / 2;
      clearTimeout(this.drawing);
      this.drawing = setTimeout(() => this.pages.draw(), 120);
      this.looked?.();
    }
    const percent = `${Math.round((factor / ACTUAL) * 100)}%`;
    byId("zoom").textContent = percent;
    byId("fit").setAttribute("aria-label", `${words.zoom} ${percent} · ${words.fit}`);
    byId("spread").setAttribute("aria-pressed", this.spread);
    this.scrolled();
  }

  // by the stage of a wide tool: what it measures now is nothing
  isCovered() {
    return this.table.hidden;
  }

  rowHeight() {
    return this.pages.root.firstElementChild?.offsetHeight ?? 0;
  }

  // the row after or before the one that is read
  turn(direction) {
    const row = (number) => (this.isSpread() ? Math.floor((number + this.pages.before) / 2) : number);
    const first = (number) => (this.isSpread() ? Math.max(2 * number - this.pages.before, 0) : number);
    this.go(first(Math.max(row(this.current) + direction, 0)));
  }

  screen(direction) {
    this.table.scrollBy({ top: direction * this.table.clientHeight * 0.9 });
  }

  go(number) {
    const wanted = Math.min(Math.max(Math.round(number) || 0, 0), this.pages.sheets.length - 1);
    const page = this.pages.root.children[wanted];
    if (!page) return;
    this.table.scrollTop = page.offsetTop - Math.min(28, Math.max((this.table.clientHeight - page.offsetHeight) / 2, 12));
    this.scrolled();
  }

  // leads to a box on a page and marks it
  reveal(box) {
    const mark = this.pages.mark(box);
    mark?.scrollIntoView({ block: "center", inline: "center" });
  }

  scrolled() {
    if (this.isCovered()) return;
    const pages = [...this.pages.root.children];
    const line = this.table.scrollTop + this.table.clientHeight * 0.4;
    const at = pages.findIndex((page) => page.offsetTop + page.offsetHeight > line);
    this.current = at < 0 ? Math.max(pages.length - 1, 0) : at;
    if (document.activeElement !== byId("number")) byId("number").value = pages.length ? this.current + 1 : "";
    byId("count").textContent = `/ ${pages.length || "–"}`;
    if (at !== this.told) this.moved?.();
    this.told = at;
  }
}
