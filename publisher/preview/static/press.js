// What only the file for the press tells: inks and the resolution of pictures. It is made when
// somebody asks for it, beside the pages, and once for every build.

import { say } from "./dom.js";
import { figure, rectangle, shape } from "./drawing.js";
import { words } from "./words.js";

let made = null; // {revision, limit, least, warn}
let asked = "";
let failed = false;
let done = () => {};
const pages = new Map(); // number -> {most, at, pictures}, or null while it is asked for

const waiting = () => (failed ? words.press_failed : words.press_making);

async function get(path) {
  const answer = await fetch(path).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

function page(number) {
  if (!made) return null;
  if (!pages.has(number)) {
    const own = made;
    pages.set(number, null);
    get(`/craft/press/${made.revision}/${number + 1}`).then((found) => {
      if (own !== made || !found) return;
      pages.set(number, found);
      done();
    });
  }
  return pages.get(number);
}

export const press = {
  async ask(desk, whenDone) {
    const { revision, run } = desk.state ?? {};
    if (!revision || (desk.state.working && !desk.state.whole) || asked === `${run} ${revision}`) return;
    const own = (asked = `${run} ${revision}`);
    made = null;
    failed = false;
    pages.clear();
    const answer = await get("/craft/press");
    if (asked !== own) return;
    made = answer;
    failed = made === null;
    done = whenDone;
    done();
  },

  inkFigure(number) {
    if (!made) return asked ? waiting() : "";
    const own = page(number);
    return own && say(words.figure_ink, { most: own.most, limit: made.limit });
  },

  ppiFigure(number) {
    if (!made) return asked ? waiting() : "";
    const own = page(number);
    if (!own) return "";
    if (own.pictures.length === 0) return words.no_pictures;
    return say(words.figure_ppi, { least: Math.min(...own.pictures.map(({ ppi }) => ppi)) });
  },

  drawInk(svg, number, { width, height }, size) {
    const own = page(number);
    if (!own) return;
    svg.append(rectangle([0, 0, width, height], "veil"), shape("image", { x: 0, y: 0, width, height, href: `/craft/ink/${made.revision}/${number + 1}.png`, preserveAspectRatio: "none", class: "ink" }));
    if (own.most < 20) return;
    const [x, y] = own.at;
    svg.append(shape("circle", { cx: x, cy: y, r: size * 0.45, class: "wettest" }),
      figure(`${own.most} %`, Math.min(x + size, width - size * 4), Math.max(y - size * 0.8, 0), size, own.most > made.limit ? "alarm" : "plain"));
  },

  drawPpi(svg, number, _sheet, size) {
    // the lowest last, upon all others
    for (const { box, ppi } of (page(number)?.pictures ?? []).toSorted((a, b) => b.ppi - a.ppi)) {
      const grade = ppi < made.least ? "alarm" : ppi < made.warn ? "warm" : "plain";
      svg.append(rectangle(box, `picture ${grade}`), figure(`${ppi} ppi`, Math.max(box[0], 0) + 3, Math.max(box[1], 0) + 3, size, grade));
    }
  },
};
