/* Facts as YAML that people can read; whatever is no plain word is quoted. */

const PLAIN = /^(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_.+\/ -]*[\p{L}\p{N}_.])?%?|\d{4}-\d{2}-\d{2}T[\d:+-]+)$/u;
const NULLS = new Set(["null", "Null", "NULL"]);
const WIDTH = 100;

/** A tree of texts, nulls, lists and mappings as a YAML document. */
export function toYaml(tree) {
  return Object.keys(tree).length ? `${block(tree, "").join("\n")}\n` : "";
}

function scalar(value) {
  if (value === null) return "null";
  return PLAIN.test(value) && !NULLS.has(value) ? value : JSON.stringify(value);
}

const isLeaf = (value) => value === null || typeof value === "string";

function flow(value) {
  if (isLeaf(value)) return scalar(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  return `{${Object.entries(value).map(([key, inner]) => `${scalar(key)}: ${flow(inner)}`).join(", ")}}`;
}

/** Values that fit on their line stand there; records of the case itself get lines of their own. */
function block(mapping, indent) {
  return Object.entries(mapping).flatMap(([key, value]) => {
    const head = `${indent}${scalar(key)}:`;
    if (isLeaf(value) || empty(value)) return [`${head} ${flow(value)}`];
    if (Array.isArray(value)) {
      if (value.every(isLeaf)) return [`${head} ${flow(value)}`];
      return [head, ...value.flatMap((item) => listed(item, `${indent}  `))];
    }
    const short = `${head} ${flow(value)}`;
    return indent && short.length <= WIDTH ? [short] : [head, ...block(value, `${indent}  `)];
  });
}

const empty = (value) => Object.keys(value).length === 0;

function listed(item, indent) {
  const short = `${indent}- ${flow(item)}`;
  if (isLeaf(item) || Array.isArray(item) || empty(item) || short.length <= WIDTH) return [short];
  const lines = block(item, `${indent}  `);
  return [`${indent}- ${lines[0].trimStart()}`, ...lines.slice(1)];
}
