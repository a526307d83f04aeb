// What the map says of a port: in a line wherever the cursor is, and as a story once it is chosen.
import {
  CONNECTED,
  ELSEWHERE,
  GIVEN,
  IN_USE,
  LISTENS,
  PRIVILEGE,
  TIME_WAIT,
  UDP,
} from "./ports.js";

const MOST_OWNERS = 8;

/** A line is heard as well as read: the whole command line stands in the story. */
const LONGEST_OWNER = 60;

/** A port in a line. */
export function line(map, port) {
  const { words, facts } = map;
  const parts = [fill(words.port, { port }), zone(map, port)];
  if (facts.services[port]) parts.push(service(map, port));
  const sentences = [...states(map, port)];
  const owner = rows(map, port).find((row) => row.pid);
  if (owner) sentences.push(shortened(process(owner)));
  if (scanned(map) && port > 0) sentences.push(scan(map, port));
  if (differs(map, port)) sentences.push(words.differs);
  return `${parts.join(" · ")}. ${sentences.join(" ")}`;
}

/** The whole story of a port, as nodes. */
export function story(map, port) {
  const { words, data } = map;
  const told = document.createDocumentFragment();
  element("strong", fill(words.port, { port }), element("p", "", told));
  element("p", `${kinds(map, port).join(" · ")}.`, told);
  const list = element("dl", "", told);
  const say = (term, ...all) => {
    element("dt", term, list);
    all.forEach((text) => element("dd", text, list));
  };
  say(words["source.table"], ...states(map, port));
  if (scanned(map) && port > 0) say(words["source.scan"], scan(map, port));
  if (differs(map, port)) say(words.differs, differs(map, port));
  if (why(map, port)) element("dd", why(map, port), list);
  tellOwners(map, rows(map, port), list);
  const link = element("a", words.probe, element("p", "", told));
  link.href = `/experiments/probe?${new URLSearchParams({ port, address: data.address })}`;
  return told;
}

function tellOwners({ words }, owners, list) {
  if (owners.length === 0) return;
  element("dt", words.who, list);
  for (const row of owners.slice(0, MOST_OWNERS)) {
    element("code", owner(words, row), element("dd", "", list));
  }
  const more = owners.length - MOST_OWNERS;
  if (more > 0) element("dd", fill(words.more, { count: more }), list);
}

function owner(words, row) {
  const who = row.pid ? process(row) : words[row.hidden ? "hidden" : "nobody"];
  const place = row.remote ? `${row.address} → ${row.remote}` : row.address;
  const left = row.secondsLeft == null ? "" : `, ${fill(words.seconds, { seconds: row.secondsLeft })}`;
  const state = row.state.toUpperCase().replaceAll("-", "_");
  return `${row.protocol.toUpperCase()} ${state} ${place}${left} · ${who}${row.user ? ` (${row.user})` : ""}`;
}

function process(row) {
  return `PID ${row.pid} ${row.command ?? ""}`.trim();
}

function shortened(text) {
  return text.length <= LONGEST_OWNER ? text : `${text.slice(0, LONGEST_OWNER)}…`;
}

function rows({ facts }, port) {
  return facts.rows.filter((row) => row.port === port);
}

/** What a number is by itself, whoever has it. */
function kinds(map, port) {
  const { words, data } = map;
  const range = { range: data.ephemeral, from: data.unprivileged };
  const [first, last] = data.ephemeral.split("–").map(Number);
  const all = [zone(map, port), service(map, port)];
  if (port >= first && port <= last) all.push(fill(words.ephemeral, range));
  if (port > 0 && port < Number(data.unprivileged)) all.push(fill(words.privileged, range));
  return all;
}

function zone({ words }, port) {
  return words[`zone.${port < 1024 ? "well-known" : port < 49152 ? "registered" : "dynamic"}`];
}

function service({ words, facts }, port) {
  const name = facts.services[port];
  return name ? fill(words.service, { service: name }) : words["no-service"];
}

/** What the table says of a port, in sentences. */
function states({ bits, words, data }, port) {
  if (port === 0) return [words["state.zero"]];
  const said = [
    [LISTENS, "listens"],
    [ELSEWHERE, "elsewhere"],
    [UDP, "udp"],
    [CONNECTED, "connected"],
    [TIME_WAIT, "time-wait"],
  ]
    .filter(([bit]) => bits[port] & bit)
    .map(([, word]) => fill(words[`state.${word}`], data));
  return said.length > 0 ? said : [words["state.free"]];
}

function scanned({ data }) {
  return data.source === "scan";
}

/** What the scan was told of a port. */
function scan({ bits, words, data }, port) {
  const said = bits[port];
  const word =
    said & GIVEN ? "given" : said & IN_USE ? "in-use" : said & PRIVILEGE ? "privilege" : "not-asked";
  return fill(words[`scan.${word}`], data);
}

function differs({ facts, words }, port) {
  const reason = facts.differences[port];
  return reason ? words[`differs.${reason}`] : undefined;
}

/** What is no difference, and yet surprises. */
function why(map, port) {
  if (!scanned(map) || differs(map, port)) return undefined;
  const { words } = map;
  const said = map.bits[port];
  if (said & ELSEWHERE && said & GIVEN) return words["why.elsewhere"];
  if (said & (LISTENS | ELSEWHERE) || !(said & IN_USE)) return undefined;
  if (said & CONNECTED) return words["why.connected"];
  return said & TIME_WAIT ? words["why.time-wait"] : undefined;
}

function fill(sentence, values) {
  return sentence.replace(/\{(\w+)}/g, (slot, name) => values[name] ?? slot);
}

function element(name, text, parent) {
  const made = document.createElement(name);
  made.textContent = text;
  parent.append(made);
  return made;
}
