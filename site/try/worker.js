/* The interpreter: Python as WebAssembly with the book in it. Requests and answers are JSON; see dsl/browser. */
import { loadPyodide } from "./pyodide.mjs";

const START = `
import os, sys
os.chdir("/book")
sys.path.insert(0, "/book")
from dsl.browser import open_desk
desk = open_desk("rules")
`;

async function start() {
  const here = new URL(".", import.meta.url).href;
  const archive = fetch(`${here}yakkan.zip`).then((found) => {
    if (!found.ok) throw new Error(`yakkan.zip: ${found.status}`);
    return found.arrayBuffer();
  });
  const python = await loadPyodide({ indexURL: here, checkAPIVersion: false });
  postMessage({ stage: "reading" });
  python.unpackArchive(await archive, "zip", { extractDir: "/book" });
  python.runPython(START);
  return python.globals.get("desk");
}

const desk = start();
desk.then(() => postMessage({ stage: "ready" }), failed);

function failed(problem) {
  console.error(problem);
  postMessage({ stage: "failed" });
}

onmessage = async ({ data }) => {
  try {
    postMessage({ id: data.id, answer: (await desk).handle(data.request) });
  } catch (problem) {
    failed(problem);
  }
};
