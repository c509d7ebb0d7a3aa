// tests/tree/lint.mjs looks again at what changed, and .clang-tidy can fail.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { closure, fingerprint, without_precompiled } from './lint.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tree = {
  'core/a.cpp': '#include "core/a.h"\n#include <string>\n#include "elsewhere.h"\n',
  'core/a.h': '#include "core/b.h"\n',
  'core/b.h': '#include "core/a.h"\nint b;\n',
  'core/c.h': 'int c;\n',
};
const reading = (changes) => (path) => ({ ...tree, ...changes })[path] ?? '';
const print = (changes, settings = ['version', 'checks']) =>
  fingerprint('core/a.cpp', settings, reading(changes));

test('a source is known with every header of ours beneath it', () => {
  assert.deepEqual([...closure('core/a.cpp', reading({}))], ['core/a.cpp', 'core/a.h', 'core/b.h']);
});

test('a source is looked at again once it, a header or a setting changed, and not otherwise', () => {
  assert.equal(print({ 'core/c.h': 'int d;\n' }), print({}));
  assert.notEqual(print({ 'core/a.cpp': '#include "core/a.h"\n' }), print({}));
  assert.notEqual(print({ 'core/b.h': 'int other;\n' }), print({}));
  assert.notEqual(print({}, ['version', 'other checks']), print({}));
});

test('a command is followed without what only g++ can read', () => {
  assert.equal(without_precompiled('c++ -I. -Winvalid-pch -include build/cmake_pch.hxx ' +
    '-fpch-preprocess -o a.o -c a.cpp'), 'c++ -I. -o a.o -c a.cpp');
});

const tidy = (code) => {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-lint-'));
  const file = join(folder, 'one.cpp');
  writeFileSync(file, code);
  const ran = spawnSync('clang-tidy',
    [`--config-file=${root}.clang-tidy`, '--quiet', file, '--', '-std=c++20'],
    { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return ran;
};

for (const [what, code] of [
  ['bugprone', 'double half(int whole) {\n  return whole / 2;\n}\n'],
  ['misc', 'bool both(bool one) {\n  return one && one;\n}\n'],
  ['performance', 'struct Big {\n  Big(const Big&);\n};\nint size(Big big);\nint size(Big big) {\n  return sizeof big;\n}\n'],
  ['naming', 'void GoHome() {}\n'],
]) {
  test(`clang-tidy fails a source that breaks a rule of ${what}`, () => {
    assert.notEqual(tidy(code).status, 0);
  });
}

test('clang-tidy passes a sound source', () => {
  const { status, stdout } = tidy('int go_home() {\n  return 1;\n}\n');
  assert.equal(status, 0, stdout);
});
