// What ./dev sim does once the program is built: runs histories, one history, or the faults.
//
//   node tests/sim/run.mjs [--seeds N] [--from S] | --seed S | --faults [N]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

import { find_faults } from './faults.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = `${root}build/release/homeward_sim`;

const run = (args) => spawnSync(program, args, { stdio: 'inherit' }).status === 0;

/** What this very program has run before is not run again. */
function run_histories(from, seeds) {
  mkdirSync(`${root}build/sim`, { recursive: true });
  const build = createHash('sha256').update(readFileSync(program)).digest('hex').slice(0, 16);
  return run(['--from', from, '--seeds', seeds, '--jobs', String(availableParallelism()),
    '--progress', `${root}build/sim/${build}`]);
}

function main(args) {
  const value_of = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  if (args.includes('--faults')) {
    return find_faults(Number(value_of('--faults') ?? Infinity));
  }
  const seed = value_of('--seed');
  return seed === undefined
    ? run_histories(value_of('--from') ?? '1', value_of('--seeds') ?? '20000')
    : run(['--seed', seed]);
}

process.exitCode = main(process.argv.slice(2)) ? 0 : 1;
