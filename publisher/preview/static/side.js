// The side: where in the manuscript a click led, what is wrong, and what is wrong with the last save.

import { byId, make, say, typing } from "./dom.js";
import { words } from "./words.js";

const SEVERITIES = ["error", "warning", "note"];
const TABS = ["text", "findings", "look"];

export class Side {
  // mend and settle tell whether they could do it
  constructor(reveal, toText, mend, settle) {
    Object.assign(this, { reveal, toText, mend, settle });
    this.findings = [];
    this.opened = new Map(); // groups that were opened or closed by hand
    this.told = "";
    this.trouble = "";
    const narrow = matchMedia("(max-width: 760px)");
    const kept = localStorage.getItem("side");
    this.open(kept === null ? !narrow.matches : kept === "open" && !narrow.matches);
    byId("toggle").addEventListener("click", () => this.toggle("findings"));
    byId("filter").addEventListener("input", () => this.list());
    TABS.forEach((name) => byId(`tab-${name}`).addEventListener("click", () => this.tab(name)));
    byId("tabs").addEventListener("keydown", (event) => this.tabKey(event));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && narrow.matches) this.open(false);
      if (!typing(event)) this.key(event);
    });
    this.tab(localStorage.getItem("tab") ?? "text");
  }

  // away where it is in view, with a tab where one is named
  toggle(tab = this.at) {
    const wanted = byId("side").hidden || this.at !== tab;
    if (wanted) this.tab(tab);
    this.open(wanted);
    localStorage.setItem("side", byId("side").hidden ? "closed" : "open");
  }

  open(wanted) {
    byId("side").hidden = !wanted;
    byId("toggle").setAttribute("aria-expanded", wanted);
    dispatchEvent(new Event("resize"));
  }

  tab(name) {
    if (byId("side").hidden && this.at) this.open(true);
    this.at = TABS.includes(name) ? name : "text";
    localStorage.setItem("tab", this.at);
    for (const each of TABS) {
      byId(`tab-${each}`).setAttribute("aria-selected", each === this.at);
      byId(`tab-${each}`).tabIndex = each === this.at ? 0 : -1;
      byId(`panel-${each}`).hidden = each !== this.at;
    }
  }

  tabKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    this.tab(TABS.at((TABS.indexOf(this.at) + step) % TABS.length));
    byId(`tab-${this.at}`).focus();
  }

  // p: the panel; j, k: from finding to finding; a, r: accept or refuse the one in hand
  key(event) {
    const step = { j: 1, k: -1 }[event.key];
    if (event.key === "p") { event.preventDefault(); this.toggle(); }
    if (step) {
      event.preventDefault();
      this.tab("findings");
      const every = this.every();
      const at = every.indexOf(document.activeElement.closest?.("button.finding"));
      const next = every.at(Math.max(Math.min(at < 0 ? 0 : at + step, every.length - 1), 0));
      next?.focus();
      next?.click();
    }
    const choice = { a: ".accept", r: ".refuse" }[event.key];
    const button = choice && document.activeElement.closest?.("li:not(.decided)")?.querySelector(choice);
    if (button) { event.preventDefault(); button.click(); }
  }

  // the findings that can be reached by key, in their order
  every() {
    return [...byId("findings").querySelectorAll("details[open] li:not(.decided) button.finding")];
  }

  // dimmed until the pages are anew; the next one is in hand at once
  async decide(item, doing) {
    const at = this.every().indexOf(item.querySelector("button.finding"));
    item.classList.add("decided");
    this.every().at(Math.min(at, this.every().length - 1))?.focus();
    if (!(await doing())) item.classList.remove("decided");
  }

  // how many errors there are, for the tab's title
  wrong({ findings, trouble }) {
    return [...findings, ...trouble].filter(({ severity }) => severity === "error").length;
  }

  show({ findings, trouble, sheets }) {
    // drawn anew only when they differ, so that the keyboard's focus stays where it is
    const told = JSON.stringify(findings);
    this.findings = findings;
    if (told !== this.told) this.list();
    this.told = told;
    this.count([...findings, ...trouble]);
    const wrong = JSON.stringify([trouble, sheets.length > 0]);
    if (wrong !== this.trouble) this.alarm(trouble, sheets.length > 0);
    this.trouble = wrong;
  }

  list() {
    const wanted = byId("filter").value.trim().toLowerCase();
    const every = this.findings.filter((each) => !wanted || [each.message, each.place, each.remedy, each.code].join("\n").toLowerCase().includes(wanted));
    const groups = SEVERITIES.map((severity) => [severity, every.filter((each) => each.severity === severity)])
      .filter(([, group]) => group.length > 0);
    for (const each of byId("findings").querySelectorAll("details")) this.opened.set(each.dataset.severity, each.open);
    const held = document.activeElement.closest?.("button.finding"), at = this.every().indexOf(held);
    byId("findings").replaceChildren(...groups.map(([severity, group]) => {
      const summary = make("summary", { className: severity, textContent: `${words[severity]} ${group.length}` });
      const details = make("details", { open: this.opened.get(severity) ?? (severity !== "note" || Boolean(wanted)) },
        summary, make("ul", {}, ...group.map((each) => this.item(each))));
      details.dataset.severity = severity;
      return details;
    }));
    byId("filter").hidden = this.findings.length === 0;
    if (groups.length === 0) byId("findings").append(make("p", { className: "hint", textContent: this.findings.length ? words.filter_none : words.none }));
    // the finding in hand stays in hand, wherever it stands now; else the one that took its place
    const shown = this.every(), same = shown.find((each) => each.dataset.key === held?.dataset.key);
    if (at >= 0) (same ?? shown.at(Math.min(at, shown.length - 1)))?.focus();
  }

  count(all) {
    const counts = ["error", "warning"].map((each) => [each, all.filter(({ severity }) => severity === each).length]);
    byId("tally").replaceChildren(...counts.filter(([, count]) => count > 0).map(([severity, count]) =>
      make("span", { className: severity, textContent: count, title: words[severity] })));
  }

  // in the list a place has its file's name alone; the folders are told where the pointer rests
  finding({ message, place, remedy, box, file, line, excerpt, key }, listed = false) {
    const parts = [
      make("span", { className: "message", textContent: message }),
      place ? make("span", { className: "at", title: place }, ...(listed ? brief(place) : [place])) : null,
      excerpt ? make("code", { className: "excerpt", textContent: excerpt.trim() }) : null,
      remedy ? make("span", { className: "remedy", textContent: say(words.remedy, { remedy }) }) : null,
    ];
    if (!box && !file) return make("div", { className: "finding" }, ...parts);
    const button = make("button", { type: "button", className: "finding" }, ...parts);
    button.dataset.key = key;
    button.addEventListener("click", () => {
      this.reveal(box, file, line);
      if (file && line) this.toText(file, line);
    });
    return button;
  }

  item(each) {
    const { fix, file, line, decides, key } = each;
    const item = make("li", {}, this.finding(each, true));
    const choice = (className, letter, text, doing) => {
      const button = make("button", { type: "button", className: `plain ${className}` }, text, " ", make("kbd", { textContent: letter }));
      button.addEventListener("click", () => this.decide(item, doing));
      return button;
    };
    const accept = fix && line
      ? choice("accept fix", "A", say(words.accept, { new: fix.new }), () => this.mend(file, line, fix.old, fix.new))
      : decides ? choice("accept", "A", words.settle, () => this.settle(key, false)) : null;
    const refuse = decides ? choice("refuse", "R", words[decides], () => this.settle(key, true)) : null;
    if (accept || refuse) item.append(make("div", { className: "choices" }, accept, refuse));
    return item;
  }

  // over the last good pages; may be put aside to look at them, until the next save
  alarm(trouble, havePages) {
    const hide = make("button", { type: "button", textContent: words.hide });
    hide.addEventListener("click", () => { byId("trouble").hidden = true; byId("table").focus(); });
    const head = make("div", { className: "alarm" },
      make("h2", { textContent: havePages ? words.trouble : words.trouble_first }), havePages ? hide : null);
    const items = trouble.map((each) => make("li", {}, this.finding(each)));
    byId("trouble").replaceChildren(head, make("ul", {}, ...items));
    byId("trouble").hidden = trouble.length === 0;
  }

  showSource({ place, text }) {
    if (byId("side").hidden) this.open(true);
    this.tab("text");
    const parts = place
      ? [make("p", { className: "at", textContent: place }), text ? make("p", { className: "raw", textContent: text, tabIndex: 0 }) : null]
      : [make("p", { className: "hint", textContent: words.source_none })];
    byId("source").replaceChildren(...parts.filter((part) => part !== null));
  }
}

// a place by its file's name, which may be cut short, and its line, which is not
function brief(place) {
  const [, name, line] = /^(?:.*\/)?(.*?)((?::\d+)*)$/.exec(place);
  return [make("span", { textContent: name }), make("span", { textContent: line })];
}
