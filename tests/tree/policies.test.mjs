// docs/policies.md is what the packs and the golden stories say, and each rule is proved.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { page, page_path, read_packs, unproved } from '../golden/table.mjs';

test('docs/policies.md is current (./dev golden writes it)', () => {
  assert.ok(readFileSync(page_path, 'utf8') === page(read_packs()), 'run ./dev golden');
});

test('each rule has a story in which it arises and one in which it does not', () => {
  assert.deepEqual(unproved(read_packs()), []);
});

const lacks = (rule, ...claims) => unproved([{ id: 'fernshire', rules: [rule] }], () => [
  { scenario: 'x', rule: 'ALL-01', ask: 0 },
  { scenario: 'y', rule: 'ALL-01', ask: 0, arises: false },
  ...claims.map((claim) => ({ rule: rule.id, ...claim })),
]);

test('a rule that lacks either side is told, whatever its kind', () => {
  const sides = {
    deadline: {}, threshold: {}, escalation: {}, recurring: {}, guard: { ask: 0 },
    routing: { ask: 0 }, content: { in: 'content' }, report: { in: 'reports' },
    cancellation: { cancels: 'FERN-1' }, assignment: { moves: 'FERN-1' },
  };
  for (const [kind, about] of Object.entries(sides)) {
    const rule = { id: 'FERN-9', kind };
    const yes = { scenario: 'a', ...about, arises: true };
    const no = { scenario: 'b', ...about, arises: false };
    const [arises, does_not] = ['arises', 'does not arise']
      .map((said) => `fernshire FERN-9 (${kind}): no story in which it ${said}`);
    assert.deepEqual(lacks(rule), [arises, does_not]);
    assert.deepEqual(lacks(rule, yes), [does_not]);
    assert.deepEqual(lacks(rule, no), [arises]);
    assert.deepEqual(lacks(rule, yes, no), []);
  }
});

test('a claim about another kind of answer proves no guard, content or report', () => {
  for (const kind of ['guard', 'routing', 'content', 'report', 'cancellation', 'assignment']) {
    const rule = { id: 'FERN-9', kind };
    const claims = [{ scenario: 'a', arises: true }, { scenario: 'b', arises: false }];
    assert.equal(lacks(rule, ...claims).length, 2, kind);
  }
});

test('each part of a rule has its own stories', () => {
  const rule = { id: 'FERN-9', parts: [{ kind: 'guard' }, { kind: 'deadline' }] };
  const duty = [{ scenario: 'a', arises: true }, { scenario: 'b', arises: false }];
  assert.equal(lacks(rule, ...duty).length, 2);
  assert.deepEqual(lacks(rule, ...duty, { scenario: 'c', ask: 0, allowed: false },
    { scenario: 'd', ask: 0, arises: false }), []);
});
