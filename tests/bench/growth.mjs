// What grows with what is stored, and what must not: the same work with ten times as many interviews;
// and ten new tablets of people who see ten thousand records.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { markdown, ms, octets, times } from './figures.mjs';

const execute = promisify(execFile);
const heap = '--max-old-space-size=16384';
const tenfold = 10;
const supervisors = 10;
// With their episodes, and a child for every five: 10,002 records.
const interviews_of_ten_thousand = 4546;

async function written(records, file) {
  await execute('node', [heap, 'tests/bench/workload.mjs', '--records', `${records}`, '--out', file]);
  return file;
}

/** The exchange's measures at each size. */
export async function measureGrowth(bench, server, records, folder, freshFolder) {
  const sizes = [records, tenfold * records];
  const at = [];
  for (const size of sizes) {
    const workload = await written(size, `${folder}/growth.jsonl`);
    at.push({ size, ...(await bench('exchange', workload, server, await freshFolder())) });
  }
  return at;
}

export async function measureSupervisors(bench, server, folder, freshFolder) {
  const workload = await written(interviews_of_ten_thousand, `${folder}/growth.jsonl`);
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

/** Each at one size and at ten times as many. */
export const growthTable = ([small, large]) =>
  markdown(['one run each', `${small.size} interviews`, `${large.size}`, 'grows'],
    rows.map(([what, name, show]) =>
      [what, show(small[name]), show(large[name]), times(large[name] / small[name])]));
