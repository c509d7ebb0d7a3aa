// What must hold on a developer's machine (issue 2, Speed); a miss fails the bench.

const floors = [
  {
    what: 'nothing new, both ways (S8)',
    figure: (m) => m.nothing_up_bytes + m.nothing_down_bytes,
    below: 1000,
    unit: 'B',
  },
  { what: '1,000 interviews pushed', figure: (m) => m.push_ms, below: 5000, unit: 'ms' },
  { what: '1,000 interviews pulled afresh', figure: (m) => m.pull_ms, below: 5000, unit: 'ms' },
  { what: 'a key to the words on disk (T1)', figure: (m) => m.durable_ms, below: 250, unit: 'ms' },
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
