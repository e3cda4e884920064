// Small helpers. Nothing here takes markup: text goes in as text.

export const byId = (id) => document.getElementById(id);

export function make(tag, settings = {}, ...children) {
  const element = Object.assign(document.createElement(tag), settings);
  element.append(...children.filter((child) => child !== null));
  return element;
}

// "Page {number}" with its values put in
export function say(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
