// The targets of issue 4, Speed: what Homeward measured, what the other engine did in the same run,
// and whether the target is reached. A target not reached is shown so, and does not fail the bench.
import { markdown, ms, octets, rate, times } from './figures.mjs';
import { peers } from './peers.mjs';

const MB = 1e6;

/** Ours at most so many times theirs: their name and figure, the ratio, whether it is so. */
const atMost = (factor, ours, name, theirs, show) => ({
  beside: `${name}: ${show(theirs)}`,
  ratio: times(ours / theirs),
  target: `at most ${factor}x`,
  is_reached: ours <= factor * theirs,
});

const below = (limit, ours, show) => ({ target: `at most ${show(limit)}`, is_reached: ours <= limit });

/** Of the peers, the one with the least of a figure. */
function least(others, figure) {
  const [peer, measures] = Object.entries(others)
    .filter(([, m]) => m[figure] !== undefined)
    .sort(([, a], [, b]) => a[figure] - b[figure])[0] ?? ['none', {}];
  return [peers[peer] ?? 'no peer', measures[figure] ?? NaN];
}

const isMost = (factor, ours, name, theirs) => ({
  beside: `${name}: ${rate(theirs)}`,
  ratio: times(ours / theirs),
  target: `at least ${factor}x`,
  is_reached: ours >= factor * theirs,
});

const all = (count, of) => ({ target: `${of} of ${of}`, is_reached: count === of });

// Of the same workload a change has as many versions everywhere.
const wasm_changes_per_s = (m) =>
  (m.merge_wasm_sqlite_per_s * m.merge_changes_per_s) / m.merge_sqlite_durable_per_s;

// m: Homeward's; p: the peers'; size: of the workload, 1 for a thousand interviews.
const rows = (m, p, size) => [
  ['push of everything', ms(m.push_ms), atMost(0.4, m.push_ms, 'Yjs', p.yjs.push_ms, ms)],
  ['push of everything, durable', ms(m.push_ms),
    atMost(1, m.push_ms, 'RxDB in memory', p.rxdb.push_ms, ms)],
  ['push, up', octets(m.push_up_bytes), below(2.2 * MB * size, m.push_up_bytes, octets)],
  ['pull to a fresh device, native', ms(m.pull_ms),
    atMost(0.7, m.pull_ms, 'Loro', p.loro.pull_ms, ms)],
  ['pull to a fresh device, WebAssembly', ms(m.pull_wasm_ms), below(400 * size, m.pull_wasm_ms, ms)],
  ['pull, down, all history (there is none on demand)', octets(m.pull_down_bytes),
    below(2.05 * MB * size, m.pull_down_bytes, octets)],
  ['nothing new, both ways', octets(m.nothing_up_bytes + m.nothing_down_bytes),
    below(400, m.nothing_up_bytes + m.nothing_down_bytes, octets)],
  ['nothing new, time', ms(m.nothing_ms),
    atMost(1, m.nothing_ms, ...least(p, 'nothing_ms'), ms)],
  ['ten edits up, time', ms(m.delta_ms), atMost(0.3, m.delta_ms, ...least(p, 'delta_ms'), ms)],
  ['ten edits up', octets(m.delta_up_bytes), below(1000, m.delta_up_bytes, octets)],
  ['merging into the durable store, changes, native', rate(m.merge_changes_per_s),
    isMost(10, m.merge_changes_per_s, 'Loro', p.loro.merge_changes_per_s)],
  ['merging into SQLite in memory, changes, WebAssembly', rate(wasm_changes_per_s(m)),
    isMost(5, wasm_changes_per_s(m), 'Loro', p.loro.merge_changes_per_s)],
  ['rival versions kept and in view', `${m.rivals_kept_count}`, all(m.rivals_kept_count, m.rivals_count)],
  ["fields back after the server's restore", `${m.restored_fields_count}`,
    all(m.restored_fields_count, 40)],
  ['store of a fresh native device, all history', octets(m.store_client_bytes),
    below(6 * MB * size, m.store_client_bytes, octets)],
  ["store of a browser's new tablet, all history", octets(m.store_wasm_bytes),
    below(12 * MB * size, m.store_wasm_bytes, octets)],
  ['server memory, 200 devices', octets(m.crowd_peak_bytes),
    below(256 * MB, m.crowd_peak_bytes, octets)],
  ["a supervisor's first sync of 10,000 records, ten at once: the slowest", ms(m.supervisors_longest_ms),
    { beside: `one alone: ${ms(m.supervisors_alone_ms)}`, ...below(2000, m.supervisors_longest_ms, ms) }],
];

/** Markdown; `others` as peerMedians() has them. */
export const targetsTable = (measures, others, records) =>
  markdown(['target', 'Homeward', 'beside it, in the same run', 'ratio', 'must be', 'reached'],
    rows(measures, others, records / 1000).map(([what, ours, { beside, ratio, target, is_reached }]) =>
      [what, ours, beside ?? '', ratio ?? '', target, is_reached ? 'yes' : '**no**']));
