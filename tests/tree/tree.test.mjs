// Walks the tracked files. A violation is told as file:line and the rule.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { rules, violations } from './rules.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = (program, args, cwd = root) => {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  assert.equal(error, undefined);
  assert.equal(status, 0, `${program} says:\n${stdout}${stderr}`);
  return stdout;
};

const tracked = run('git', ['ls-files', '-z']).split('\0').filter(Boolean)
  .filter((path) => existsSync(root + path));
const is_readable = (path) => !/\.(png|ico|woff2?|bin|db|wasm)$|\/corpus\//.test(path);

const told = (found) => found.map(({ path, line, rule }) => `${path}:${line}: ${rule}`);

test('every tracked file keeps the rules of the tree', () => {
  // A picture is not read, and may be linked to.
  const text_of = (path) => (is_readable(path) ? readFileSync(root + path, 'utf8') : '');
  const files = tracked.map((path) => ({ path, text: text_of(path) }));
  assert.deepEqual(told(violations(files)), []);
});

// One invented file that breaks each rule, so that none is a rule that cannot fail.
const offenders = {
  included_folders: { path: 'core/a.h', text: '// A.\n#pragma once\n#include "sync/b.h"\n' },
  library_homes: { path: 'core/a.h', text: '// A.\n#pragma once\n#include <thread>\n' },
  file_length: { path: 'pwa/src/a.ts', text: '\n'.repeat(501) },
  sorted_anew: { path: 'core/a.h', text: '// A.\n#pragma once\nstd::sort(a, b);\n' },
  header_opening: { path: 'core/a.h', text: '#pragma once\n' },
  deduced_ordering: { path: 'core/a.h', text: '// A.\n#pragma once\nauto operator<=>(int);\n' },
  unfinished: { path: 'docs/a.md', text: `${'TO' + 'DO'}: the rest\n` },
  places: { path: 'docs/a.md', text: 'see /wo' + 'rk/main\n' },
  top_level: { path: 'tools/a.md', text: '' },
  dead_links: { path: 'docs/a.md', text: '[b](b.md)\n' },
  unlisted_source: { path: 'core/a.cpp', text: '' },
  unnamed_defect: { path: 'docs/reliability.md', text: 'Promised.\n' },
  unquoted_rule: { path: 'docs/protocol.md', text: '# Rules\n- P1 One form.\n' },
};

for (const { name } of rules) {
  test(`a file that breaks ${name} is told`, () => {
    assert.equal(violations([offenders[name]]).length, 1);
  });
}

test('a sound tree is left in peace', () => {
  const sound = [
    { path: 'core/CMakeLists.txt', text: 'add_library(core\n  a/b.cpp)\n' },
    { path: 'core/a/b.cpp', text: '#include "core/a/b.h"\n' },
    { path: 'docs/protocol.md', text: '- P1 One form.\n' },
    { path: 'tests/a_test.cpp', text: 'TEST(A, P1_HasOneForm)' },
    { path: 'tests/CMakeLists.txt', text: 'homeward_test(a SOURCES a_test.cpp)\n' },
    { path: 'docs/a.md', text: '[core](../core) [web](https://example.org)\n' },
  ];
  assert.deepEqual(told(violations(sound)), []);
});

test('every C++ source is as clang-format would have it (./dev fmt)', () => {
  const sources = tracked.filter((path) => /\.(h|cpp)$/.test(path));
  run('clang-format', ['--dry-run', '-Werror', ...sources]);
});

test('shellcheck finds nothing in the scripts', () => {
  run('shellcheck', ['-x', 'dev', '.ci/run']);
});

test('every TypeScript source has sound types', () => {
  run('npm', ['run', '--silent', 'check'], `${root}pwa`);
});
