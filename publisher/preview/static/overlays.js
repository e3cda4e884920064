// Overlays: what the layout planned and what the pages show. Measured when somebody looks.

import { byId, make, say } from "./dom.js";
import { figure, line, meet, rectangle, shape, sheet, widthOf } from "./drawing.js";
import { press } from "./press.js";
import { words } from "./words.js";

const KINDS = ["fit", "spacing", "marks", "grid", "area", "trim", "ink", "ppi", "missing"];
// what covers most lies lowest
const LAYERS = ["ink", "trim", "area", "grid", "fit", "spacing", "marks", "ppi", "missing"];
const FIRST = ["fit", "spacing"];
const WIDEST = 0.125; // em between Han characters, which everybody sees (clreq 2.1.3)
const TIGHTEST = 0.09; // em that each character of a line gave up
const TYPE = 8.5; // CSS pixels of figures on a page, at least
const INCH = 25.4;
const MOST = 3; // missing characters of a block that are named

const shown = new Set(kept());
const measures = new Map(); // by the name of a page's picture
let fits = { articles: [], bleed: 0, safe: 0 };
let missing = []; // blocks {page, box, characters}
let panel;

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem("overlays"));
    return Array.isArray(found) ? found.filter((each) => KINDS.includes(each)) : FIRST;
  } catch { return FIRST; }
}

async function get(path) {
  const answer = await fetch(path);
  return answer.ok ? answer.json() : null;
}

// ── figures ─────────────────────────────────────────────────────────────────────────────────────

const signed = (number, places = 3) => `${number < 0 ? "−" : number > 0 ? "+" : ""}${Math.abs(number).toFixed(places)}`;
const millimetres = (points) => String(Math.round((points / 72) * INCH * 10) / 10);
const points = (number) => String(Math.round(number * 10) / 10);

const FIGURES = {
  grid: ({ rooms }) => rooms.length && say(words.figure_grid, {
    line: points(rooms[0].line), off: rooms.reduce((sum, room) => sum + room.off.length, 0) }),
  area: ({ rooms }) => rooms.length && say(words.figure_area, {
    columns: rooms[0].columns, ems: points(rooms[0].measure / rooms[0].em), gap: points(rooms[0].gap) }),
  trim: () => say(words.figure_trim, { bleed: millimetres(fits.bleed), safe: millimetres(fits.safe) }),
  spacing: ({ figures }) => figures.justified && say(words.figure_spacing, {
    tightest: signed(figures.tightest), widest: signed(figures.widest) }),
  marks: ({ marks }) => {
    const count = (why) => marks.filter((mark) => mark[3] === why).length;
    return marks.length && say(words.figure_marks, { line: count("line"), pair: count("pair"), edge: count("edge") + count("hangs") });
  },
  fit: (_measure, number) => {
    const here = fits.articles.filter(({ rooms }) => rooms.some(({ page }) => page === number + 1));
    return here.length === 1 && standing(here[0]);
  },
  missing: (_measure, number) => String(
    missing.filter(({ page }) => page === number + 1).reduce((sum, { characters }) => sum + characters.length, 0)),
  ink: (_measure, number) => press.inkFigure(number),
  ppi: (_measure, number) => press.ppiFigure(number),
};

// what an editor must do to end on a full page: the smaller of the two
function standing({ spare, over }) {
  if (spare[0] === 0) return words.fit_full;
  if (over[0] && over[0] < spare[0]) return said(words.fit_over, over);
  return said(words.fit_spare, spare);
}

const said = (sentence, [lines, characters]) => say(sentence, { lines, characters });

// ── drawing ─────────────────────────────────────────────────────────────────────────────────────

const DRAW = {
  area(svg, { rooms }) {
    for (const { room, typeArea, columns, measure, gap, vertical } of rooms) {
      svg.append(rectangle(typeArea, "type-area"));
      for (let number = 0; number < columns; number += 1) {
        const start = number * (measure + gap);
        const [x, y, width, height] = room;
        svg.append(rectangle(vertical ? [x, y + start, width, measure] : [x + start, y, measure, height], "column"));
      }
    }
  },

  grid(svg, { rooms }) {
    for (const each of rooms) {
      const { room: [x, y, width, height], line: step, base, columns, measure, gap, vertical } = each;
      const depth = vertical ? width : height;
      for (let at = base; at <= depth + 0.5; at += step) {
        for (let number = 0; number < columns; number += 1) {
          const start = number * (measure + gap);
          if (vertical) svg.append(line(x + width - at, y + start, x + width - at, y + start + measure, "grid-line"));
          else svg.append(line(x + start, y + at, x + start + measure, y + at, "grid-line"));
        }
      }
      for (const box of each.off) svg.append(rectangle(box, "off-grid"));
    }
  },

  trim(svg, _measure, { width, height, picture }, { outer, pixels }) {
    const { bleed, safe } = fits;
    if (bleed) {
      const [left, right] = outer;
      const clip = shape("clipPath", { id: `clip-${picture}` });
      clip.append(shape("rect", { x: left ? -bleed : 0, y: -bleed, width: width + bleed * (left + right), height: height + 2 * bleed }));
      const pictured = Math.min(Math.round(pixels * (1 + (2 * bleed) / width)), 4096);
      const image = shape("image", { x: -bleed, y: -bleed, width: width + 2 * bleed, height: height + 2 * bleed,
        href: `/craft/bleed/${picture}/${pictured}.png`, "clip-path": `url(#clip-${picture})` });
      svg.append(clip, image, rectangle([left ? -bleed : 0, -bleed, width + bleed * (left + right), height + 2 * bleed], "bleed"));
    }
    svg.append(rectangle([0, 0, width, height], "trim"));
    if (safe) svg.append(rectangle([safe, safe, width - 2 * safe, height - 2 * safe], "safe"));
  },

  spacing(svg, { lines, figures, rooms }, sheet, { size, outer }) {
    const told = new Set();
    const share = (spread) => Math.abs(spread) / (spread > 0 ? WIDEST : TIGHTEST);
    const vertical = rooms.some((room) => room.vertical);
    // beside the type area a figure covers nothing
    const edge = Math.max(...rooms.map(({ typeArea: [x, , width] }) => x + width));
    for (const [box, spread] of lines) {
      if (!spread) continue;
      const depth = Math.min(share(spread), 1);
      const title = say(spread > 0 ? words.line_spread : words.line_tight, { em: Math.abs(spread).toFixed(3) });
      const row = rectangle(box, spread > 0 ? "wide-line" : "tight-line", title);
      row.setAttribute("fill-opacity", (0.08 + 0.52 * depth).toFixed(3));
      svg.append(row);
    }
    const drawn = [];
    // beyond the spine the other page covers what is drawn
    const margin = outer[1] ? Infinity : sheet.width - edge - size * 0.9;
    // the worse first: where the other would lie upon it, only its line is framed
    for (const extreme of [figures.widest, figures.tightest].sort((a, b) => share(b) - share(a))) {
      const found = extreme && lines.find(([, spread]) => spread === extreme);
      if (!found || told.has(found)) continue;
      told.add(found);
      const [x, y, width, height] = found[0];
      svg.append(rectangle(found[0], extreme > 0 ? "widest" : "tightest"));
      const name = extreme > 0 ? "warm" : "cool", text = signed(extreme), end = x + width;
      const gap = rooms.find(({ room: [left, , wide] }) => x > left - size && x < left + wide)?.gap ?? 0;
      const level = y + height / 2 - size * 0.78;
      let label;
      if (vertical) label = figure(text, x + width / 2, y + height + 1, size, name, "middle");
      else if (end > edge - 2 && widthOf(text, size) < margin) label = figure(text, edge + size * 0.9, level, size, name);
      else if (gap > widthOf(text, size)) label = figure(text, end + gap / 2, level, size, name, "middle");
      // upon the line above: its own stays whole
      else label = figure(text, end, y - size * 1.55 - 1, size, name, "end");
      if (drawn.some((other) => meet(label.firstChild, other.firstChild))) continue;
      drawn.push(label);
    }
    svg.append(...drawn);
  },

  marks(svg, { marks }) {
    for (const [box, mark, em, why] of marks) {
      svg.append(rectangle(box, `squeezed ${why}`, say(words[`squeeze_${why}`], { mark, em: em.toFixed(2) })));
    }
  },

  fit(svg, _measure, { width }, { number, size }) {
    for (const article of fits.articles) {
      const room = article.rooms.find(({ page }) => page === number + 1);
      if (!room) continue;
      for (const foot of room.feet) svg.append(rectangle(foot, "foot"));
      const last = article.rooms.at(-1) === room;
      const wide = [...room.feet].sort((a, b) => b[2] * b[3] - a[2] * a[3])[0];
      if (!last || !wide) continue;
      const [x, y, w, h] = wide;
      const text = standing(article);
      const half = widthOf(text, size) / 2 + 2;
      const middle = Math.max(half, Math.min(x + w / 2, width - half));
      // an empty place that is narrower, as in vertical text, has its figure behind its end
      const down = w < 2 * half ? h + 2 : Math.max(h / 2 - size, 1);
      svg.append(figure(text, middle, y + down, size, "fitting", "middle"));
    }
  },

  // beside the end of a block, where its last line is mostly short
  missing(svg, { rooms }, { width }, { number, size }) {
    const vertical = rooms.some((room) => room.vertical);
    for (const { page, box, characters } of missing) {
      if (page !== number + 1) continue;
      const text = characters.slice(0, MOST).join("  ") + (characters.length > MOST ? " …" : "");
      const [x, y, w, h] = box, long = widthOf(text, size);
      const left = Math.max(Math.min(vertical ? x : x + w - long, width - long), 0);
      svg.append(rectangle(box, "lost"), figure(text, left, y + h - (vertical ? 0 : size * 1.55), size, "alarm"));
    }
  },

  ink(svg, _measure, own, { number, size }) { press.drawInk(svg, number, own, size); },
  ppi(svg, _measure, own, { number, size }) { press.drawPpi(svg, number, own, size); },
};

async function draw(desk, number) {
  const own = desk.state.sheets[number];
  if (!own) return;
  const paper = desk.paper(number);
  const measure = await measured(own.picture);
  if (!measure || !panel || desk.state.sheets[number]?.picture !== own.picture) return;
  const scale = desk.scale();
  const spread = byId("pages").classList.contains("spread");
  // the side of the spine: pages of a spread touch there
  const isLeft = paper.parentNode.classList.contains("verso") !== desk.state.rightBound;
  const outer = spread ? [isLeft ? 1 : 0, isLeft ? 0 : 1] : [1, 1];
  const more = { number, size: Math.max(TYPE / scale, 6), outer, pixels: paper.clientWidth * devicePixelRatio };
  const svg = sheet(own.width, own.height, "craft");
  for (const kind of LAYERS) {
    if (!shown.has(kind)) continue;
    const group = shape("g", { class: `of-${kind}` });
    DRAW[kind](group, measure, own, more);
    svg.append(group);
  }
  paper.querySelector(".overlay.craft")?.remove();
  if (svg.childNodes.length) paper.append(svg);
}

async function measured(picture) {
  if (!measures.has(picture)) measures.set(picture, get(`/craft/pages/${picture}`).catch(() => null));
  const found = await measures.get(picture);
  if (!found) measures.delete(picture);
  return found;
}

// ── the panel ───────────────────────────────────────────────────────────────────────────────────

function makePanel(desk) {
  const rows = KINDS.map((kind) => {
    const box = make("input", { type: "checkbox", id: `overlay-${kind}`, checked: shown.has(kind) });
    box.addEventListener("change", () => choose(desk, kind, box.checked));
    const told = make("output", { id: `figure-${kind}`, className: "told" });
    return make("label", { className: `row ${kind}` }, box, make("span", { className: "swatch" }),
      make("span", { className: "name", textContent: words[`overlay_${kind}`] }), told);
  });
  return make("section", { id: "overlay-panel", ariaLabel: words.overlays },
    make("h2", { id: "overlay-page" }), ...rows, make("div", { id: "overlay-articles" }));
}

function choose(desk, kind, wanted) {
  if (wanted) shown.add(kind);
  else shown.delete(kind);
  localStorage.setItem("overlays", JSON.stringify([...shown]));
  askPress(desk);
  tool.look(desk);
}

function askPress(desk) {
  if (shown.has("ink") || shown.has("ppi")) press.ask(desk, () => panel && tool.look(desk));
}

// the page that is read
function current(desk) {
  const number = Number(byId("number").value) - 1;
  return desk.state.sheets[number] ? number : 0;
}

async function tell(desk) {
  const number = current(desk);
  const own = desk.state.sheets[number];
  if (!own) return;
  const measure = await measured(own.picture);
  if (!measure || !panel) return;
  byId("overlay-page").textContent = say(words.page_of, { number: number + 1, count: desk.state.sheets.length });
  for (const kind of KINDS) {
    const text = FIGURES[kind](measure, number) || "–";
    const told = byId(`figure-${kind}`);
    if (told.textContent !== text) told.textContent = text;
  }
  const here = fits.articles.filter(({ rooms }) => rooms.some(({ page }) => page === number + 1));
  byId("overlay-articles").replaceChildren(...here.map((article) => {
    const lines = article.rooms.reduce((sum, room) => sum + room.filled, 0);
    const { title, count } = article;
    const button = make("button", { type: "button", className: "article" },
      make("span", { className: "what", textContent: say(words.fit_article, { title, count, lines }) }),
      make("span", { textContent: standing(article) }));
    button.addEventListener("click", () => {
      const { page, feet } = article.rooms.at(-1);
      const [x, y, width, height] = feet[0] ?? [0, 0, own.width, 24];
      desk.reveal({ page, x, y, width, height });
    });
    return button;
  }));
}

export const tool = {
  id: "overlays",
  label: words.overlays,
  key: "o",

  on(desk) {
    panel = makePanel(desk);
    byId("table").after(panel);
    document.body.classList.add("overlaid");
    askPress(desk);
  },

  off(desk) {
    panel.remove();
    panel = null;
    document.body.classList.remove("overlaid");
    for (const each of document.querySelectorAll(".overlay.craft")) each.remove();
    measures.clear();
    void desk;
  },

  async build(desk) {
    const asked = ["/craft/fit", "/craft/missing"].map((path) => get(path).catch(() => null));
    const [fit, lost] = await Promise.all(asked);
    fits = fit ?? fits;
    missing = lost ?? [];
    const alive = new Set(desk.state.sheets.map(({ picture }) => picture));
    for (const picture of [...measures.keys()]) if (!alive.has(picture)) measures.delete(picture);
    askPress(desk);
    tool.look(desk);
  },

  look(desk) {
    if (!panel) return;
    for (const number of desk.inView()) draw(desk, number);
    clearTimeout(tool.telling);
    tool.telling = setTimeout(() => panel && tell(desk), 60);
  },

  start(desk) {
    byId("table").addEventListener("scroll", () => {
      if (!panel) return;
      clearTimeout(tool.telling);
      tool.telling = setTimeout(() => panel && tell(desk), 120);
    }, { passive: true });
  },
};
