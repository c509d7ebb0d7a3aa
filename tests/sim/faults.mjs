// Shows that the seeded world finds deliberate faults (faults.txt): builds the product with
// one after another, in a copy under build/faults, and runs histories until one fails.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const copy = join(root, 'build/faults');
const jobs = String(availableParallelism());
const histories = 20_000;

/** The blocks of faults.txt: what is broken, the file, its lines, and the broken lines. */
export function read_faults(text) {
  const blocks = text.split('\n\n').slice(1);
  return blocks.map((block) => {
    const [what, path, ...lines] = block.trimEnd().split('\n');
    const starting = (sign) =>
      lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1)).join('\n');
    return { what, path, good: starting('-'), broken: starting('+') };
  });
}

/** The text with the fault made; undefined where its lines are not there exactly once. */
export function broken_text(text, fault) {
  const [before, after, ...more] = text.split(fault.good);
  return after === undefined || more.length > 0 ? undefined : before + fault.broken + after;
}

function run(program, args) {
  // A copy elsewhere compiles the same, so that ccache need not compile it again.
  const env = { ...process.env, CCACHE_BASEDIR: copy, CCACHE_NOHASHDIR: 'true' };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: copy, env, encoding: 'utf8' });
  return { ok: status === 0, said: stdout + stderr };
}

const must = (step) => {
  if (!step.ok) {
    throw new Error(step.said.slice(-4000));
  }
};

const read = (path) => readFileSync(path, 'utf8');

function refresh(path) {
  const [from, to] = [join(root, path), join(copy, path)];
  if (!existsSync(from) || (existsSync(to) && readFileSync(from).equals(readFileSync(to)))) {
    return;
  }
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

function make_copy() {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: root, encoding: 'utf8' }).stdout.split('\0').filter(Boolean);
  listed.filter((path) => !path.startsWith('pwa/')).forEach(refresh);
  mkdirSync(join(copy, 'pwa'), { recursive: true });
  if (!existsSync(join(copy, 'pwa/node_modules'))) {
    symlinkSync(join(root, 'pwa/node_modules'), join(copy, 'pwa/node_modules'));
  }
  if (!existsSync(join(copy, 'build/release/build.ninja'))) {
    must(run('cmake', ['--preset', 'release']));
  }
}

const build = () => run('ninja', ['-C', 'build/release', 'homeward_sim']);

/** Whether it could be built, and what was said of it: nothing where it survived. */
function find_fault(fault) {
  const path = join(copy, fault.path);
  const text = read(path);
  const broken = broken_text(text, fault);
  if (broken === undefined) {
    throw new Error(`faults.txt: "${fault.what}": its lines are not in ${fault.path} exactly once`);
  }
  try {
    writeFileSync(path, broken);
    const built = build();
    if (!built.ok) {
      return { built: false, said: built.said.split('\n').find((line) => / error: /.test(line)) };
    }
    const found = run('build/release/homeward_sim', ['--seeds', String(histories), '--jobs', jobs]);
    return { built: true, said: found.ok ? undefined : found.said.split('\n')[0] };
  } finally {
    writeFileSync(path, text);
  }
}

/** True where each of the first `count` faults of the list was found. */
export function find_faults(count) {
  const faults = read_faults(read(join(root, 'tests/sim/faults.txt'))).slice(0, count);
  make_copy();
  must(build());
  let survived = 0;
  for (const fault of faults) {
    const { built, said } = find_fault(fault);
    const found = built && said !== undefined;
    survived += found ? 0 : 1;
    console.log(`${found ? 'found' : built ? 'SURVIVED' : 'DOES NOT COMPILE'}: ${fault.what}\n    ${
      said ?? `${histories} histories saw nothing wrong`}`);
  }
  console.log(`${faults.length - survived} of ${faults.length} faults found`);
  return survived === 0;
}
