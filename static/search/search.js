// The search as you type: on its own page, and over every other one by / or Ctrl+K. The index
// comes with the first use.
import { bring } from "../live.js";
import { prepare, rank, sentence } from "./ranking.js";

const lang = document.documentElement.lang;
const page = `/${lang}/search`;
let index;
let dialog;

function load() {
  index ??= fetch(page, { headers: { Accept: "application/json" } })
    .then((answer) => answer.json())
    .then(prepare);
  return index;
}

function item(prepared, result) {
  const [url, where, title] = prepared.entries[result.at];
  const li = document.createElement("li");
  const a = document.createElement("a");
  const b = document.createElement("b");
  const small = document.createElement("small");
  const p = document.createElement("p");
  a.href = url;
  b.textContent = title;
  small.textContent = where;
  p.textContent = sentence(prepared, result);
  a.append(b, " ", small);
  li.append(a, p);
  return li;
}

/** Makes a form answer while somebody types. */
function attach(root) {
  const form = root.querySelector("[data-find]");
  const input = form.querySelector("input");
  const list = root.querySelector(".found");
  const count = root.querySelector("[data-count]");
  const find = async () => {
    const prepared = await load();
    const results = input.value.trim() ? rank(prepared, input.value) : [];
    list.replaceChildren(...results.map((result) => item(prepared, result)));
    if (input.value.trim()) {
      count.textContent = results.length
        ? form.dataset.some.replace("{count}", results.length)
        : form.dataset.none;
    }
  };
  input.addEventListener("input", find);
  root.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && links.length) {
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      (at === 0 ? input : links[at - 1]).focus();
    } else if (event.key === "Enter" && event.target === input && links.length && !event.isComposing) {
      links[0].click();
    } else if (event.key === "Escape" && root === dialog) {
      dialog.close(); // a search field would only be emptied
    } else {
      return;
    }
    event.preventDefault();
  });
  load();
  if (input.value) find();
}

/** Opens the search over this page. */
export async function open() {
  if (document.querySelector("main [data-find]")) {
    document.querySelector("main [data-find] input").focus();
    return;
  }
  if (!dialog) {
    const answer = await fetch(page, { headers: { Accept: "text/html" } });
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("search.css", import.meta.url);
    await bring(style).catch(() => {}); // it serves without as well
    dialog = document.createElement("dialog");
    dialog.className = "finder";
    dialog.setAttribute("aria-label", parsed.querySelector("h1").textContent);
    dialog.append(...parsed.querySelectorAll("main search, main [data-count], main .found"));
    document.body.append(dialog);
    dialog.addEventListener("click", ({ target }) => {
      if (target === dialog || target.closest("a")) dialog.close();
    });
    attach(dialog);
  }
  dialog.showModal();
  dialog.querySelector("input").select();
}

if (document.querySelector("main [data-find]")) attach(document.querySelector("main"));
