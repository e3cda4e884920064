// How the publication is looked at: its layout, what it is made for, and tokens to try out.

import { byId, make, post, toast } from "./dom.js";
import { words } from "./words.js";

const PROFILES = ["", "print", "screen", "proof"];
const MM = 72 / 25.4;

export class Look {
  constructor() {
    this.root = byId("panel-look");
    this.told = "";
  }

  show(look) {
    const told = JSON.stringify([look.layout, look.layouts, look.profile, look.tried, look.controls.map(({ name }) => name)]);
    this.look = look;
    this.tried = { ...look.tried };
    if (told === this.told || this.root.contains(document.activeElement)) return;
    this.told = told;
    this.draw(look);
  }

  draw(look) {
    const layouts = select("layout", words.look, look.layouts.map(({ name, title }) => [name, title]), look.layout);
    layouts.input.addEventListener("change", () => { this.tried = {}; this.ask({ layout: layouts.input.value }); });
    const kinds = PROFILES.map((name) => [name, words[`profile_${name || "own"}`]]);
    const profiles = select("profile", words.profile, kinds, look.profile);
    profiles.input.addEventListener("change", () => this.ask({ profile: profiles.input.value }));
    const copy = make("button", { type: "button", className: "plain", textContent: words.copy, id: "copy" });
    copy.addEventListener("click", () => this.copy());
    const reset = make("button", { type: "button", className: "plain", textContent: words.reset, id: "reset" });
    reset.addEventListener("click", () => { this.told = ""; this.tried = {}; reset.blur(); this.ask({}); });
    this.root.replaceChildren(
      layouts.row, profiles.row,
      make("h2", { textContent: words.try }), make("p", { className: "hint", textContent: words.try_hint }),
      ...look.controls.map((control) => this.control(control)),
      make("div", { className: "row sticky" }, copy, reset),
    );
  }

  control(control) {
    const { name, title, kind, value, low, high, choices } = control;
    const id = `token-${name}`;
    const label = make("label", { htmlFor: id, textContent: title });
    const row = make("div", { className: "control" }, label);
    const changed = (input, read) => input.addEventListener("change", () => {
      this.tried[name] = read();
      this.ask({});
    });
    if (kind === "boolean" || kind === "choice" || kind === "face") {
      const every = kind === "boolean" ? ["true", "false"] : choices.length ? choices : ["song", "hei", "kai"];
      const input = make("select", { id }, ...every.map((each) => make("option", { value: each, textContent: { true: words.yes, false: words.no }[each] ?? words[`choice_${each}`] ?? each })));
      input.value = String(value);
      changed(input, () => (kind === "boolean" ? input.value === "true" : input.value));
      row.append(input);
    } else if (kind === "colour") {
      const input = make("input", { id, type: "color", value: /^#[0-9a-f]{6}$/i.test(value) ? value : "#000000" });
      changed(input, () => input.value);
      row.append(input);
    } else {
      const figure = make("output", { htmlFor: id, textContent: shown(kind, value, name) });
      const [from, to] = [low ?? 0, high ?? Math.max(Number(value) * 3, 10)];
      const step = kind === "integer" ? 1 : kind === "length" ? 0.25 : (to - from) / 100;
      const input = make("input", { id, type: "range", min: from, max: to, step, value });
      input.addEventListener("input", () => { figure.textContent = shown(kind, Number(input.value), name); });
      changed(input, () => (kind === "length" ? `${Number(input.value)}pt` : Number(input.value)));
      row.append(input, figure);
    }
    return row;
  }

  async ask(changes) {
    const { layout, profile } = this.look;
    const told = await post("/look", { layout, profile, tokens: this.tried, ...changes });
    if (!told.ok) toast(told.error?.[0]?.message ?? words.failed);
  }

  async copy() {
    const rows = Object.entries(this.tried).map(([name, value]) => `  ${name}: ${typeof value === "string" && value.startsWith("#") ? `"${value}"` : value}`);
    const text = ["tokens:", ...rows].join("\n") + "\n";
    try {
      await navigator.clipboard.writeText(text);
      toast(`${words.copied}: ${rows.map((row) => row.trim()).join(", ")}`);
    } catch {
      toast(text);
    }
  }
}

// lengths as people who set type say them: type in points, margins in millimetres too
function shown(kind, value, name) {
  if (kind !== "length") return `${Math.round(value * 100) / 100}`;
  const points = `${Math.round(value * 100) / 100} pt`;
  return /size|leading|gap/.test(name) ? points : `${(value / MM).toFixed(1)} mm`;
}

function select(id, label, options, value) {
  const input = make("select", { id }, ...options.map(([name, title]) => make("option", { value: name, textContent: title })));
  input.value = value;
  return { input, row: make("div", { className: "control" }, make("label", { htmlFor: id, textContent: label }), input) };
}
