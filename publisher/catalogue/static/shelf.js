// Filtering, the only thing on these pages that needs a script. Words of books are only ever text.
const root = document.documentElement.dataset.root;
const form = document.getElementById("find");
const input = document.getElementById("wanted");
const results = document.getElementById("results");
const main = document.getElementById("books");
const MOST = 60; // shown at once; more are not read but narrowed down
let books;

const plain = (text) => text.normalize("NFKC").toLowerCase();

const load = async () => {
  const rows = await (await fetch(`${root}list.json`)).json();
  return rows.map(([name, title, series, date, words, width, height]) => ({
    name, title, series, date, width, height,
    text: plain([title, series, date, words].join(" ")),
  }));
};

const element = (name, given = {}, ...children) => {
  const made = Object.assign(document.createElement(name), given);
  made.append(...children);
  return made;
};

const card = ({ name, title, series, date, width, height }) => {
  const folder = `${root}issues/${name}/`;
  const href = folder + (document.documentElement.lang === "en" ? "en.html" : "index.html");
  const picture = element("img", { src: `${folder}thumbnail.jpg`, alt: "", width, height, loading: "lazy" });
  const cover = element("a", { className: "cover", href, tabIndex: -1, ariaHidden: "true" }, picture);
  const heading = element("h3", {}, element("a", { href }, element("bdi", { textContent: title })));
  const line = element("p", { className: "line", textContent: [series, date].filter(Boolean).join(" · ") });
  return element("li", {}, element("article", {}, cover, heading, line));
};

const show = async () => {
  const terms = plain(input.value).split(/\s+/).filter(Boolean);
  results.hidden = !terms.length;
  main.hidden = !!terms.length;
  if (!terms.length) return;
  books ??= load();
  const found = (await books).filter(({ text }) => terms.every((term) => text.includes(term)));
  const { found: said, none } = results.dataset;
  document.getElementById("found").textContent = found.length ? said.replace("{count}", found.length) : none;
  results.querySelector("ul").replaceChildren(...found.slice(0, MOST).map(card));
};

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
let waiting;
input.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, 120);
});
input.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  input.value = "";
  show();
});
