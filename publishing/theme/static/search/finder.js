// Asks the worker.

import { load, once, ROOT } from "./place.js";

const PATIENCE = 1500; // milliseconds that a query may keep the next one waiting

let worker;
let calls = 0;
let waiting = new Map();
let since = 0;

const fail = (error) => {
  for (const { reject } of waiting.values()) reject(error);
  waiting = new Map();
  worker?.terminate();
  worker = undefined;
};

const ask = (call, argument) => {
  if (!worker) {
    worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    worker.addEventListener("error", () => fail(new Error("the worker did not start")));
    worker.addEventListener("message", ({ data: { number, value, error } }) => {
      const { resolve, reject } = waiting.get(number);
      waiting.delete(number);
      if (error) reject(new Error(error));
      else resolve(value);
    });
  }
  return new Promise((resolve, reject) => {
    waiting.set((calls += 1), { resolve, reject });
    worker.postMessage({ number: calls, call, argument });
  });
};

export const prepare = () => ask("prepare");

export const find = (query) => {
  // Nobody waits for the answer to a query that has been changed.
  if (waiting.size && performance.now() - since > PATIENCE) fail(new Error("given up"));
  since = performance.now();
  return ask("find", query);
};

export const data = (page) => ask("data", page);

// Names and addresses to offer where nothing was found.
export const topics = once(async () => {
  const response = await load("topics.json");
  return (await response.json()).map(([name, address]) => [name, new URL(address, ROOT)]);
});
