/* The page's end of the worker. */

export class Engine {
  /** `tell` is told every stage: loading, reading, ready, failed. */
  constructor(tell = () => {}) {
    this.tell = tell;
    this.start();
  }

  start() {
    this.waiting = new Map();
    this.count = 0;
    this.worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    this.worker.onmessage = ({ data }) => this.take(data);
    this.worker.onerror = (problem) => {
      console.error(problem.message);
      this.tell("failed");
    };
    this.tell("loading");
  }

  take({ id, answer, stage }) {
    if (stage) return this.tell(stage);
    const done = this.waiting.get(id);
    this.waiting.delete(id);
    done?.(JSON.parse(answer));
  }

  /** The answer to a request of dsl/browser/desk.py. */
  ask(request) {
    const id = ++this.count;
    this.worker.postMessage({ id, request: JSON.stringify(request) });
    return new Promise((done) => this.waiting.set(id, done));
  }

  /** Leave everything that is going on, and begin anew. */
  restart() {
    this.worker.terminate();
    this.start();
  }
}
