/* Elements from plain data. Text goes in as text: nothing that a stranger wrote is ever read as markup. */

/** An element; `on…` attributes are listeners, null and false ones are left out. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && typeof value !== "string") made[name] = value;
    else if (value !== false) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

/** A select of [value, label] pairs. */
export function select(options, chosen, attributes = {}) {
  const made = el("select", attributes, options.map(([value, label]) => el("option", { value }, label)));
  made.value = chosen;
  return made;
}

/** Calls what is wanted once nobody has asked again for some milliseconds. */
export function later(work, pause) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...given), pause);
  };
}
