// What a word means, beside it: shown on hover, focus or tap. The link leads to the page of all
// words, which serves where this cannot.
import { bring } from "../live.js";

const HOVER_MS = 120;
let meanings;
let card;
let making;
let timer;
let shown;

function load() {
  const page = `/${document.documentElement.lang}/glossary`;
  meanings ??= fetch(page, { headers: { Accept: "application/json" } }).then((answer) => answer.json());
  return meanings;
}

function hide() {
  clearTimeout(timer);
  shown?.removeAttribute("aria-describedby");
  shown = undefined;
  if (card) card.hidden = true;
}

/** Hides it unless the pointer has come to it meanwhile, or back to its word. */
function leave() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (!card?.matches(":hover") && !shown?.matches(":hover, :focus")) hide();
  }, HOVER_MS * 2);
}

async function make() {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("words.css", import.meta.url);
  await bring(style).catch(() => {}); // it serves without as well
  card = document.createElement("div");
  card.id = "word-card";
  card.className = "word-card";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  card.addEventListener("pointerleave", leave);
  document.querySelector("main").append(card);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  addEventListener("scroll", hide, { passive: true });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!card.contains(target) && !target.closest?.("a.word")) hide();
  });
}

function place(word) {
  const at = word.getClientRects()[0];
  const { clientWidth } = document.documentElement;
  const left = Math.max(8, Math.min(at.left, clientWidth - card.offsetWidth - 8));
  const below = at.bottom + 6 + card.offsetHeight < innerHeight;
  const top = below ? at.bottom + 4 : at.top - card.offsetHeight - 4;
  card.style.left = `${left}px`;
  card.style.top = `${Math.max(0, top)}px`;
}

async function show(word) {
  if (shown === word) return;
  hide();
  shown = word;
  const meaning = (await load())[word.hash.slice(1)];
  making ??= make();
  await making;
  if (shown !== word || !meaning) return;
  card.innerHTML = `<p class="name"></p>${meaning.html}`;
  card.firstChild.textContent = meaning.name;
  if (meaning.example) {
    const example = document.createElement("p");
    example.className = "example";
    example.textContent = meaning.example;
    card.append(example);
  }
  card.hidden = false;
  word.setAttribute("aria-describedby", card.id);
  place(word);
}

/** Hears of a word that the pointer, a finger or the keyboard has come to. */
export function explain(word, { type }) {
  if (!word.explained) {
    word.explained = true;
    word.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && leave());
    word.addEventListener("blur", hide);
  }
  clearTimeout(timer);
  if (type === "pointerover") timer = setTimeout(() => show(word), HOVER_MS);
  else show(word);
}
