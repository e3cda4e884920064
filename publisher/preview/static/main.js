// The browser page of the preview: a stream of states comes in, and the page is made to match.

import { Editor } from "./editor.js";
import { Finder } from "./finder.js";
import { Look } from "./look.js";
import { Pages } from "./pages.js";
import { Selecting } from "./selecting.js";
import { Side } from "./side.js";
import { Thumbs } from "./thumbs.js";
import { Tools } from "./tools.js";
import { View } from "./view.js";
import { byId, say, token } from "./dom.js";
import { words } from "./words.js";

const pages = new Pages(byId("pages"), byId("table"), tell);
const view = new View(pages);
new Selecting(pages);
const side = new Side(lead, (file, line) => editor.show(file, line), (...fix) => editor.mend(...fix), (key, refuse) => editor.settle(key, refuse));
const editor = new Editor((box) => view.reveal(box), side, pages);
const look = new Look();
const thumbs = new Thumbs(pages, view);
const finder = new Finder(pages, view);
const desk = {
  state: null,
  token,
  inView: () => pages.numbers(),
  paper: (number) => pages.root.children[number].firstChild,
  scale: () => view.factor(),
  url: (number, width) => pages.url(number, width),
  reveal: (box) => view.reveal(box),
};
const tools = new Tools(desk);
pages.looked = view.looked = () => tools.look();
view.moved = () => thumbs.follow();
let run = null;

async function tell(page, x, y) {
  const query = new URLSearchParams({ page, x: x.toFixed(2), y: y.toFixed(2) });
  const answer = await fetch(`/place?${query}`);
  if (!answer.ok) return;
  const place = await answer.json();
  pages.mark(place.box);
  side.showSource(place);
  editor.show(place.file, place.line);
}

// to the block of a line at once, then to its words
async function lead(box, file, line) {
  const turn = (lead.turn = (lead.turn ?? 0) + 1);
  if (box) view.reveal(box);
  if (!file || !line) return;
  const answer = await fetch(`/spots?${new URLSearchParams({ file, line })}`);
  const finer = answer.ok ? await answer.json() : null;
  if (finer && turn === lead.turn) view.reveal(finer);
}

function show(state) {
  if (run !== null && run !== state.run) return location.reload();
  run = state.run;
  desk.state = state;
  const isNew = pages.show(state);
  const trouble = JSON.stringify(state.trouble.map(({ key }) => key));
  const isOther = trouble !== show.trouble;
  show.trouble = trouble;
  if (isNew) view.refresh();
  side.show(state);
  look.show(state.look);
  editor.follow(state);
  head(state);
  if (isNew) {
    thumbs.show();
    finder.again();
  }
  if (isNew || isOther) tools.build();
}

function work(news) {
  if (!desk.state) return;
  Object.assign(desk.state, news);
  editor.follow(desk.state);
  head(desk.state);
}

function head(state) {
  const { sheets, trouble, working, step, title } = state;
  const status = byId("status");
  const still = !trouble.length ? say(words.ready, { count: sheets.length }) : sheets.length ? words.stale : words.no_pages;
  const busy = step?.words || (sheets.length ? words.working : words.waiting);
  const text = working ? busy : still;
  if (status.textContent !== text) status.textContent = text;
  status.classList.toggle("stale", !working && trouble.length > 0);
  byId("progress").hidden = !working;
  byId("progress").style.setProperty("--share", Math.max(step?.share ?? 0, 0.06));
  byId("title").textContent = title || words.preview;
  const wrong = side.wrong(state);
  document.title = [wrong ? `(${wrong})` : "", title, title ? "·" : "", words.preview].join(" ").trim();
}

// the browser itself asks again where the line breaks; not where it was refused
function listen() {
  const stream = new EventSource("/events");
  stream.addEventListener("state", (event) => show(JSON.parse(event.data)));
  stream.addEventListener("work", (event) => work(JSON.parse(event.data)));
  stream.addEventListener("open", () => { byId("lost").hidden = true; });
  stream.addEventListener("error", () => {
    byId("lost").hidden = false;
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
  });
}

listen();
