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

// a sentence that goes by itself
export function toast(text) {
  const place = byId("toast");
  place.textContent = text;
  place.hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { place.hidden = true; }, 4000);
}

export const token = document.querySelector("meta[name=token]").content;

// what the server answers to something that writes: {ok, status, …}
export async function post(path, value) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-token": token },
      body: JSON.stringify(value),
    });
    const told = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
    return { ok: answer.ok, status: answer.status, ...told };
  } catch {
    return { ok: false, status: 0 };
  }
}

// whether a key is meant for what has the focus
export function typing(event) {
  return event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select") !== null;
}
