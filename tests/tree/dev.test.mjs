// ./dev explains itself, and says plainly what is missing where something cannot be installed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** ./dev ARGS, with programs of the machine replaced by what `stubs` does instead. */
function dev(args, stubs = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-dev-'));
  for (const [name, script] of Object.entries(stubs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
  const { status, stdout, stderr } = spawnSync('./dev', args, { cwd: root, env, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return { status, said: stdout + stderr };
}

const commands = ['run', 'test', 'build', 'bench', 'fuzz', 'sim', 'soak', 'fmt', 'golden'];

test('help lists every command, and each explains itself', () => {
  const { status, said } = dev(['--help']);
  assert.equal(status, 0);
  for (const command of commands) {
    assert.match(said, new RegExp(`^  ${command} `, 'm'));
    const own = dev([command, '--help']);
    assert.equal(own.status, 0);
    assert.match(own.said, new RegExp(`^Usage: ./dev ${command}`));
  }
});

test('what it does not know is named, with where to read on, and exits with 2', () => {
  for (const args of [['paint'], ...commands.map((command) => [command, '--paint'])]) {
    const { status, said } = dev(args);
    assert.equal(status, 2, args.join(' '));
    assert.match(said, /paint/);
    assert.match(said, /--help/);
  }
});

test('sim wants a whole number', () => {
  for (const option of ['--seeds', '--from', '--seed', '--faults']) {
    const { status, said } = dev(['sim', option, 'many']);
    assert.equal(status, 2, option);
    assert.match(said, /wants a whole number, not 'many'/);
  }
});

test('soak wants a whole number, and nothing else', () => {
  for (const args of [['--kills', 'many'], ['--kills'], ['--kills', '3', 'more']]) {
    const { status, said } = dev(['soak', ...args]);
    assert.equal(status, 2, args.join(' '));
    assert.match(said, /--kills wants a whole number|soak does not know 'more'/);
  }
});

test('a Node that is too old is named beside the one that is needed', () => {
  const { status, said } = dev(['build'], { node: 'echo v18.19.0' });
  assert.equal(status, 1);
  assert.match(said, /Node 20\.19 or newer is needed .*found: v18\.19\.0/);
});

const none_is_installed = { 'dpkg-query': 'exit 1' };

test('packages that cannot be fetched are named, with what apt said', () => {
  const stubs = { ...none_is_installed, 'apt-get': 'echo "E: no network"; exit 100',
    sudo: 'case "$*" in *apt-get*) echo "E: no network"; exit 100;; esac' };
  const { status, said } = dev(['build'], stubs);
  assert.equal(status, 1);
  assert.match(said, /Installing g\+\+ cmake .*FAILED/s);
  assert.match(said, /E: no network/);
});

test('who may not install is told what to install', () => {
  const may_not = { id: 'echo 1000', sudo: 'exit 1' };
  const { status, said } = dev(['build'], { ...none_is_installed, ...may_not });
  assert.equal(status, 1);
  assert.match(said, /missing: g\+\+ cmake/);
  assert.match(said, /apt-get install -y --no-install-recommends g\+\+ cmake/);
});
