/* Search in the browser, in a worker that speaks Material's messages: 0 set up, 1 ready, 2 query, 3 result.
   Every word of the query must stand in an entry, exactly, after both are folded: 第十六条 = 第１６条 = 16条, ｻｰﾋﾞｽ = サービス.
   The index is fetched when the box is entered, not with the page. */
"use strict";

const DIGITS = "〇一二三四五六七八九";
const PIECES = /第?[〇一二三四五六七八九十百]+(?=[条項号章])|第(?=[0-9０-９])|[ｦ-ﾟ]+|./gsu;
const LONGEST = 200; // characters of a query
const AROUND = 40; // characters shown before and after what was found

function number(kanji) {
  let total = 0;
  let digit = 0;
  for (const sign of kanji.replace("第", "")) {
    const unit = { 十: 10, 百: 100 }[sign];
    if (unit) {
      total += (digit || 1) * unit;
      digit = 0;
    } else digit = digit * 10 + DIGITS.indexOf(sign);
  }
  return String(total + digit);
}

function foldPiece(piece) {
  if (piece === "第") return "";
  if (/^第?[〇一二三四五六七八九十百]/u.test(piece) && (piece.length > 1 || "十百".includes(piece))) return number(piece);
  return piece.normalize("NFKC").toLowerCase().replace(/\s/gu, " ");
}

/* The folded text, and where each of its characters stood. */
function fold(text) {
  let folded = "";
  const places = [];
  for (const { 0: piece, index } of text.matchAll(PIECES)) {
    // A single kanji digit is a number only before 条, 項, 号 or 章.
    const lone = DIGITS.includes(piece) && /[条項号章]/u.test(text[index + 1] || "");
    const told = lone ? number(piece) : foldPiece(piece);
    folded += told;
    for (let at = 0; at < told.length; at++) places.push(index);
  }
  places.push(text.length);
  return { folded, places };
}

/* Words, and what stands in quotes as one. */
function words(query) {
  const found = fold(query.slice(0, LONGEST)).folded.replace(/[“”„]/gu, '"').matchAll(/"([^"]+)"|([^\s"、。，．]+)/gu);
  return [...found].map((match) => (match[1] || match[2]).trim()).filter(Boolean);
}

/* The parts of a query that carry its meaning: 書面による承諾 speaks of 書面 and 承諾. */
function parts(query) {
  const runs = fold(query.slice(0, LONGEST)).folded.matchAll(/\p{sc=Han}+|[\p{sc=Katakana}ー]{2,}|[a-z0-9]{2,}/gu);
  return [...runs].map(([run]) => run);
}

const digit = (sign) => sign !== undefined && sign >= "0" && sign <= "9";

/* Where a word stands in a folded text, -1 for nowhere; a number does not stand within a longer one. */
function find(folded, word, from = 0) {
  for (let at = folded.indexOf(word, from); at >= 0; at = folded.indexOf(word, at + 1)) {
    const before = digit(word[0]) && digit(folded[at - 1]);
    const after = digit(word.at(-1)) && digit(folded[at + word.length]);
    if (!before && !after) return at;
  }
  return -1;
}

const escaped = (text) => text.replace(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`);

/* The text around what was found, escaped, with what was found marked. */
function marked(text, sought, whole) {
  const { folded, places } = fold(text);
  const hits = [];
  for (const word of sought)
    for (let at = find(folded, word); at >= 0; at = find(folded, word, at + word.length))
      hits.push([places[at], places[at + word.length]]);
  hits.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const first = hits.length ? hits[0][0] : 0;
  const start = whole || first < AROUND * 2 ? 0 : first - AROUND;
  const end = whole ? text.length : Math.min(text.length, start + AROUND * 4);
  let out = start ? "…" : "";
  let at = start;
  for (const [from, to] of hits) {
    if (from < at || to > end) continue;
    out += `${escaped(text.slice(at, from))}<mark data-md-highlight>${escaped(text.slice(from, to))}</mark>`;
    at = to;
  }
  return out + escaped(text.slice(at, end)) + (end < text.length ? "…" : "");
}

/* How well an entry answers: the terms come before what is said of them, and what an entry is called counts more than
   what it says; 0 where a word is missing. */
function score(entry, sought) {
  let total = entry.page.startsWith("articles/") ? 14 : 0;
  for (const word of sought) {
    const named = find(entry.named, word);
    if (named >= 0) total += entry.named === word ? 40 : named === 0 ? 12 : 8;
    else if (find(entry.said, word) >= 0) total += 1;
    else return 0;
  }
  return total;
}

let index = null;

async function entries() {
  const answer = await fetch(new URL("../search/index.json", self.location));
  return (await answer.json()).map((entry) => ({
    ...entry,
    page: entry.location.split("#")[0],
    named: fold([entry.title, ...entry.names].join(" ")).folded,
    said: fold(entry.text).folded,
  }));
}

/* What holds each word as it stands; where nothing does, what holds the parts of them. Where only what is said of the
   terms does, the provisions that hold the parts come before it. */
function search(all, query) {
  const exact = found(all, words(query));
  if (exact.some(isArticle)) return exact;
  const broad = found(all, parts(query));
  return exact.length ? [...broad.filter(isArticle), ...exact] : broad;
}

const isArticle = ([first]) => first.location.startsWith("articles/");

/* Entries by page, the best page first; of two alike the one that stands first in the book. */
function found(all, sought) {
  if (!sought.length) return [];
  const pages = new Map();
  for (const entry of all) {
    const points = score(entry, sought);
    if (points) pages.set(entry.page, [...(pages.get(entry.page) || []), { entry, points }]);
  }
  const groups = [...pages].map(([page, hits]) => ({ page, hits, best: Math.max(...hits.map((hit) => hit.points)) }));
  groups.sort((a, b) => b.best - a.best);
  const shown = ({ entry, points }) => ({
    location: entry.location,
    title: marked(entry.title, sought, true),
    text: marked(entry.text, sought, false),
    score: points,
    terms: Object.fromEntries(sought.map((word) => [word, true])),
  });
  return groups.map(({ page, hits }) => {
    const head = hits.find((hit) => hit.entry.location === page);
    const rest = hits.filter((hit) => hit !== head).sort((a, b) => b.points - a.points);
    // Material wants the page itself in each group.
    return [head || { entry: all.find((entry) => entry.location === page), points: 0 }, ...rest].map(shown);
  });
}

async function answer({ type, data }) {
  if (type === 0) return { type: 1 };
  if (!data.trim()) return { type: 3, data: { items: [] } };
  index = index || entries();
  try {
    return { type: 3, data: { items: search(await index, data) } };
  } catch (problem) {
    index = null; // the next query tries again
    throw problem;
  }
}

new BroadcastChannel("y-search").addEventListener("message", () => {
  index = index || entries().catch(() => (index = null));
});
addEventListener("message", async (message) => postMessage(await answer(message.data)));
