// docs/policies.md is what the packs and the golden stories say, and each rule is proved.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { page, page_path, proof_of, read_packs, unproved } from '../golden/table.mjs';

test('docs/policies.md is current (./dev golden writes it)', () => {
  assert.ok(readFileSync(page_path, 'utf8') === page(read_packs()), 'run ./dev golden');
});

test('each rule has a story in which it arises and one in which it does not', () => {
  assert.deepEqual(unproved(read_packs()), []);
});

test('a rule without its stories is told', () => {
  const pack = { id: 'fernshire', rules: [{ id: 'FERN-1', kind: 'deadline' }] };
  const story = (name, rules, denied) => ({ name, denied: new Set(denied),
    answer: { obligations: rules.map((rule) => ({ rule, because: '' })), answers: [] } });
  const missing = (...stories) => unproved([pack], () => stories);
  assert.deepEqual(missing(), ['FERN-1: no story in which it arises',
    'FERN-1: no story in which it does not arise']);
  assert.deepEqual(missing(story('a', ['FERN-1'], []), story('b', [], ['FERN-1'])), []);
});

test('a story counts as one in which a guard does not arise where it was asked and let pass', () => {
  const guard = { id: 'FERN-9', kind: 'guard', action: 'publish_media' };
  const asked = (name, rule) => ({ name, denied: new Set(),
    answer: { obligations: [], answers: [{ action: 'publish_media', rule }] } });
  const proof = proof_of(guard, { rules: [guard] }, [asked('refused', 'FERN-9'), asked('let', null)]);
  assert.deepEqual([proof.arises, proof.does_not], [['refused'], ['let']]);
});
