// Ranks what can be found for what somebody types. The server does the same for readers without a
// script (portside/search/Ranking.java), and a test asks both for the same answers.
const WORD = /::[0-9a-f]*|[a-z0-9_]+(?:[.:-][a-z0-9_]+)*|[가-힣]+|[ㄱ-ㅎ]+/g;
const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const PARTICLES =
  /(?:으로|에서|에게|까지|부터|하고|라는|이란|[을를이가은는에로와과의도만란])$/;
const TITLE = 6;
const ALSO = 5;
const TEXT = 1;
const MOST = 12;

const fold = (text) => text.normalize("NFC").toLowerCase();
const isKorean = (word) => word >= "가" && word <= "힣";
const isInitials = (word) => word >= "ㄱ" && word < "ㅏ";

export function words(text) {
  return fold(text).match(WORD) ?? [];
}

function initials(word) {
  let found = "";
  for (const c of word) {
    found += isKorean(c) ? INITIALS[Math.floor((c.charCodeAt(0) - 0xac00) / 588)] : c;
  }
  return found;
}

/** The letters that a word is typed with: each syllable gives two or three. */
function letters(word) {
  return isKorean(word) ? word.normalize("NFD") : word;
}

/** Whether some beginning of a word is one slip away: a letter wrong, missing, doubled or swapped. */
function slipped(term, word) {
  if (term.length > word.length + 1) return false; // more than one letter too long, whatever they are
  const a = letters(term);
  const b = letters(word);
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  if (i === a.length) return true;
  const rest = a.slice(i + 1);
  const ends = isKorean(term) ? (x, y) => y.startsWith(x) : (x, y) => x === y;
  return (
    ends(rest, b.slice(i + 1)) ||
    ends(rest, b.slice(i)) ||
    ends(a.slice(i), b.slice(i + 1)) ||
    (a[i] === b[i + 1] && a[i + 1] === b[i] && ends(a.slice(i + 2), b.slice(i + 2)))
  );
}

/** How well a word of the course answers one that was typed, 0 to 1. */
function likeness(term, word) {
  if (word === term) return 1;
  if (isInitials(term)) {
    return term.length > 1 && isKorean(word) && initials(word).startsWith(term) ? 0.7 : 0;
  }
  if (isKorean(term)) {
    if (!isKorean(word) || term.length < 2) {
      return term.length === 1 && word.length === 2 && word.startsWith(term) ? 0.3 : 0;
    }
    if (word.startsWith(term)) return word.length - term.length < 3 ? 0.9 : 0.7;
    const stem = term.replace(PARTICLES, "");
    if (stem.length > 1 && stem !== term && word.startsWith(stem)) return 0.8;
    return word.includes(term) ? 0.5 : 0;
  }
  if (term.length > 1 && word.startsWith(term)) return 0.7;
  return term.length > 3 && word.includes(term) ? 0.4 : 0;
}

/** Prepares what can be found; entries are [url, page, title, text, also]. */
export function prepare(entries) {
  const places = new Map();
  entries.forEach(([, , title, text, also], at) => {
    [
      [title, TITLE],
      [also.join("\n"), ALSO],
      [text, TEXT],
    ].forEach(([field, weight]) => {
      for (const word of words(field)) {
        if (!places.has(word)) places.set(word, new Map());
        const here = places.get(word);
        const key = at * 8 + weight;
        here.set(key, (here.get(key) ?? 0) + 1);
      }
    });
  });
  const whole = entries.map(([, , title, text, also]) => ({
    title: fold(title),
    also: also.map(fold),
    text: fold(text),
  }));
  return { entries, places, whole };
}

function hits(index, like) {
  const best = new Map();
  for (const [word, here] of index.places) {
    const how = like(word);
    if (how === 0) continue;
    for (const [key, count] of here) {
      const score = how * (1 + Math.log2(count) / 4);
      if (score > (best.get(key) ?? 0)) best.set(key, score);
    }
  }
  const scores = new Map();
  for (const [key, score] of best) {
    const at = key >> 3;
    scores.set(at, (scores.get(at) ?? 0) + score * (key & 7));
  }
  return scores;
}

/** The best answers, the first one first: [{ at, score, terms }]. */
export function rank(index, query) {
  const terms = [...new Set(words(query))].slice(0, 12);
  const total = new Map();
  for (const term of terms) {
    let scores = hits(index, (word) => likeness(term, word));
    if (scores.size === 0 && letters(term).length > 3) {
      scores = hits(index, (word) => (slipped(term, word) ? 0.5 : 0));
    }
    const rarity = Math.log(1 + index.entries.length / (scores.size || 1));
    for (const [at, score] of scores) {
      const sum = total.get(at) ?? { at, score: 0, found: 0, terms };
      sum.score += score * rarity;
      sum.found++;
      total.set(at, sum);
    }
  }
  const typed = fold(query).trim();
  const results = [...total.values()];
  for (const result of results) {
    const { title, also, text } = index.whole[result.at];
    result.score *= (result.found / terms.length) ** 2;
    if (also.includes(typed)) result.score += 60;
    else if (also.some((each) => each.includes(typed) || (each.length > 5 && typed.includes(each)))) {
      result.score += 25;
    }
    if (title === typed) result.score += 40;
    else if (typed.length > 2 && title.includes(typed)) result.score += 10;
    if (typed.length > 5 && text.includes(typed)) result.score += 8;
  }
  return results.sort((a, b) => b.score - a.score || a.at - b.at).slice(0, MOST);
}

/** The sentence of an answer that has most of what was typed. */
export function sentence(index, { at, terms }) {
  const all = index.entries[at][3].split(/(?<=[.?!다요][.?!”]?)\s+|\n/).filter((each) => each.trim());
  let best = all[0] ?? "";
  let most = 0;
  for (const each of all) {
    const inIt = words(each);
    let found = 0;
    for (const term of terms) {
      found += Math.max(0, ...inIt.map((word) => likeness(term, word)));
    }
    if (found > most) [best, most] = [each, found];
  }
  return best.length > 160 ? `${best.slice(0, 157)}…` : best;
}
