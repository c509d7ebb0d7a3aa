// What must hold on a developer's machine (issues 2 and 3, Speed); a miss fails the bench.

const floors = [
  {
    what: 'nothing new, both ways (S8)',
    figure: (m) => m.nothing_up_bytes + m.nothing_down_bytes,
    below: 400,
    unit: 'B',
  },
  { what: '1,000 interviews pushed', figure: (m) => m.push_ms, below: 5000, unit: 'ms' },
  { what: '1,000 interviews pulled afresh', figure: (m) => m.pull_ms, below: 5000, unit: 'ms' },
  {
    what: 'server memory with 200 tablets at once',
    figure: (m) => m.crowd_peak_bytes / 1e6,
    below: 256,
    unit: 'MB',
  },
  {
    what: 'server memory with 1,000 tablets at once',
    figure: (m) => m.thousand_peak_bytes / 1e6,
    below: 256,
    unit: 'MB',
  },
  {
    what: 'of 1,000 tablets at once, those that have not sent and received all',
    figure: (m) => 1000 - m.thousand_done_count,
    below: 1,
    unit: 'tablets',
  },
  {
    what: 'of 1,000 notice sockets, those that the server closed meanwhile',
    figure: (m) => 1000 - m.thousand_listening_count,
    below: 1,
    unit: 'sockets',
  },
  { what: 'a key to the words on disk (T1)', figure: (m) => m.durable_ms, below: 250, unit: 'ms' },
  { what: 'a child of 40 episodes evaluated', figure: (m) => m.evaluate_child_ms, below: 1, unit: 'ms' },
  {
    what: 'a child of 40 episodes evaluated in WebAssembly',
    figure: (m) => m.evaluate_wasm_child_ms,
    below: 5,
    unit: 'ms',
  },
  {
    what: '6,000 children evaluated in WebAssembly',
    figure: (m) => m.evaluate_wasm_caseload_ms,
    below: 500,
    unit: 'ms',
  },
  {
    what: 'children judged after a change to one of 6,000',
    figure: (m) => m.lists_judged_count,
    below: 1.01,
    unit: 'children',
  },
  {
    what: 'of judging 6,000 children, a change to one',
    figure: (m) => (1000 * m.lists_change_ms) / m.lists_ms,
    below: 10,
    unit: 'thousandths',
  },
];

/** One line for each floor that was not reached. */
export function missed(measures) {
  const late = floors
    .filter(({ figure, below }) => !(figure(measures) < below))
    .map(({ what, figure, below, unit }) =>
      `${what}: ${figure(measures).toFixed(0)} ${unit}, must be below ${below} ${unit}`);
  const { rivals_kept_count: kept, rivals_count: all } = measures;
  return kept === all ? late : [...late, `rival versions in view: ${kept} of ${all} fields (M3)`];
}
