#!/usr/bin/env node
// ./dev bench: RHI-1000 through the real programs, several times; medians, ratios and floors.
//
//   node tests/bench/run.mjs [--runs 5] [--records 1000] [--release DIR] [--wasm DIR]
//
// Ends with 1 where a floor is missed (floors.mjs). What is measured and how: docs/benchmarks.md.
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { promisify } from 'node:util';

import { measureBrowser } from './browser.mjs';
import { caseload } from './caseload.mjs';
import { medians } from './figures.mjs';
import { missed } from './floors.mjs';
import { growthTable, measureGrowth, measureSupervisors } from './growth.mjs';
import { measureOnce } from './once.mjs';
import { measurePeers } from './peers.mjs';
import { peerMedians, peersTable } from './peers_table.mjs';
import { table } from './table.mjs';
import { targetsTable } from './targets.mjs';
import { measureWasmEvaluation, measureWasmLists, measureWasmMerge } from './wasm.mjs';
import { measureWasmPull } from './wasm_pull.mjs';
import { generate } from './workload.mjs';

const execute = promisify(execFile);
const options = read(process.argv.slice(2), {
  runs: '5',
  records: '1000',
  release: 'build/release',
  wasm: 'build/wasm',
});
const records = Number(options.records);
const program = `${options.release}/homeward_bench`;
const server = `${options.release}/homewardd`;
const folder = 'build/bench_run';
const workload = `${folder}/workload.jsonl`;
const changes = `${folder}/changes`;
const children = `${folder}/caseload.jsonl`;

function read(words, known) {
  const given = { ...known };
  for (let i = 0; i < words.length; i += 2) {
    const name = words[i].replace(/^--/, '');
    if (!(name in known) || words[i + 1] === undefined) {
      throw new Error(`bench does not know '${words[i]}' or it lacks its value`);
    }
    given[name] = words[i + 1];
  }
  return given;
}

const bench = async (...words) => {
  const { stdout } = await execute(program, words);
  return stdout === '' ? {} : JSON.parse(stdout);
};

async function makeWorkload() {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const lines = generate({ records });
  await writeFile(workload, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  await bench('changes', workload, changes);
  await writeFile(children, caseload().join('\n'));
  return lines.finals;
}

async function freshFolder() {
  await rm(`${folder}/data`, { recursive: true, force: true });
  await mkdir(`${folder}/data`);
  return `${folder}/data`;
}

async function oneRun(finals) {
  return {
    ...(await bench('merge', changes, await freshFolder())),
    ...(await measureWasmMerge(options.wasm, changes)),
    ...(await measureWasmPull(options.wasm, program, [workload, server, await freshFolder()])),
    ...(await bench('evaluate', children)),
    ...(await measureWasmEvaluation(options.wasm, children)),
    ...(await measureWasmLists(options.wasm)),
    ...(await bench('exchange', workload, server, await freshFolder())),
    ...(await bench('restored', workload, server, await freshFolder())),
    ...(await bench('crowd', workload, server, await freshFolder(), '200', '3')),
    ...(await measureOnce(finals, changes, await freshFolder())),
    ...(await measureBrowser()),
  };
}

/** Once, as it takes so long: the measures of the crowd, of 1,000 tablets. */
async function measureThousand() {
  const crowd = await bench('crowd', workload, server, await freshFolder(), '1000', '2');
  return Object.fromEntries(
    Object.entries(crowd).map(([name, figure]) => [name.replace('crowd', 'thousand'), figure]),
  );
}

const finals = await makeWorkload();
const runs = [];
const beside = [];
for (let i = 1; i <= Number(options.runs); i += 1) {
  process.stderr.write(`\rrun ${i} of ${options.runs} ...`);
  runs.push(await oneRun(finals));
  beside.push(await measurePeers(workload, await freshFolder()));
}
process.stderr.write('\r');
const measures = { ...medians(runs), ...(await measureThousand()) };
const load = loadavg().map((figure) => figure.toFixed(1));
console.log(`${records} interviews, medians of ${runs.length} runs, ${cpus().length} cores, ` +
  `loopback, load ${load.join(' ')}\n`);
console.log(`${table(measures)}\n`);
const others = peerMedians(beside);
console.log(`${peersTable(measures, others)}\n`);
const growth = await measureGrowth(bench, server, records, folder, freshFolder);
console.log(`${growthTable(growth)}\n`);
const supervisors = await measureSupervisors(bench, server, folder, freshFolder);
console.log(targetsTable({ ...measures, ...supervisors }, others, records));
const faults = missed(measures);
for (const fault of faults) console.error(`MISSED: ${fault}`);
process.exitCode = faults.length ? 1 : 0;
