// The further tools of the page's head. Each is a module of its own that exports `tool`:
//
//   { id: "overlays",        // also the button's id
//     label: words.overlays, // what the button says
//     key: "o",              // the key that switches it; optional
//     wide: false,           // true: the tool covers the pages with a stage of its own
//     start(desk) {},        // once, when the page has opened
//     on(desk, place) {},    // switched on; `place` is the stage of a wide tool, else null
//     off(desk) {},          // switched off
//     build(desk) {},        // a new build is shown; desk.state is it
//     look(desk) {} }        // other pages have come into view, or their size has changed
//
// All but id, label and on may be left out. `build` and `look` are called only while it is on.
// Of wide tools one is on at a time, and Escape switches it off.

import { byId, make } from "./dom.js";
import { tool as book } from "./book.js";
import { tool as compare } from "./compare.js";
import { tool as overlays } from "./overlays.js";

const TOOLS = [overlays, compare, book];

// What a tool may use:
//   desk.state          the newest state, as /events tells it (null before the first)
//   desk.inView()       numbers, from 0, of the pages in or near the window
//   desk.paper(number)  the element of a page; positions in it are shares of the trimmed page
//   desk.scale()        CSS pixels of a point
//   desk.url(number, w) the address of a page's picture, so many pixels wide
//   desk.reveal(box)    leads to a box {page (from 1), x, y, width, height} in points
//   desk.token          to be sent as the header x-token with every POST
export class Tools {
  constructor(desk) {
    this.desk = desk;
    this.active = new Set();
    this.buttons = new Map(TOOLS.map((tool) => [tool, this.button(tool)]));
    for (const tool of TOOLS) tool.start?.(desk);
    document.addEventListener("keydown", (event) => this.key(event));
  }

  button(tool) {
    const button = make("button", { type: "button", id: tool.id, textContent: tool.label });
    button.setAttribute("aria-pressed", false);
    if (tool.key) button.setAttribute("aria-keyshortcuts", tool.key);
    button.addEventListener("click", () => this.toggle(tool));
    byId("more").append(button);
    return button;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    const wide = [...this.active].find((tool) => tool.wide);
    const tool = event.key === "Escape" ? wide : TOOLS.find(({ key }) => key && key === event.key.toLowerCase());
    if (!tool || event.defaultPrevented) return;
    event.preventDefault();
    this.toggle(tool);
  }

  toggle(tool) {
    if (this.active.has(tool)) return this.off(tool);
    if (tool.wide) for (const other of this.active) if (other.wide) this.off(other);
    this.active.add(tool);
    this.buttons.get(tool).setAttribute("aria-pressed", true);
    tool.on(this.desk, tool.wide ? this.stage(tool) : null);
    this.tell("build", [tool]);
    this.tell("look", [tool]);
  }

  off(tool) {
    this.active.delete(tool);
    this.buttons.get(tool).setAttribute("aria-pressed", false);
    tool.off?.(this.desk);
    if (tool.wide) {
      byId(`${tool.id}-stage`).remove();
      byId("table").hidden = false;
      byId("table").focus();
    }
  }

  // an empty element over the whole table
  stage(tool) {
    const stage = make("section", { id: `${tool.id}-stage`, className: "stage", tabIndex: -1, ariaLabel: tool.label });
    byId("table").hidden = true;
    byId("table").after(stage);
    return stage;
  }

  build() {
    this.tell("build", this.active);
    this.tell("look", this.active);
  }

  look() {
    this.tell("look", this.active);
  }

  tell(what, tools) {
    if (this.desk.state) for (const tool of tools) tool[what]?.(this.desk);
  }
}
