// The figures as a Markdown table, fit for docs/benchmarks.md.

import { markdown, ms, octets, rate, thousands, times } from './figures.mjs';

const rows = [
  {
    what: 'merge of versions, memory store, native',
    shows: (m) => rate(m.merge_memory_per_s),
  },
  {
    what: 'merge of versions, memory store, WebAssembly',
    shows: (m) => rate(m.merge_wasm_memory_per_s),
    beside: (m) => `native is ${times(m.merge_memory_per_s / m.merge_wasm_memory_per_s)}`,
  },
  {
    what: 'merge of versions, SQLite in memory, native',
    shows: (m) => rate(m.merge_sqlite_memory_per_s),
  },
  {
    what: 'merge of versions, SQLite in memory, WebAssembly',
    shows: (m) => rate(m.merge_wasm_sqlite_per_s),
    beside: (m) => `native is ${times(m.merge_sqlite_memory_per_s / m.merge_wasm_sqlite_per_s)}`,
  },
  {
    what: 'merge of versions, SQLite on disk, native',
    shows: (m) => rate(m.merge_sqlite_durable_per_s),
  },
  {
    what: 'push of everything, two devices one after the other',
    shows: (m) => ms(m.push_ms),
    beside: (m) => `packing and writing it once is ${ms(m.once_gzip_ms + m.once_write_ms)}: ` +
      times(m.push_ms / (m.once_gzip_ms + m.once_write_ms)),
  },
  {
    what: 'push, up',
    shows: (m) => octets(m.push_up_bytes),
    beside: (m) => `gzip of the same history at once is ${octets(m.once_history_gzip_bytes)}: ` +
      times(m.push_up_bytes / m.once_history_gzip_bytes),
  },
  { what: 'push, down', shows: (m) => octets(m.push_down_bytes) },
  {
    what: 'pull to a fresh device, with all history',
    shows: (m) => ms(m.pull_ms),
    beside: (m) => `push is ${times(m.push_ms / m.pull_ms)}`,
  },
  {
    what: 'pull, down',
    shows: (m) => octets(m.pull_down_bytes),
    beside: (m) => `final state alone, gzip -9, is ${octets(m.once_final_rows_gzip_bytes)}: ` +
      times(m.pull_down_bytes / m.once_final_rows_gzip_bytes),
  },
  { what: 'pull to a fresh device in WebAssembly, with all history', shows: (m) => ms(m.pull_wasm_ms) },
  { what: 'pull, up', shows: (m) => octets(m.pull_up_bytes) },
  { what: 'nothing new, round trip', shows: (m) => ms(m.nothing_ms) },
  {
    what: 'nothing new, up and down, HTTP included',
    shows: (m) => `${octets(m.nothing_up_bytes)} + ${octets(m.nothing_down_bytes)}`,
  },
  { what: 'ten edits up', shows: (m) => ms(m.delta_ms) },
  {
    what: 'ten edits, up and down',
    shows: (m) => `${octets(m.delta_up_bytes)} + ${octets(m.delta_down_bytes)}`,
  },
  { what: 'ten edits taken by the other device', shows: (m) => ms(m.delta_pull_ms) },
  {
    what: 'ten edits taken, down',
    shows: (m) => octets(m.delta_pull_down_bytes),
  },
  {
    what: '200 tablets of 20 people come back at once: all have sent and received',
    shows: (m) => ms(m.crowd_ms),
    beside: (m) => `refused ${m.crowd_refused_count} times; again, with five answers each, ` +
      ms(m.crowd_again_ms),
  },
  {
    what: 'server memory with 200 tablets: highest, after the first time, after the last',
    shows: (m) => octets(m.crowd_peak_bytes),
    beside: (m) => `${octets(m.crowd_first_bytes)}, ${octets(m.crowd_last_bytes)}`,
  },
  {
    what: '1,000 tablets with their notice sockets come back at once, one run: all have sent and received',
    shows: (m) => ms(m.thousand_ms),
    beside: (m) => `refused ${m.thousand_refused_count} times; again, with five answers each, ` +
      `${ms(m.thousand_again_ms)}; sockets open at the end: ${m.thousand_listening_count}`,
  },
  {
    what: 'server memory with 1,000 tablets: highest, after the first time, after the last',
    shows: (m) => octets(m.thousand_peak_bytes),
    beside: (m) => `${octets(m.thousand_first_bytes)}, ${octets(m.thousand_last_bytes)}`,
  },
  { what: 'a key to the words on disk, Chromium', shows: (m) => ms(m.durable_ms) },
  {
    what: 'cold start without a network: first screen, then unlocked',
    shows: (m) => `${ms(m.cold_first_screen_ms)}, ${ms(m.cold_unlocked_ms)}`,
  },
  {
    what: 'what is owed for a child of 40 episodes, native',
    shows: (m) => `${m.evaluate_child_ms.toFixed(2)} ms`,
  },
  {
    what: 'what is owed for a child of 40 episodes, WebAssembly',
    shows: (m) => `${m.evaluate_wasm_child_ms.toFixed(2)} ms`,
  },
  {
    what: 'what is owed for 6,000 children, native',
    shows: (m) => ms(m.evaluate_caseload_ms),
    beside: (m) => `${thousands(m.evaluate_obligations_count)} obligations`,
  },
  {
    what: 'what is owed for 6,000 children, WebAssembly',
    shows: (m) => ms(m.evaluate_wasm_caseload_ms),
    beside: (m) => `native is ${times(m.evaluate_wasm_caseload_ms / m.evaluate_caseload_ms)}`,
  },
  {
    what: 'the lists of 6,000 children read and judged, WebAssembly',
    shows: (m) => ms(m.lists_ms),
  },
  {
    what: 'the same after a change to one child, WebAssembly',
    shows: (m) => `${m.lists_change_ms.toFixed(2)} ms`,
    beside: (m) => `from scratch is ${thousands(m.lists_ms / m.lists_change_ms)}x; ` +
      `judged: ${m.lists_judged_count}`,
  },
  {
    what: 'rival versions in view',
    shows: (m) => `${m.rivals_kept_count} of ${m.rivals_count} fields`,
  },
  { what: 'store of a fresh device', shows: (m) => octets(m.store_client_bytes) },
  { what: 'store of a new tablet in a browser', shows: (m) => octets(m.store_wasm_bytes) },
  { what: "server's store", shows: (m) => octets(m.store_server_bytes) },
  { what: "server's memory at its highest", shows: (m) => octets(m.server_peak_bytes) },
];

/** Each measure on a line: its figure, and what stands beside it in the same run. */
export const table = (measures) =>
  markdown(['measure', 'Homeward', 'beside it'], rows.map(({ what, shows, beside }) =>
    [what, shows(measures), beside ? beside(measures) : '']));
