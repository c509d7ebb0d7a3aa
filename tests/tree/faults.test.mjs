// The list of deliberate faults fits the sources it breaks (tests/sim/faults.mjs).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { broken_text, read_faults } from '../sim/faults.mjs';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const faults = read_faults(read('tests/sim/faults.txt'));

test('there are at least 40 deliberate faults, and each can be made', () => {
  assert.ok(faults.length >= 40, `${faults.length}`);
  for (const fault of faults) {
    const text = read(fault.path);
    const broken = broken_text(text, fault);
    assert.ok(broken !== undefined, `${fault.what}: its lines are not in ${fault.path} once`);
    assert.notEqual(broken, text, fault.what);
  }
});

test('a fault whose lines are not there, or are there twice, cannot be made', () => {
  const fault = { what: 'x', path: 'x', good: 'one', broken: 'two' };
  assert.equal(broken_text('nothing', fault), undefined);
  assert.equal(broken_text('one one', fault), undefined);
  assert.equal(broken_text('a one b', fault), 'a two b');
});
