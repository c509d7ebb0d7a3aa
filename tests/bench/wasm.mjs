// Merging and evaluating in WebAssembly, in this Node: the module is the tablet's kind, for a worker.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const batchesWarm = 1;
const often = 5; // the children of many episodes, as caseload.mjs has it
const evaluations = 20;
const caseloads = 5;
const listed = 6000; // children on the lists
const changed = 100; // of them, one after the other

/** Versions merged a second: {merge_wasm_memory_per_s, merge_wasm_sqlite_per_s}. */
export async function measureWasmMerge(wasmBuild, changesFile) {
  const module = await load(wasmBuild);
  await hand(module, await readFile(changesFile));
  for (let i = 0; i < batchesWarm; i += 1) rate(module, 1); // lets the engine optimise
  return {
    merge_wasm_memory_per_s: rate(module, 0),
    merge_wasm_sqlite_per_s: rate(module, 1),
  };
}

/** {evaluate_wasm_child_ms, of the slowest of them; evaluate_wasm_caseload_ms, the least of a few}. */
export async function measureWasmEvaluation(wasmBuild, caseloadFile) {
  const module = await load(wasmBuild);
  const lines = await readFile(caseloadFile);
  const at = module._bench_allocate(lines.length);
  memory(module).set(lines, at);
  const children = module._bench_read_caseload(at, lines.length);
  if (children < 0) throw new Error(fault(module));
  const evaluate = (from, to, times) => {
    const began = performance.now();
    for (let i = 0; i < times; i += 1) module._bench_evaluate(from, to);
    return (performance.now() - began) / times;
  };
  evaluate(often, children, batchesWarm); // lets the engine optimise
  const slowest = Math.max(
    ...Array.from({ length: often }, (_, child) => evaluate(child, child + 1, evaluations)),
  );
  return {
    evaluate_wasm_child_ms: slowest,
    evaluate_wasm_caseload_ms: Math.min(
      ...Array.from({ length: caseloads }, () => evaluate(often, children, 1)),
    ),
  };
}

/**
 * {lists_ms, of everybody from scratch; lists_change_ms, in the mean, after a change to one
 * child of so many; lists_judged_count, the children judged for that}.
 */
export async function measureWasmLists(wasmBuild) {
  const module = await load(wasmBuild);
  if (module._bench_make_lists(listed) !== listed) throw new Error(fault(module)); // fills them
  const began = performance.now();
  module._bench_make_lists(listed);
  const made = performance.now();
  let judged = 0;
  for (let i = 0; i < changed; i += 1) judged += module._bench_change_one((i * 61) % listed);
  return {
    lists_ms: made - began,
    lists_change_ms: (performance.now() - made) / changed,
    lists_judged_count: judged / changed,
  };
}

/** The module of tests/bench, anew. */
export async function load(wasmBuild) {
  const file = `${wasmBuild}/bench.js`;
  Object.assign(globalThis, { self: globalThis, importScripts() {}, location: { href: file } });
  const { default: make } = await import(pathToFileURL(file));
  return make({ wasmBinary: await readFile(`${wasmBuild}/bench.wasm`), homeward: { files: [], random: (octets) => void crypto.getRandomValues(octets), now: () => Date.now() } });
}

async function hand(module, changes) {
  const at = module._bench_allocate(changes.length);
  memory(module).set(changes, at);
  if (module._bench_read(at, changes.length) !== 0) throw new Error(fault(module));
}

function rate(module, intoSqlite) {
  const from = performance.now();
  const versions = module._bench_merge(intoSqlite);
  if (versions < 0) throw new Error(fault(module));
  return (versions / (performance.now() - from)) * 1000;
}

export const memory = (module) => module.HEAPU8;

const fault = (module) => text(module, module._bench_fault());

/** Up to its closing zero. */
export function text(module, from) {
  const octets = memory(module);
  return new TextDecoder().decode(octets.subarray(from, octets.indexOf(0, from)));
}
