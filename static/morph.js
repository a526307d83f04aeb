// An exchange of a part of the page that leaves alone what stays the same: hx-swap="morph". The
// focus, what is selected and what is scrolled stay without being put back, and the browser lays
// out only what is new.

/** Whether the one may become the other; who has an id stays who it is. */
function alike(old, fresh) {
  return old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName && old.id === fresh.id;
}

/** Makes a node equal to another one, and collects what htmx has to look at. */
function become(old, fresh, renewed) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.data = fresh.data;
    return;
  }
  let asks = false;
  for (const { name } of [...old.attributes]) {
    // What is unfolded is the reader's.
    if (fresh.hasAttribute(name) || (name === "open" && old.matches("details"))) continue;
    old.removeAttribute(name);
    asks ||= name.startsWith("hx-");
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) === value) continue;
    old.setAttribute(name, value);
    asks ||= name.startsWith("hx-");
  }
  if (asks) renewed.push(old);
  content(old, fresh, renewed);
}

function content(old, fresh, renewed) {
  let at = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    let found = at;
    while (found && !alike(found, next)) found = found.nextSibling;
    if (found) {
      while (at !== found) {
        const gone = at;
        at = at.nextSibling;
        gone.remove();
      }
      at = at.nextSibling;
      become(found, next, renewed);
    } else {
      old.insertBefore(next, at);
      renewed.push(next);
    }
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

/** Lets htmx exchange so. */
export function morphs(htmx) {
  htmx.defineExtension("morph", {
    handleSwap(style, target, fragment) {
      if (style !== "morph") return false;
      const renewed = [];
      content(target, fragment, renewed);
      // A field shows what it would show as a new one; what was typed into others is preserved.
      for (const field of target.querySelectorAll("input:not([hx-preserve])")) {
        if (field.value !== field.defaultValue) field.value = field.defaultValue;
      }
      return renewed;
    },
  });
}
