// The small pages at the left: where one is, and the way to every other.

import { byId, make, say } from "./dom.js";
import { words } from "./words.js";

const WIDTH = 84; // CSS pixels of a small page

export class Thumbs {
  constructor(pages, view) {
    this.pages = pages;
    this.view = view;
    this.root = byId("thumbs");
    this.watcher = new IntersectionObserver((entries) => this.seen(entries), { root: this.root, rootMargin: "100% 0px" });
    byId("thumbs-toggle").addEventListener("click", () => this.toggle());
    document.addEventListener("thumbs", () => this.toggle());
    this.root.hidden = localStorage.getItem("thumbs") !== "open";
    byId("thumbs-toggle").setAttribute("aria-pressed", !this.root.hidden);
  }

  toggle() {
    this.root.hidden = !this.root.hidden;
    localStorage.setItem("thumbs", this.root.hidden ? "closed" : "open");
    byId("thumbs-toggle").setAttribute("aria-pressed", !this.root.hidden);
    this.show();
  }

  show() {
    if (this.root.hidden) return;
    const { sheets } = this.pages;
    while (this.root.children.length > sheets.length) this.root.lastChild.remove();
    sheets.forEach((sheet, number) => {
      const button = this.root.children[number] ?? this.button(number);
      if (button.dataset.picture === sheet.picture) return;
      button.dataset.picture = sheet.picture;
      button.querySelector("span").textContent = sheet.folio;
      button.setAttribute("aria-label", say(words.page_of, { number: number + 1, count: sheets.length }));
      const picture = button.querySelector("img");
      picture.width = WIDTH;
      picture.height = Math.round((WIDTH * sheet.height) / sheet.width);
      picture.removeAttribute("src");
      this.watcher.unobserve(button);
      this.watcher.observe(button);
    });
    this.follow();
  }

  button(number) {
    const button = make("button", { type: "button" }, make("img", { alt: "", draggable: false }), make("span"));
    button.addEventListener("click", () => this.view.go(number));
    this.root.append(button);
    return button;
  }

  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const picture = target.querySelector("img");
      const number = [...this.root.children].indexOf(target);
      if (!isIntersecting || picture.hasAttribute("src") || number < 0 || !this.pages.sheets[number]) continue;
      picture.src = this.pages.url(number, Math.round(WIDTH * devicePixelRatio));
    }
  }

  follow() {
    if (this.root.hidden) return;
    [...this.root.children].forEach((button, number) => {
      if (number === this.view.current) button.setAttribute("aria-current", "page");
      else button.removeAttribute("aria-current");
    });
    this.root.children[this.view.current]?.scrollIntoView({ block: "nearest" });
  }
}
