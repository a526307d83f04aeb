// The picture of the ports: 256 rows of 256. It holds what is known and which part of it is in view;
// how it looks, what it says and how it is moved stand beside it.
import { draw } from "./draw.js";
import { followKeys, followNumber } from "./keys.js";
import { followPointers } from "./pointers.js";
import { LAST, NOTHING, SIDE, marks } from "./ports.js";
import { line, story } from "./story.js";

const MOST_ZOOM = 32;

export class PortMap {
  facts = NOTHING;
  bits = new Uint8Array(SIDE * SIDE);
  marked = [];
  cursor = 80;
  zoom = 1;
  left = 0; // the cell at the left edge, and at the top
  top = 0;

  constructor(card) {
    this.card = card;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.paint());
  }

  /** Takes over what the page shows now: a new figure, a newer map. */
  refresh() {
    const data = this.card.querySelector(".portmap-data");
    const figure = this.card.querySelector(".portmap");
    if (!data || !figure) return;
    this.data = data.dataset;
    if (figure !== this.figure) this.dressFigure(figure);
    const version = `${this.data.map} ${this.data.version}`;
    if (version !== this.version) {
      this.version = version;
      this.load();
    }
  }

  /** One request at a time; what changed meanwhile is asked for afterwards. */
  async load() {
    if (this.loading) return;
    this.loading = true;
    try {
      let loaded;
      while (loaded !== this.version) {
        loaded = this.version;
        const { map, facts, done } = this.data;
        const [bytes, known] = await Promise.all([
          fetch(map).then((answer) => (answer.ok ? answer.arrayBuffer() : undefined)),
          done || map !== this.factsOf
            ? fetch(facts).then((answer) => (answer.ok ? answer.json() : undefined))
            : this.facts,
        ]);
        if (!bytes || bytes.byteLength !== SIDE * SIDE) continue;
        this.take(new Uint8Array(bytes), known ?? NOTHING);
        this.factsOf = map;
      }
    } catch {
      // Portside has stopped; the picture stays as it was
    } finally {
      this.loading = false;
    }
  }

  take(bits, facts) {
    this.bits = bits;
    this.facts = facts;
    this.marked = marks(bits, facts);
    this.figure.hidden = false;
    this.paint();
    this.say(false);
    if (this.chosen !== undefined) this.tell(this.chosen);
  }

  dressFigure(figure) {
    this.figure = figure;
    this.words = JSON.parse(figure.dataset.words);
    this.area = figure.querySelector(".portmap-area");
    this.canvas = figure.querySelector("canvas");
    this.here = figure.querySelector(".portmap-here");
    this.story = figure.querySelector(".portmap-story");
    const on = (selector, does) => figure.querySelector(selector).addEventListener("click", does);
    on(".portmap-in", () => this.zoomBy(2));
    on(".portmap-out", () => this.zoomBy(0.5));
    on(".portmap-next", () => this.next(1));
    const number = figure.querySelector(".portmap-number");
    followNumber(this, number);
    followKeys(this, number);
    followPointers(this);
    new ResizeObserver(() => this.paint()).observe(this.area);
  }

  // --- where ---

  /** Cells from edge to edge. */
  get visible() {
    return SIDE / this.zoom;
  }

  /** The size of a cell in CSS pixels. */
  get cell() {
    return this.area.clientWidth / this.visible;
  }

  /** The size of the page's type, which marks and numbers have a part of. */
  get rem() {
    return parseFloat(getComputedStyle(document.documentElement).fontSize);
  }

  /** Puts the window to that corner, or as near as the picture allows. */
  look(left, top) {
    const most = SIDE - this.visible;
    this.left = Math.max(0, Math.min(most, left));
    this.top = Math.max(0, Math.min(most, top));
    this.area.classList.toggle("zoomed", this.zoom > 1);
    this.paint();
  }

  /** Zooms; the point stays where it is, the cursor's cell unless one is given (in pixels). */
  zoomBy(factor, x, y) {
    const cell = this.cell;
    const px = x ?? (this.cursor % SIDE - this.left + 0.5) * cell;
    const py = y ?? (Math.floor(this.cursor / SIDE) - this.top + 0.5) * cell;
    const column = this.left + px / cell;
    const row = this.top + py / cell;
    this.zoom = Math.max(1, Math.min(MOST_ZOOM, this.zoom * factor));
    this.look(column - px / this.cell, row - py / this.cell);
  }

  /** Moves the cursor, and the window with it. */
  go(port, choose = false) {
    this.cursor = Math.max(0, Math.min(LAST, port));
    // One cell beyond the cursor stays in view.
    const inside = (at, from) => Math.min(at - 1, Math.max(at + 2 - this.visible, from));
    this.look(inside(this.cursor % SIDE, this.left), inside(Math.floor(this.cursor / SIDE), this.top));
    this.say(true);
    if (choose) this.tell(this.cursor);
  }

  /** Leads to a port that was chosen outside of the picture. */
  choose(port) {
    if (this.figure && !this.figure.hidden) this.go(port, true);
  }

  /** Goes to the next or previous port in use, around the end. */
  next(step) {
    const all = step > 0 ? this.marked : [...this.marked].reverse();
    if (all.length === 0) {
      this.here.textContent = this.words.nothing;
      return;
    }
    const found = all.find((port) => (port - this.cursor) * step > 0) ?? all[0];
    this.go(found, true);
  }

  // --- what it shows ---

  /** At most once a frame, however often it is asked for. */
  paint() {
    if (this.asked || !this.figure || this.figure.hidden) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      draw(this);
    });
  }

  /** The cursor's port in a line. It is spoken only when the reader moves. */
  say(spoken) {
    const said = line(this, this.cursor);
    if (this.here.textContent === said) return;
    this.here.setAttribute("aria-live", spoken ? "polite" : "off");
    this.here.textContent = said;
  }

  /** The whole story of a port. */
  tell(port) {
    this.chosen = port;
    this.story.replaceChildren(story(this, port));
    this.story.hidden = false;
  }
}
