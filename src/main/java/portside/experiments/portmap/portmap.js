// The picture of the ports: 256 rows of 256. It draws the attachment `map`, one byte a port, and
// leads by keyboard, pointer and number to the story of a port. The table below needs none of this.

const SIDE = 256;
const LAST = SIDE * SIDE - 1;
const MOST_ZOOM = 32;
const [LISTENS, ELSEWHERE, UDP, CONNECTED, TIME_WAIT, IN_USE, PRIVILEGE, GIVEN] = [
  1, 2, 4, 8, 16, 32, 64, 128,
];
const IN_TABLE = LISTENS | ELSEWHERE | UDP | CONNECTED | TIME_WAIT;

/** Called once for each card; its result is replaced whenever the run changes. */
export function dress(card) {
  const map = new PortMap(card);
  card.addEventListener("htmx:afterSettle", () => map.refresh());
  map.refresh();
}

function fill(sentence, values) {
  return sentence.replace(/\{(\w+)}/g, (slot, name) => values[name] ?? slot);
}

function element(name, text, parent) {
  const made = document.createElement(name);
  made.textContent = text;
  parent?.append(made);
  return made;
}

class PortMap {
  constructor(card) {
    this.card = card;
    this.bits = new Uint8Array(SIDE * SIDE);
    this.marked = [];
    this.cursor = 80;
    this.zoom = 1;
    this.left = 0; // the cell at the left edge, and at the top
    this.top = 0;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.paint());
  }

  /** Takes over what the page shows now: a new figure, a newer map, a newer table. */
  refresh() {
    this.dressTable();
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
        this.take(new Uint8Array(bytes), known ?? { rows: [], differences: {}, services: {} });
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
    this.marked = [];
    for (let port = 0; port <= LAST; port++) {
      if (bits[port] & IN_TABLE || facts.differences[port]) this.marked.push(port);
    }
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
    this.number = figure.querySelector(".portmap-number");
    const on = (selector, does) => figure.querySelector(selector).addEventListener("click", does);
    on(".portmap-in", () => this.zoomBy(2));
    on(".portmap-out", () => this.zoomBy(0.5));
    on(".portmap-next", () => this.next(1));
    this.number.addEventListener("keydown", (event) => this.jump(event));
    this.area.addEventListener("keydown", (event) => this.key(event));
    this.followPointers();
    new ResizeObserver(() => this.paint()).observe(this.area);
  }

  // --- where ---

  get visible() {
    return SIDE / this.zoom;
  }

  /** The size of a cell in CSS pixels. */
  get cell() {
    return this.area.clientWidth / this.visible;
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

  key(event) {
    if (event.altKey || event.metaKey) return;
    const row = this.cursor - (this.cursor % SIDE);
    const moves = {
      ArrowLeft: () => this.go(this.cursor - 1),
      ArrowRight: () => this.go(this.cursor + 1),
      ArrowUp: () => this.cursor >= SIDE && this.go(this.cursor - SIDE),
      ArrowDown: () => this.cursor <= LAST - SIDE && this.go(this.cursor + SIDE),
      Home: () => this.go(event.ctrlKey ? 0 : row),
      End: () => this.go(event.ctrlKey ? LAST : row + SIDE - 1),
      PageUp: () => this.go(Math.max(this.cursor % SIDE, this.cursor - 16 * SIDE)),
      PageDown: () => this.go(Math.min(LAST - SIDE + 1 + (this.cursor % SIDE), this.cursor + 16 * SIDE)),
      Enter: () => this.go(this.cursor, true),
      " ": () => this.go(this.cursor, true),
      n: () => this.next(1),
      p: () => this.next(-1),
      "+": () => this.zoomBy(2),
      "=": () => this.zoomBy(2),
      "-": () => this.zoomBy(0.5),
      "/": () => this.number.select(),
    };
    const move = moves[event.key];
    if (!move || (event.ctrlKey && !["Home", "End"].includes(event.key))) return;
    event.preventDefault();
    move();
  }

  jump(event) {
    if (event.key === "Escape") this.area.focus();
    if (event.key !== "Enter") return;
    event.preventDefault();
    const typed = this.number.value.trim();
    if (!/^[0-9]{1,5}$/.test(typed) || Number(typed) > LAST) {
      this.number.setAttribute("aria-invalid", "true");
      this.here.textContent = this.words.bad;
      return;
    }
    this.number.removeAttribute("aria-invalid");
    this.area.focus();
    this.go(Number(typed), true);
  }

  followPointers() {
    const down = new Map();
    let moved = 0;
    let spread = 0;
    const at = (event) => {
      const box = this.canvas.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const distance = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y);
    this.area.addEventListener("pointerdown", (event) => {
      if (down.size === 0) moved = 0;
      down.set(event.pointerId, at(event));
      if (down.size === 2) spread = distance([...down.values()]);
    });
    this.area.addEventListener("pointermove", (event) => {
      const before = down.get(event.pointerId);
      if (!before) return;
      const now = at(event);
      moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
      down.set(event.pointerId, now);
      if (down.size === 2) {
        const [a, b] = down.values();
        const wider = distance([a, b]);
        this.zoomBy(wider / spread, (a.x + b.x) / 2, (a.y + b.y) / 2);
        spread = wider;
      } else if (this.zoom > 1 && moved > 6) {
        this.area.setPointerCapture(event.pointerId);
        this.look(this.left - (now.x - before.x) / this.cell, this.top - (now.y - before.y) / this.cell);
      }
    });
    const up = (event) => {
      const was = down.get(event.pointerId);
      down.delete(event.pointerId);
      if (event.type !== "pointerup" || !was || moved > 6 || down.size > 0) return;
      const column = Math.floor(this.left + was.x / this.cell);
      const row = Math.floor(this.top + was.y / this.cell);
      this.go(this.nearest(column, row), true);
    };
    this.area.addEventListener("pointerup", up);
    this.area.addEventListener("pointercancel", up);
    this.area.addEventListener("pointerleave", (event) => down.delete(event.pointerId));
    this.area.addEventListener(
      "wheel",
      (event) => {
        // Without the focus the wheel scrolls the page, as everywhere.
        if (document.activeElement !== this.area && !event.ctrlKey) return;
        event.preventDefault();
        const { x, y } = at(event);
        this.zoomBy(event.deltaY < 0 ? 1.25 : 0.8, x, y);
      },
      { passive: false },
    );
  }

  /** A cell of two pixels is hard to hit: a mark within seven pixels is what was meant. */
  nearest(column, row) {
    const reach = Math.floor(7 / this.cell);
    let best = row * SIDE + column;
    let least = Infinity;
    for (const port of reach > 0 ? this.marked : []) {
      const far = Math.hypot((port % SIDE) - column, Math.floor(port / SIDE) - row);
      if (far <= reach && far < least) [best, least] = [port, far];
    }
    return best;
  }

  // --- what it looks like ---

  /** At most once a frame, however often it is asked for. */
  paint() {
    if (this.asked || !this.figure || this.figure.hidden) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      this.draw();
    });
  }

  draw() {
    const size = this.area.clientWidth;
    if (size === 0) return;
    const sharp = window.devicePixelRatio || 1;
    const pixels = Math.round(size * sharp);
    if (this.canvas.width !== pixels) this.canvas.width = this.canvas.height = pixels;
    const style = getComputedStyle(this.area);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const pen = this.canvas.getContext("2d");
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.fillStyle = colour("sheet");
    pen.fillRect(0, 0, size, size);
    this.drawGiven(pen, colour("yes-wash"), size);
    const [first, last] = this.data.ephemeral.split("–").map(Number);
    this.drawBand(pen, first, last, this.texture(pen, colour("edge"), "dots"));
    const low = Number(this.data.unprivileged) - 1;
    if (low > 0) this.drawBand(pen, 0, low, this.texture(pen, colour("edge"), "hatch"));
    this.drawLines(pen, colour, size);
    for (const port of this.marked) this.drawPort(pen, port, colour);
    this.drawCursor(pen, colour);
  }

  /** What the scan got, in one pass: a picture of a pixel a port, enlarged. */
  drawGiven(pen, wash, size) {
    if (this.data.source !== "scan") return;
    this.small ??= new OffscreenCanvas(SIDE, SIDE);
    const small = this.small.getContext("2d", { willReadFrequently: true });
    small.fillStyle = wash;
    small.fillRect(0, 0, 1, 1);
    const [r, g, b] = small.getImageData(0, 0, 1, 1).data;
    const image = small.createImageData(SIDE, SIDE);
    const cells = new Uint32Array(image.data.buffer);
    const little = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
    const ink = little ? (255 << 24) | (b << 16) | (g << 8) | r : (r << 24) | (g << 16) | (b << 8) | 255;
    for (let port = 0; port <= LAST; port++) cells[port] = this.bits[port] & GIVEN ? ink : 0;
    small.putImageData(image, 0, 0);
    pen.imageSmoothingEnabled = false;
    pen.drawImage(this.small, this.left, this.top, this.visible, this.visible, 0, 0, size, size);
  }

  texture(pen, ink, kind) {
    const sharp = window.devicePixelRatio || 1;
    const side = Math.round(8 * sharp);
    const tile = new OffscreenCanvas(side, side);
    const small = tile.getContext("2d");
    small.scale(side / 8, side / 8);
    small.globalAlpha = 0.55;
    small.fillStyle = small.strokeStyle = ink;
    if (kind === "dots") {
      small.fillRect(1, 1, 1, 1);
      small.fillRect(5, 5, 1, 1);
    } else {
      small.lineWidth = 1;
      small.beginPath();
      for (const at of [-8, 0, 8]) {
        small.moveTo(at - 1, 9);
        small.lineTo(at + 9, -1);
      }
      small.stroke();
    }
    const pattern = pen.createPattern(tile, "repeat");
    pattern.setTransform(new DOMMatrix().scale(1 / sharp));
    return pattern;
  }

  /** Ports from first to last: a part of a row, whole rows, a part of a row. */
  drawBand(pen, first, last, ink) {
    pen.fillStyle = ink;
    const cell = this.cell;
    const rect = (column, row, columns, rows) =>
      pen.fillRect((column - this.left) * cell, (row - this.top) * cell, columns * cell, rows * cell);
    const [top, bottom] = [Math.floor(first / SIDE), Math.floor(last / SIDE)];
    if (top === bottom) {
      rect(first % SIDE, top, last - first + 1, 1);
      return;
    }
    rect(first % SIDE, top, SIDE - (first % SIDE), 1);
    rect(0, top + 1, SIDE, bottom - top - 1);
    rect(0, bottom, (last % SIDE) + 1, 1);
  }

  drawLines(pen, colour, size) {
    const cell = this.cell;
    if (cell >= 9) {
      pen.strokeStyle = colour("line");
      pen.lineWidth = 1;
      pen.beginPath();
      for (let i = 0; i <= this.visible + 1; i++) {
        const x = (Math.floor(this.left) + i - this.left) * cell;
        const y = (Math.floor(this.top) + i - this.top) * cell;
        pen.moveTo(x, 0);
        pen.lineTo(x, size);
        pen.moveTo(0, y);
        pen.lineTo(size, y);
      }
      pen.stroke();
    }
    pen.strokeStyle = colour("edge");
    pen.lineWidth = 1.5;
    pen.beginPath();
    for (const row of [1024 / SIDE, 49152 / SIDE]) {
      pen.moveTo(0, (row - this.top) * cell);
      pen.lineTo(size, (row - this.top) * cell);
    }
    pen.stroke();
    if (cell >= 40) {
      pen.fillStyle = colour("soft");
      pen.font = "11px sans-serif";
      pen.textAlign = "center";
      for (let row = Math.floor(this.top); row < Math.min(SIDE, this.top + this.visible); row++) {
        for (let column = Math.floor(this.left); column < Math.min(SIDE, this.left + this.visible); column++) {
          const [x, y] = [(column - this.left + 0.5) * cell, (row - this.top + 1) * cell - 4];
          pen.fillText(String(row * SIDE + column), x, y);
        }
      }
    }
  }

  /** The shapes of a port, side by side where it has several and there is room. */
  drawPort(pen, port, colour) {
    const cell = this.cell;
    const x = (port % SIDE - this.left + 0.5) * cell;
    const y = (Math.floor(port / SIDE) - this.top + (cell >= 40 ? 0.42 : 0.5)) * cell;
    if (x < -8 || y < -8 || x > this.area.clientWidth + 8 || y > this.area.clientHeight + 8) return;
    let shapes = this.shapes(port);
    if (cell < 24) shapes = shapes.slice(0, 1);
    const least = this.bits[port] & (LISTENS | ELSEWHERE | UDP) ? 8 : 6;
    const size = Math.max(least, Math.min(20, (cell * 0.62) / shapes.length));
    shapes.forEach(([shape, ink], i) => {
      pen.fillStyle = pen.strokeStyle = colour(ink);
      pen.lineWidth = Math.max(1.3, size / 6);
      drawShape(pen, shape, x + (i - (shapes.length - 1) / 2) * size * 1.2, y, size / 2);
    });
  }

  shapes(port) {
    const bits = this.bits[port];
    const shapes = [];
    if (this.facts.differences[port] === "unseen") shapes.push(["triangle", "no"]);
    if (bits & LISTENS) shapes.push(["disc", "yes"]);
    if (bits & ELSEWHERE) shapes.push(["ring", "lan"]);
    if (bits & UDP) shapes.push(["diamond", "sea"]);
    if (bits & CONNECTED) shapes.push(["square", "amber"]);
    if (bits & TIME_WAIT) shapes.push(["cross", "other"]);
    if (shapes.length === 0) shapes.push(["square", "no"]); // the two sources differ otherwise
    return shapes;
  }

  drawCursor(pen, colour) {
    const cell = this.cell;
    const side = Math.max(cell, 11);
    const most = this.area.clientWidth - side - 2;
    const middle = (at) => Math.max(2, Math.min(most, (at + 0.5) * cell - side / 2));
    const x = middle(this.cursor % SIDE - this.left);
    const y = middle(Math.floor(this.cursor / SIDE) - this.top);
    pen.lineWidth = 4;
    pen.strokeStyle = colour("sheet");
    pen.strokeRect(x, y, side, side);
    pen.lineWidth = 2;
    pen.strokeStyle = colour("ink");
    pen.strokeRect(x, y, side, side);
  }

  // --- what it says ---

  facts = { rows: [], differences: {}, services: {} };

  rows(port) {
    return this.facts.rows.filter((row) => row.port === port);
  }

  zone(port) {
    return this.words[`zone.${port < 1024 ? "well-known" : port < 49152 ? "registered" : "dynamic"}`];
  }

  /** What the table says of a port, in sentences. */
  states(port) {
    const bits = this.bits[port];
    if (port === 0) return [this.words["state.zero"]];
    const said = [
      [LISTENS, "listens"],
      [ELSEWHERE, "elsewhere"],
      [UDP, "udp"],
      [CONNECTED, "connected"],
      [TIME_WAIT, "time-wait"],
    ]
      .filter(([bit]) => bits & bit)
      .map(([, word]) => fill(this.words[`state.${word}`], this.data));
    return said.length > 0 ? said : [this.words["state.free"]];
  }

  scanned(port) {
    const bits = this.bits[port];
    const word = bits & GIVEN ? "given" : bits & IN_USE ? "in-use" : bits & PRIVILEGE ? "privilege" : "not-asked";
    return fill(this.words[`scan.${word}`], this.data);
  }

  differs(port) {
    const reason = this.facts.differences[port];
    return reason ? this.words[`differs.${reason}`] : undefined;
  }

  /** What is no difference, and yet surprises. */
  why(port) {
    if (this.data.source !== "scan" || this.differs(port)) return undefined;
    const bits = this.bits[port];
    if (bits & ELSEWHERE && bits & GIVEN) return this.words["why.elsewhere"];
    if (bits & (LISTENS | ELSEWHERE) || !(bits & IN_USE)) return undefined;
    if (bits & CONNECTED) return this.words["why.connected"];
    return bits & TIME_WAIT ? this.words["why.time-wait"] : undefined;
  }

  service(port) {
    const service = this.facts.services[port];
    return service ? fill(this.words.service, { service }) : this.words["no-service"];
  }

  /** The cursor's port in a line. It is spoken only when the reader moves. */
  say(spoken) {
    const port = this.cursor;
    const parts = [fill(this.words.port, { port }), this.zone(port)];
    if (this.facts.services[port]) parts.push(this.service(port));
    const sentences = [...this.states(port)];
    const owner = this.rows(port).find((row) => row.pid);
    if (owner) sentences.push(`PID ${owner.pid} ${owner.command ?? ""}`.trim());
    if (this.data.source === "scan" && port > 0) sentences.push(this.scanned(port));
    if (this.differs(port)) sentences.push(this.words.differs);
    const line = `${parts.join(" · ")}. ${sentences.join(" ")}`;
    if (this.here.textContent === line) return;
    this.here.setAttribute("aria-live", spoken ? "polite" : "off");
    this.here.textContent = line;
  }

  /** The whole story of a port. */
  tell(port) {
    this.chosen = port;
    const story = document.createDocumentFragment();
    element("strong", fill(this.words.port, { port }), element("p", "", story));
    const range = { range: this.data.ephemeral, from: this.data.unprivileged };
    const [first, last] = this.data.ephemeral.split("–").map(Number);
    const kinds = [this.zone(port), this.service(port)];
    if (port >= first && port <= last) kinds.push(fill(this.words.ephemeral, range));
    if (port > 0 && port < Number(this.data.unprivileged)) kinds.push(fill(this.words.privileged, range));
    element("p", `${kinds.join(" · ")}.`, story);
    const list = element("dl", "", story);
    const say = (term, ...all) => {
      element("dt", term, list);
      all.forEach((text) => element("dd", text, list));
    };
    say(this.words["source.table"], ...this.states(port));
    if (this.data.source === "scan" && port > 0) say(this.words["source.scan"], this.scanned(port));
    if (this.differs(port)) say(this.words.differs, this.differs(port));
    if (this.why(port)) list.append(element("dd", this.why(port)));
    const rows = this.rows(port);
    if (rows.length > 0) {
      element("dt", this.words.who, list);
      rows.slice(0, 8).forEach((row) => element("code", this.owner(row), element("dd", "", list)));
      if (rows.length > 8) element("dd", fill(this.words.more, { count: rows.length - 8 }), list);
    }
    const link = element("a", this.words.probe, element("p", "", story));
    link.href = `/experiments/probe?${new URLSearchParams({ port, address: this.data.address })}`;
    this.story.replaceChildren(story);
    this.story.hidden = false;
  }

  owner(row) {
    const who = row.pid
      ? `PID ${row.pid} ${row.command ?? ""}`.trim()
      : this.words[row.hidden ? "hidden" : "nobody"];
    const place = row.remote ? `${row.address} → ${row.remote}` : row.address;
    const left = row.secondsLeft == null ? "" : `, ${fill(this.words.seconds, { seconds: row.secondsLeft })}`;
    const state = row.state.toUpperCase().replaceAll("-", "_");
    return `${row.protocol.toUpperCase()} ${state} ${place}${left} · ${who}${row.user ? ` (${row.user})` : ""}`;
  }

  // --- the table ---

  /** Makes the plain table sortable and filtered; it is a new one after every run. */
  dressTable() {
    const part = this.card.querySelector(".portmap-table");
    if (!part || part.dataset.dressed) return;
    part.dataset.dressed = "true";
    const filter = part.querySelector(".portmap-filter");
    filter.hidden = false;
    filter.querySelector("input").addEventListener("input", (event) => showRows(part, event.target.value));
    part.querySelectorAll("thead th").forEach((head, column) => {
      const button = element("button", head.textContent);
      button.type = "button";
      button.addEventListener("click", () => sortRows(part, head, column));
      head.replaceChildren(button);
    });
    part.addEventListener("click", (event) => {
      const row = event.target.closest("tbody tr");
      if (row && this.figure && !this.figure.hidden) this.go(Number(row.dataset.port), true);
    });
  }
}

function drawShape(pen, shape, x, y, r) {
  pen.beginPath();
  if (shape === "disc" || shape === "ring") {
    pen.arc(x, y, shape === "ring" ? r * 0.8 : r, 0, 2 * Math.PI);
  } else if (shape === "diamond") {
    pen.moveTo(x, y - r * 1.1);
    pen.lineTo(x + r * 1.1, y);
    pen.lineTo(x, y + r * 1.1);
    pen.lineTo(x - r * 1.1, y);
  } else if (shape === "triangle") {
    pen.moveTo(x, y - r);
    pen.lineTo(x + r * 1.1, y + r);
    pen.lineTo(x - r * 1.1, y + r);
  } else if (shape === "square") {
    pen.rect(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6);
  } else {
    pen.moveTo(x - r * 0.8, y - r * 0.8);
    pen.lineTo(x + r * 0.8, y + r * 0.8);
    pen.moveTo(x + r * 0.8, y - r * 0.8);
    pen.lineTo(x - r * 0.8, y + r * 0.8);
  }
  pen.closePath();
  if (["disc", "diamond", "triangle"].includes(shape)) pen.fill();
  else pen.stroke();
}

function showRows(part, typed) {
  const wanted = typed.trim().toLowerCase();
  let shown = 0;
  for (const row of part.querySelectorAll("tbody tr")) {
    row.hidden = !row.textContent.toLowerCase().includes(wanted);
    if (!row.hidden) shown++;
  }
  const count = part.querySelector(".portmap-count");
  count.textContent = count.dataset.words.replace("#", shown);
}

function sortRows(part, head, column) {
  const rising = head.getAttribute("aria-sort") !== "ascending";
  part.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", rising ? "ascending" : "descending");
  const text = (row) => row.children[column].textContent.trim();
  const compare =
    head.dataset.sort === "number"
      ? (a, b) => a.dataset.port - b.dataset.port
      : (a, b) => text(a).localeCompare(text(b), undefined, { numeric: true });
  // Sorted by hand, the rows are one list and no longer listeners first.
  const rows = [...part.querySelectorAll("tbody tr")].sort(compare);
  part.querySelector("tbody").append(...(rising ? rows : rows.reverse()));
}
