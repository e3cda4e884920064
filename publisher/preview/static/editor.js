// The manuscript beside the page: its lines, the way to the page, and corrections written back.

import { byId, make, post, toast, typing } from "./dom.js";
import { selected } from "./selecting.js";
import { words } from "./words.js";

export class Editor {
  constructor(reveal, side, pages) {
    Object.assign(this, { reveal, side, pages });
    this.file = "";
    this.line = 1;
    this.stamp = "";
    this.text = "";
    this.saves = 0;
    this.area = byId("area");
    byId("file").addEventListener("change", () => this.show(byId("file").value, 1));
    byId("edit").addEventListener("click", () => this.edit());
    byId("save").addEventListener("click", () => this.save());
    byId("discard").addEventListener("click", () => this.stop());
    byId("undo").addEventListener("click", () => this.undo());
    byId("clean").addEventListener("click", () => this.clean());
    byId("lift").addEventListener("click", () => this.lift());
    byId("lines").addEventListener("click", (event) => this.toPage(event.target.closest("li")));
    byId("lines").addEventListener("keydown", (event) => this.walk(event));
    this.area.addEventListener("keydown", (event) => this.areaKey(event));
    byId("opener-run")?.addEventListener("click", () => this.open());
    byId("opener").value = localStorage.getItem("opener") ?? "";
    byId("opener").addEventListener("input", () => { localStorage.setItem("opener", byId("opener").value.trim()); this.link(); });
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("selectionchange", () => this.selected());
    addEventListener("beforeunload", (event) => { if (this.isChanged) event.preventDefault(); });
  }

  get isEditing() {
    return !this.area.hidden;
  }

  get isChanged() {
    return this.isEditing && this.area.value !== this.text;
  }

  key(event) {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      if (this.isEditing) this.save();
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !event.target.closest?.("input, textarea") && this.file) {
      event.preventDefault();
      this.undo();
    }
    if (typing(event)) return;
    if (event.key === "e" && this.file) { event.preventDefault(); this.side.tab("text"); this.edit(); }
    if (event.key === "q" && !byId("lift").hidden) { event.preventDefault(); this.lift(); }
  }

  // the files of a state; what was saved elsewhere is read again at once
  follow({ files, saves }) {
    const names = [...new Set(files)];
    const listed = [...byId("file").options].map(({ value }) => value);
    if (names.join("\n") !== listed.join("\n")) {
      byId("file").replaceChildren(...names.map((name) => make("option", { value: name, textContent: short(name, names) })));
      if (names.includes(this.file)) byId("file").value = this.file;
      else if (!this.isChanged) this.file = "";
    }
    if (names.includes(this.coming)) { this.show(this.coming, 1); this.coming = ""; }
    byId("editor").hidden = names.length === 0 && !this.file;
    if (!this.file && names.length) this.show(names[0], 1, false);
    else if (saves !== this.saves && this.file && !this.isEditing) this.read();
    this.saves = saves;
  }

  // whether a file is one of the manuscripts; settings are not edited here
  has(file) {
    return [...byId("file").options].some(({ value }) => value === file);
  }

  // a line of a file, in view
  async show(file, line, scroll = true) {
    if (!this.has(file)) return;
    if (this.isChanged && file !== this.file) return toast(words.discard + "?");
    const other = file !== this.file;
    Object.assign(this, { file, line });
    byId("file").value = file;
    if (other) { this.stop(); await this.read(); }
    this.markLine(scroll);
    this.link();
  }

  async read() {
    const asked = this.file;
    const answer = await fetch(`/text?${new URLSearchParams({ file: asked })}`);
    if (!answer.ok) return;
    const told = await answer.json();
    // what is being edited keeps the stamp that it was read with
    if (asked !== this.file || this.isEditing) return;
    if (told.stamp === this.stamp && told.text === this.text && told.file === this.shown) return this.buttons(told);
    Object.assign(this, { stamp: told.stamp, text: told.text, kind: told.kind, shown: told.file, path: told.path });
    this.draw(told.text);
    this.buttons(told);
    this.markLine(false);
    this.link();
  }

  draw(text) {
    const list = byId("lines"), rows = text.split("\n");
    // only what differs is drawn anew, so that a save costs next to nothing
    rows.forEach((row, at) => {
      const item = list.children[at] ?? list.appendChild(make("li"));
      if (item.textContent !== row) item.textContent = row;
    });
    while (list.children.length > rows.length) list.lastChild.remove();
  }

  buttons({ kind, undo }) {
    const plain = kind !== "paragraphs";
    byId("edit").hidden = !plain || this.isEditing;
    byId("clean").hidden = kind === "clean" || this.isEditing;
    byId("undo").hidden = !undo || this.isEditing;
  }

  markLine(scroll) {
    const list = byId("lines");
    list.querySelector("[aria-current]")?.removeAttribute("aria-current");
    const item = list.children[this.line - 1];
    item?.setAttribute("aria-current", "true");
    if (scroll && item) list.scrollTop = item.offsetTop - list.offsetTop - list.clientHeight / 3;
  }

  // from a line to the page
  async toPage(item) {
    if (!item || String(getSelection())) return;
    this.line = [...item.parentNode.children].indexOf(item) + 1;
    this.markLine(false);
    this.link();
    const answer = await fetch(`/spots?${new URLSearchParams({ file: this.file, line: this.line })}`);
    const box = answer.ok ? await answer.json() : null;
    if (box) this.reveal(box);
  }

  walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const rows = [...byId("lines").children];
    if (step) {
      event.preventDefault();
      event.stopPropagation();
      let at = this.line - 1 + step;
      while (rows[at] && !rows[at].textContent.trim()) at += step;
      if (rows[at]) { this.line = at + 1; this.markLine(true); }
    }
    if (event.key === "Enter") this.toPage(rows[this.line - 1]);
  }

  link() {
    const form = byId("opener").value.trim();
    const link = byId("opener-link");
    // a link that the editor has typed in; never one that runs here
    const safe = /^[a-z][a-z0-9+.-]*:/i.test(form) && !/^(javascript|data|blob|vbscript):/i.test(form);
    link.hidden = !safe || this.shown !== this.file;
    // who has typed in a link wants that one
    if (byId("opener-run")) byId("opener-run").hidden = safe;
    if (link.hidden) return;
    const path = this.path.split("/").map(encodeURIComponent).join("/");
    link.href = form.replaceAll("{path}", path).replaceAll("{line}", this.line);
  }

  // by the command that the preview was started with; a key held down opens one window, not many
  async open() {
    if (this.opening) return;
    this.opening = true;
    const told = await post("/open", { file: this.file, line: this.line });
    this.opening = false;
    if (!told.ok) toast(told.error?.[0]?.message ?? words.failed);
  }

  // ── corrections ──

  async edit() {
    if (this.shown !== this.file) await this.read();
    if (this.shown !== this.file || this.isEditing) return;
    if (this.kind === "paragraphs") return toast(words.read_only);
    this.area.value = this.text;
    this.toggle(true);
    const at = this.text.split("\n").slice(0, this.line - 1).join("\n").length + (this.line > 1 ? 1 : 0);
    this.area.focus();
    this.area.setSelectionRange(at, at);
    this.area.scrollTop = (this.area.scrollHeight * at) / Math.max(this.text.length, 1) - this.area.clientHeight / 3;
  }

  toggle(editing) {
    this.area.hidden = !editing;
    byId("lines").hidden = editing;
    for (const id of ["save", "discard"]) byId(id).hidden = !editing;
    if (editing) for (const id of ["edit", "clean", "undo"]) byId(id).hidden = true;
    byId("conflict").hidden = true;
  }

  stop() {
    if (!this.isEditing) return;
    this.toggle(false);
    this.read();
    byId("lines").focus();
  }

  areaKey(event) {
    if (event.altKey && event.code === "KeyQ") { event.preventDefault(); this.liftWords(); }
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (!this.isChanged) this.stop();
  }

  async save(stamp = this.stamp) {
    const text = this.area.value;
    const told = await post("/save", { file: this.file, text, stamp });
    if (told.ok) {
      Object.assign(this, { stamp: told.stamp, text });
      this.draw(text);
      this.toggle(false);
      this.read();
      byId("lines").focus();
      return toast(words.saved);
    }
    if (told.status === 409) return this.conflict(told);
    toast(told.error?.[0]?.message ?? words.failed);
  }

  // both texts are shown, and the editor decides
  conflict(told) {
    const take = make("button", { type: "button", className: "plain", textContent: words.take_theirs });
    const keep = make("button", { type: "button", className: "plain strong", textContent: words.keep_mine });
    take.addEventListener("click", () => { Object.assign(this, { stamp: told.stamp, text: told.theirs }); this.stop(); });
    keep.addEventListener("click", () => this.save(told.stamp));
    const mine = new Set(this.area.value.split("\n"));
    const theirs = told.theirs.split("\n").map((row) => make("span", { className: mine.has(row) ? "" : "other", textContent: `${row}\n` }));
    byId("conflict").replaceChildren(
      make("p", { textContent: words.conflict }), make("h2", { textContent: words.theirs }),
      make("pre", { tabIndex: 0 }, ...theirs), make("div", { className: "row" }, keep, take),
    );
    byId("conflict").hidden = false;
    keep.focus();
  }

  async undo() {
    const told = await post("/undo", { file: this.file });
    if (!told.ok) toast(told.error?.[0]?.message ?? words.failed);
    this.read();
  }

  async clean() {
    this.became(await post("/clean", { file: this.file }));
  }

  became(told) {
    if (!told.ok) return toast(told.error?.[0]?.message ?? words.failed);
    const known = this.has(told.file);
    if (known && this.isChanged) return true;
    if (known) { this.file = told.file; byId("file").value = told.file; this.read(); }
    else this.coming = told.file; // it is shown when the build has read it
    return true;
  }

  // words of a finding in the place of others, in the first line that has them from its own on
  async mend(file, line, old, fresh) {
    await this.show(file, line);
    const rows = this.text.split("\n");
    if (this.kind === "paragraphs" || !rows[line - 1]?.includes(old)) return toast(words.failed);
    rows[line - 1] = rows[line - 1].replace(old, () => fresh);
    const told = await post("/save", { file, text: rows.join("\n"), stamp: this.stamp });
    if (!told.ok) toast(told.error?.[0]?.message ?? words.failed);
    else toast(words.saved);
    this.read();
    return told.ok;
  }

  // a finding is accepted, or refused; both stand in the clean copy
  async settle(key, refuse) {
    const told = await post("/settle", { key, refuse });
    if (told.ok && told.file === this.file) this.read();
    return this.became(told);
  }

  // ── the pull quote ──

  selected() {
    const { text, line } = selected();
    const button = byId("lift");
    button.hidden = text.length < 2;
    if (button.hidden) return;
    const { left, bottom } = getSelection().getRangeAt(0).getBoundingClientRect();
    const frame = button.parentElement.getBoundingClientRect();
    button.style.left = `${Math.max(left - frame.left, 8)}px`;
    button.style.top = `${Math.min(bottom - frame.top + 6, frame.height - 44)}px`;
    this.picked = { text, ...this.pages.pointOf(line) };
  }

  // the words selected in the text, for hands that stay on the keyboard
  async liftWords() {
    const { selectionStart: start, selectionEnd: end, value } = this.area;
    if (this.isChanged) return toast(words.save_first);
    const line = value.slice(0, start).split("\n").length;
    this.line = line;
    const told = await post("/lift", { file: this.file, line, text: value.slice(start, end) });
    if (told.ok) this.stop();
    if (this.became(told)) toast(words.lifted);
  }

  async lift() {
    const { text, page, x, y } = this.picked;
    const answer = await fetch(`/place?${new URLSearchParams({ page, x: x.toFixed(2), y: y.toFixed(2) })}`);
    const place = answer.ok ? await answer.json() : {};
    if (!place.file) return toast(words.source_none);
    const told = await post("/lift", { file: place.file, line: place.line, text });
    getSelection().removeAllRanges();
    this.line = place.line;
    if (this.became(told)) toast(words.lifted);
  }
}

// a name without the folders that all share
function short(name, names) {
  const folders = name.split("/").slice(0, -1);
  let shared = 0;
  while (shared < folders.length && names.every((each) => each.split("/")[shared] === folders[shared])) shared += 1;
  return name.split("/").slice(shared).join("/");
}
