// The side: where in the manuscript a click led, what is wrong, and what is wrong with the last save.

import { byId, make, say } from "./dom.js";
import { words } from "./words.js";

const SEVERITIES = ["error", "warning", "note"];

export class Side {
  constructor(reveal) {
    this.reveal = reveal;
    this.findings = "";
    this.trouble = "";
    const narrow = matchMedia("(max-width: 760px)");
    const kept = localStorage.getItem("side");
    this.open(kept === null ? !narrow.matches : kept === "open" && !narrow.matches);
    byId("toggle").addEventListener("click", () => {
      this.open(byId("side").hidden);
      localStorage.setItem("side", byId("side").hidden ? "closed" : "open");
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && narrow.matches) this.open(false);
    });
  }

  open(wanted) {
    byId("side").hidden = !wanted;
    byId("toggle").setAttribute("aria-expanded", wanted);
    dispatchEvent(new Event("resize"));
  }

  // how many errors there are, for the tab's title
  wrong({ findings, trouble }) {
    return [...findings, ...trouble].filter(({ severity }) => severity === "error").length;
  }

  show({ findings, trouble, sheets }) {
    // drawn anew only when they differ, so that the keyboard's focus stays where it is
    const told = JSON.stringify(findings);
    if (told !== this.findings) this.list(findings);
    this.findings = told;
    this.count([...findings, ...trouble]);
    const wrong = JSON.stringify([trouble, sheets.length > 0]);
    if (wrong !== this.trouble) this.alarm(trouble, sheets.length > 0);
    this.trouble = wrong;
  }

  list(findings) {
    const groups = SEVERITIES.map((severity) => [severity, findings.filter((each) => each.severity === severity)])
      .filter(([, group]) => group.length > 0);
    const opened = new Map([...byId("findings").querySelectorAll("details")].map((d) => [d.dataset.severity, d.open]));
    byId("findings").replaceChildren(...groups.map(([severity, group]) => {
      const summary = make("summary", { className: severity, textContent: `${words[severity]} ${group.length}` });
      const details = make("details", { open: opened.get(severity) ?? severity !== "note" },
        summary, make("ul", {}, ...group.map((each) => make("li", {}, this.finding(each)))));
      details.dataset.severity = severity;
      return details;
    }));
    if (groups.length === 0) byId("findings").append(make("p", { className: "hint", textContent: words.none }));
  }

  count(all) {
    const counts = ["error", "warning"].map((each) => [each, all.filter(({ severity }) => severity === each).length]);
    byId("tally").replaceChildren(...counts.filter(([, count]) => count > 0).map(([severity, count]) =>
      make("span", { className: severity, textContent: count, title: words[severity] })));
  }

  finding({ message, place, remedy, box }) {
    const parts = [
      make("span", { className: "message", textContent: message }),
      place ? make("span", { className: "at", textContent: place }) : null,
      remedy ? make("span", { className: "remedy", textContent: say(words.remedy, { remedy }) }) : null,
    ];
    if (!box) return make("div", { className: "finding" }, ...parts);
    const button = make("button", { type: "button", className: "finding" }, ...parts);
    button.addEventListener("click", () => this.reveal(box));
    return button;
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
    const parts = place
      ? [make("p", { className: "at", textContent: place }), text ? make("p", { className: "raw", textContent: text, tabIndex: 0 }) : null]
      : [make("p", { className: "hint", textContent: words.source_none })];
    byId("source").replaceChildren(...parts.filter((part) => part !== null));
    byId("side").scrollTop = 0;
  }
}
