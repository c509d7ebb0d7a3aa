// Forms and packs are read by people: their marks are the typographic ones.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folders = ['core/form/forms', 'core/policy/packs', 'tests/golden/packs'];

// The texts with a straight mark, with where they stand; a source is quoted as it is.
function* straight(value, path) {
  if (typeof value === 'string' && /['"]/.test(value)) yield `${path}: ${value}`;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) {
    if (key !== 'quote') yield* straight(one, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`);
  }
}

const files = folders.flatMap((folder) => readdirSync(root + folder).map((name) => `${folder}/${name}`));

test('forms and packs have no straight apostrophes or quotation marks', () => {
  assert.ok(files.length > 20, `${files.length} files`);
  const all = files.flatMap((path) => [...straight(JSON.parse(readFileSync(root + path, 'utf8')), path)]);
  assert.deepEqual(all, []);
});

test('a straight mark is told with its place, but not what is quoted', () => {
  const pack = { rules: [{ what: "Tell the child's worker", source: { quote: "the child's" } },
    { note: 'It is "told" once' }] };
  assert.deepEqual([...straight(pack, 'x.json')], [
    "x.json.rules[0].what: Tell the child's worker",
    'x.json.rules[1].note: It is "told" once',
  ]);
});
