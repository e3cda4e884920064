// SVG over a page, in points of the trimmed page. Lines keep their width at every zoom.

const SVG = "http://www.w3.org/2000/svg";

export function shape(name, settings, title) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(settings)) made.setAttribute(key, value);
  if (title) made.append(Object.assign(document.createElementNS(SVG, "title"), { textContent: title }));
  return made;
}

export function sheet(width, height, name) {
  const made = shape("svg", { viewBox: `0 0 ${width} ${height}`, class: `overlay ${name}`, "aria-hidden": "true" });
  return made;
}

export const rectangle = ([x, y, width, height], name, title) =>
  shape("rect", { x, y, width, height, class: name }, title);

export const line = (x1, y1, x2, y2, name) => shape("line", { x1, y1, x2, y2, class: name });

export const widthOf = (text, size) =>
  [...text].reduce((sum, each) => sum + (each.charCodeAt(0) > 0x2e80 ? 1 : 0.58), 0.9) * size;

// A figure on a ground of its own. `size` is that of its type, in points.
export function figure(text, x, y, size, name, anchor = "start") {
  const group = shape("g", { class: `figure ${name}` });
  const width = widthOf(text, size);
  const left = anchor === "end" ? x - width : anchor === "middle" ? x - width / 2 : x;
  const label = shape("text", { x: left + width / 2, y: y + size * 1.12, "font-size": size, "text-anchor": "middle" });
  label.textContent = text;
  group.append(shape("rect", { x: left, y, width, height: size * 1.55, rx: size * 0.28 }), label);
  return group;
}

// whether two rectangles have a spot in common
export function meet(one, other) {
  const side = (of, name) => Number(of.getAttribute(name));
  const within = (at, long) => side(one, at) < side(other, at) + side(other, long) && side(other, at) < side(one, at) + side(one, long);
  return within("x", "width") && within("y", "height");
}
