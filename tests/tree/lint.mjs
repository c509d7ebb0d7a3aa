// Runs clang-tidy (.clang-tidy) over our own C++ sources, on all cores. A source that passed
// is not looked at again until it, a header of ours beneath it, how it is compiled, or what
// is checked has changed: build/lint holds what each was when it passed.
//
//   node tests/tree/lint.mjs [PATH...]   with build/asan configured
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = join(root, 'build/asan/compile_commands.json');
const stamps = join(root, 'build/lint');

// Our headers are included by their path from the root (docs/HACKING.md).
const included = (text) =>
  [...text.matchAll(/^\s*#include\s+"([^"]+)"/gm)].map(([, header]) => header);

/** `path` and every header of ours beneath it, each once. */
export function closure(path, read, known = new Set()) {
  if (known.has(path)) return known;
  known.add(path);
  for (const header of included(read(path))) {
    if (read(header) !== '') closure(header, read, known);
  }
  return known;
}

/** What a source is, in 64 digits: changes with all that can change what is found in it. */
export function fingerprint(path, settings, read) {
  const hash = createHash('sha256');
  for (const part of settings) hash.update(`${part}\0`);
  for (const file of [...closure(path, read)].sort()) hash.update(`${file}\0${read(file)}\0`);
  return hash.digest('hex');
}

const texts = new Map();
function read_here(path) {
  if (!texts.has(path)) {
    const file = join(root, path);
    texts.set(path, existsSync(file) ? readFileSync(file, 'utf8').replaceAll(root, '') : '');
  }
  return texts.get(path);
}

/** A command as clang can follow it: g++'s precompiled headers are no use to it, and every
    source compiles without them. */
export const without_precompiled = (command) =>
  command.replaceAll(/ -(?:Winvalid-pch|fpch-preprocess|include \S+\/cmake_pch\.hxx)(?= |$)/g, '');

/** How each source is compiled, for clang-tidy, beside the stamps. */
function write_commands() {
  const commands = JSON.parse(readFileSync(built, 'utf8')).map((one) =>
    ({ ...one, command: without_precompiled(one.command) }));
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, 'compile_commands.json'), JSON.stringify(commands));
  return commands;
}

/** What the native build compiles of the product, with how. Where CMake compiles several
    sources as one (UNITY_BUILD), that one stands for them. */
function sources() {
  return write_commands()
    .map(({ file, command }) => [file.slice(root.length), command.replaceAll(root, '')])
    .filter(([path]) => /^(core|sync|wasm|server)\/|\/Unity\//.test(path));
}

const stamp_of = (path) => join(stamps, `${path}.passed`);

function check(path) {
  return new Promise((resolve) => {
    execFile('clang-tidy', ['-p', stamps, '--quiet', path],
      { cwd: root, maxBuffer: 1 << 26 }, (error, out, trouble) => {
        resolve(error ? out.replaceAll(root, '') || trouble : '');
      });
  });
}

/** Each of `work` done by `act`, so many at once. */
async function all_of(work, act, at_once) {
  const left = [...work];
  const worker = async () => {
    while (left.length > 0) await act(left.shift());
  };
  await Promise.all(Array.from({ length: at_once }, worker));
}

async function main(chosen) {
  const version = execFileSync('clang-tidy', ['--version'], { encoding: 'utf8' });
  const checks = read_here('.clang-tidy');
  const all = sources().map(([path, command]) =>
    ({ path, now: fingerprint(path, [version, checks, command], read_here) }));
  const passed = ({ path, now }) =>
    existsSync(stamp_of(path)) && readFileSync(stamp_of(path), 'utf8') === now;
  const asked = all.filter(({ path }) => chosen.length === 0 || chosen.includes(path));
  const work = asked.filter((source) => !passed(source));
  let done = 0;
  let failed = 0;
  await all_of(work, async ({ path, now }) => {
    const found = await check(path);
    done += 1;
    console.log(`[${done}/${work.length}] ${path}${found ? `\n${found}` : ''}`);
    if (found) {
      failed += 1;
      return;
    }
    mkdirSync(dirname(stamp_of(path)), { recursive: true });
    writeFileSync(stamp_of(path), now);
  }, availableParallelism());
  console.log(`clang-tidy: ${work.length - failed} of ${work.length} sources passed; ` +
    `${asked.length - work.length} had not changed since they did`);
  return failed === 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
}
