// A book's archive, opened so that nothing in it runs, fetches or leads away.
import { configure, ZipReader, BlobReader, TextWriter, BlobWriter } from "./foliate/vendor/zip.js";
import { EPUB } from "./foliate/epub.js";

configure({ useWebWorkers: false });

// The page's own policy covers the book's frames too; this one, in each chapter, allows no script
// at all, not even one of this server.
const POLICY = "default-src 'none'; style-src 'unsafe-inline' blob:; img-src blob: data:; font-src blob: data:; media-src blob: data:; form-action 'none'";
const TEXTS = new Set(["application/xhtml+xml", "text/html", "image/svg+xml"]);
const PLAIN = /^(image|font|audio|video)\/|^text\/css$|^application\/(font|vnd\.ms-opentype|x-font)/;
const GONE = new Set(["script", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "portal", "fencedframe"]);
const LEADING = new Set(["href", "src", "action", "formaction", "data", "poster", "ping", "srcset", "to", "from", "values"]);
const XHTML = "http://www.w3.org/1999/xhtml";
const XLINK = "http://www.w3.org/1999/xlink";
const REMOTE = /^[\s\u0000-\u0020]*([a-z][a-z0-9+.-]*:)?\/\//i;
const RUNNING = /^[\s\u0000-\u0020]*(javascript|vbscript|data:text\/html)/i;
const LARGEST = 128 * 1024 * 1024; // bytes of one file, unpacked

export const openBook = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(String(answer.status));
  const entries = await new ZipReader(new BlobReader(await answer.blob())).getEntries();
  const files = new Map(entries.map((entry) => [entry.filename, entry]));
  const load = (make) => (name, ...more) => {
    const entry = files.get(name);
    if (!entry || entry.uncompressedSize > LARGEST) return null;
    return entry.getData(make(...more));
  };
  const book = await new EPUB({
    loadText: load(() => new TextWriter()),
    loadBlob: load((type) => new BlobWriter(type)),
    getSize: (name) => files.get(name)?.uncompressedSize ?? 0,
  }).init();
  book.rendition = {}; // pages of fixed size are set as running text
  const chapters = new Set(book.sections.map(({ id }) => id));
  book.transformTarget.addEventListener("data", ({ detail }) => {
    const type = String(detail.type ?? "").toLowerCase();
    if (TEXTS.has(type)) {
      const drawn = type === "image/svg+xml" && chapters.has(detail.name);
      detail.data = Promise.resolve(detail.data)
        .then((data) => (typeof data === "string" ? data : data.text()))
        .then((text) => (drawn ? framed(harmless(text, type)) : harmless(text, type)));
      detail.type = drawn ? "application/xhtml+xml" : type;
    } else if (!PLAIN.test(type)) detail.type = "text/plain";
  });
  return book;
};

// a chapter that is a drawing, as a page that holds it
const framed = (drawing) => `<html xmlns="${XHTML}"><head><title/><meta http-equiv="Content-Security-Policy" content="${POLICY}"/></head><body>${drawing}</body></html>`;

const harmless = (text, type) => {
  const page = new DOMParser().parseFromString(text, type);
  for (const element of [...page.querySelectorAll("*")]) {
    const name = element.localName.toLowerCase();
    const refreshes = name === "meta" && element.hasAttribute("http-equiv");
    const fetches = name === "link" && !/^blob:/.test(element.getAttribute("href") ?? "");
    if (GONE.has(name) || refreshes || fetches) {
      element.remove();
      continue;
    }
    if (name === "a" && element.hasAttributeNS(XLINK, "href")) {
      // links are followed by the reader, which knows no other kind
      element.setAttribute("href", element.getAttributeNS(XLINK, "href"));
      element.removeAttributeNS(XLINK, "href");
    }
    for (const { name: key, localName, value } of [...element.attributes]) {
      const short = localName.toLowerCase();
      const leads = LEADING.has(short) && (RUNNING.test(value) || (name !== "a" && REMOTE.test(value)));
      if (short.startsWith("on") || leads) element.removeAttribute(key);
    }
  }
  const head = page.querySelector("head");
  if (head) {
    const policy = page.createElementNS(XHTML, "meta");
    policy.setAttribute("http-equiv", "Content-Security-Policy");
    policy.setAttribute("content", POLICY);
    head.prepend(policy);
  }
  return type === "text/html"
    ? `<!doctype html>${page.documentElement.outerHTML}`
    : new XMLSerializer().serializeToString(page);
};
