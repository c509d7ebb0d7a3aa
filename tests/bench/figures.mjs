// Figures as they are read, and Markdown tables of them.
export const thousands = (figure) => Math.round(figure).toLocaleString('en-GB');
export const ms = (figure) => (figure < 100 ? `${figure.toFixed(1)} ms` : `${thousands(figure)} ms`);
export const octets = (figure) =>
  figure < 100_000 ? `${thousands(figure)} B` : `${(figure / 1e6).toFixed(2)} MB`;
export const rate = (figure) => `${thousands(figure)} /s`;
export const times = (figure) => `${figure.toFixed(2)}x`;

const line = (cells) => `| ${cells.join(' | ')} |`;

/** The first column is words, the others figures. */
export const markdown = (heads, rows) =>
  [line(heads), `|---|${'---:|'.repeat(heads.length - 1)}`, ...rows.map(line)].join('\n');

function median(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Of each figure that the runs have. */
export const medians = (runs) =>
  Object.fromEntries(
    Object.keys(runs[0]).map((name) => [name, median(runs.map((run) => run[name]))]),
  );
