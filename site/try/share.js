/* A case in the fragment of an address: it stays in the browser, and may come from a stranger. */

const KEY = "#facts=";
const MOST_SIGNS = 60_000;
const MOST_BYTES = 200_000;
const DEEPEST = 50;

/** What is wrong with a fragment: `damaged` or `huge`. */
export class BadLink extends Error {}

/** The fragment of `{text, documents, only, tree}`; empty where it would be too long for anybody to open. */
export async function fragmentOf(shared) {
  const plain = new Blob([JSON.stringify({ v: 1, ...shared })]).stream();
  const packed = new Uint8Array(await new Response(plain.pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer());
  let signs = "";
  for (let at = 0; at < packed.length; at += 4096) signs += String.fromCharCode(...packed.subarray(at, at + 4096));
  const told = KEY + btoa(signs).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return told.length > MOST_SIGNS ? "" : told;
}

/** The case in a fragment; null where it holds none. Throws BadLink. */
export async function fromFragment(fragment) {
  if (!fragment.startsWith(KEY)) return null;
  if (fragment.length > MOST_SIGNS) throw new BadLink("huge");
  const signs = fragment.slice(KEY.length);
  if (!/^[\w-]+$/.test(signs)) throw new BadLink("damaged");
  return checked(parsed(await inflated(unpacked(signs))));
}

function unpacked(signs) {
  try {
    return Uint8Array.from(atob(signs.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  } catch {
    throw new BadLink("damaged");
  }
}

/** Bytes to text; stops where a small fragment would grow beyond any honest case. */
async function inflated(bytes) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  for (let size = 0; ; ) {
    const { done, value } = await reader.read().catch(() => { throw new BadLink("damaged"); });
    if (done) return text;
    size += value.length;
    if (size > 2 * MOST_BYTES) throw new BadLink("huge");
    try {
      text += decoder.decode(value, { stream: true });
    } catch {
      throw new BadLink("damaged");
    }
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadLink("damaged");
  }
}

function checked(shared) {
  const names = (list) => Array.isArray(list) && list.length < 1000 && list.every((name) => typeof name === "string");
  const good = shared?.v === 1 && typeof shared.text === "string" && names(shared.documents) && names(shared.only);
  if (!good) throw new BadLink("damaged");
  if (shared.text.length > MOST_BYTES) throw new BadLink("huge");
  return { text: shared.text, documents: shared.documents, only: shared.only, tree: isCase(shared.tree) ? shared.tree : undefined };
}

const isMapping = (tree) => typeof tree === "object" && tree !== null && !Array.isArray(tree);
const isCase = (tree) => isMapping(tree) && isPlain(tree, DEEPEST);

/** Texts and nulls in lists and mappings, as the form makes them. */
function isPlain(tree, deep) {
  if (tree === null || typeof tree === "string") return true;
  return typeof tree === "object" && deep > 0 && Object.values(tree).every((inner) => isPlain(inner, deep - 1));
}
