// Where a guest stopped, on the page of the course; of whoever runs Portside the page itself knows.
// It is fetched once there is such a place.
import { done } from "../progress.js";

const go = document.querySelector("[data-continue]");
const { at, section } = done();
// The lesson's title stands on this page; its section was noted in the language it was read in.
const link = document.querySelector(`.lessons a[href$="/${CSS.escape(at.split("#")[0])}"]`);
if (link) {
  const title = link.textContent.slice(link.firstElementChild.textContent.length);
  const text = section?.lang === go.dataset.lang && section.text;
  // New parts in place of the old: what is not on the page yet cannot move on it.
  const where = document.createElement("span");
  where.className = "where";
  where.textContent = [title, text].filter(Boolean).join(" › ");
  go.firstChild.replaceChildren(`${go.dataset.continue}: `, where);
  go.firstChild.href = `/${go.dataset.lang}/${at}`;
}
