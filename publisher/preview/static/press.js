// What only the file for the press tells: inks and the resolution of pictures. It is made when
// somebody asks for it, beside the pages, and once for every build.

import { say } from "./dom.js";
import { figure, rectangle, shape } from "./drawing.js";
import { words } from "./words.js";

let made = null; // {revision, limit, least, warn, pages: [{most, pictures, cells}]}
let asked = 0;
let failed = false;

const page = (number) => made?.pages[number];
const waiting = () => (failed ? words.press_failed : words.press_making);

export const press = {
  async ask(desk, done) {
    const { revision, run } = desk.state ?? {};
    if (!revision || asked === `${run} ${revision}`) return;
    const own = (asked = `${run} ${revision}`);
    const answer = await fetch(`/craft/press?revision=${revision}`).catch(() => null);
    if (asked !== own) return;
    made = answer?.ok ? await answer.json() : null;
    failed = made === null;
    done();
  },

  inkFigure(number) {
    if (!made) return asked ? waiting() : "";
    const own = page(number);
    return own && say(words.figure_ink, { most: own.most, limit: made.limit });
  },

  ppiFigure(number) {
    if (!made) return asked ? waiting() : "";
    const found = page(number)?.pictures ?? [];
    if (found.length === 0) return words.no_pictures;
    return say(words.figure_ppi, { least: Math.min(...found.map(({ ppi }) => ppi)) });
  },

  drawInk(svg, number, { width, height }, size) {
    const own = page(number);
    if (!own?.ink) return;
    svg.append(shape("image", { x: 0, y: 0, width, height, href: own.ink, preserveAspectRatio: "none", class: "ink" }));
    if (own.at) {
      const [x, y] = own.at;
      svg.append(shape("circle", { cx: x, cy: y, r: size * 0.45, class: "wettest" }),
        figure(say(words.ink_legend, { percent: own.most }), Math.min(x + size, width - size * 4), Math.max(y - size, 0), size, own.most > made.limit ? "alarm" : "plain"));
    }
  },

  drawPpi(svg, number, _sheet, size) {
    for (const { box, ppi } of page(number)?.pictures ?? []) {
      const grade = ppi < made.least ? "alarm" : ppi < made.warn ? "warm" : "plain";
      svg.append(rectangle(box, `picture ${grade}`), figure(`${ppi} ppi`, box[0] + 3, box[1] + 3, size, grade));
    }
  },
};
