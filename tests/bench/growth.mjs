// What grows with what is stored, and what must not: the same work at ten and at a hundred times as
// many records; and ten new tablets of people who see ten thousand records.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { markdown, ms, octets, times } from './figures.mjs';

const execute = promisify(execFile);
const heap = '--max-old-space-size=16384';
const supervisors = 10;
const supervised = 10_000; // records
// Each has an episode, and there is a child for every five.
const interviews_of = (records) => Math.ceil(records / 2.2);

async function written(interviews, file) {
  await execute('node', [heap, 'tests/bench/workload.mjs', '--records', `${interviews}`, '--out', file]);
  return file;
}

/** The exchange's measures at each size: `records`, and ten and a hundred times as many. */
export async function measureGrowth(bench, server, records, folder, freshFolder) {
  const at = [];
  for (const size of [records, 10 * records, 100 * records]) {
    const workload = await written(interviews_of(size), `${folder}/growth.jsonl`);
    at.push({ size, ...(await bench('exchange', workload, server, await freshFolder())) });
  }
  return at;
}

export async function measureSupervisors(bench, server, folder, freshFolder) {
  const workload = await written(interviews_of(supervised), `${folder}/growth.jsonl`);
  return bench('supervisors', workload, server, await freshFolder(), `${supervisors}`);
}

const rows = [
  ['push of everything', 'push_ms', ms],
  ['pull to a fresh device', 'pull_ms', ms],
  ['nothing new, time', 'nothing_ms', ms],
  ['nothing new, up', 'nothing_up_bytes', octets],
  ['ten edits up', 'delta_ms', ms],
  ['ten edits taken by the other device', 'delta_pull_ms', ms],
  ["a device's file opened, a record read", 'open_ms', ms],
  ['the server started', 'server_open_ms', ms],
  ["server's memory at its highest", 'server_peak_bytes', octets],
];

/** Each at every size, and how many times the smallest's the largest is. */
export const growthTable = (sizes) =>
  markdown(['one run each', ...sizes.map(({ size }) => `${size} records`), 'grows'],
    rows.map(([what, name, show]) =>
      [what, ...sizes.map((at) => show(at[name])), times(sizes.at(-1)[name] / sizes[0][name])]));
