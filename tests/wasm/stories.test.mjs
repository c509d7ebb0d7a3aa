// Every golden story, answered in WebAssembly byte for byte as it is natively.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = `${root}tests/golden/scenarios`;
const build = `${root}build/wasm`;

let module;
before(async () => {
  // The module is of the tablet's kind, made for a worker.
  const href = `file://${build}/stories.js`;
  Object.assign(globalThis, { self: globalThis, importScripts() {}, location: { href } });
  const { default: make } = await import(href);
  module = await make({ wasmBinary: await readFile(`${build}/stories.wasm`) });
});

/** The octets that WebAssembly answers to the octets of a story. */
function answer_to(story) {
  const at = module._stories_allocate(story.length);
  module.HEAPU8.set(story, at);
  const from = module._stories_answer(at, story.length);
  return Buffer.from(module.HEAPU8.slice(from, module.HEAPU8.indexOf(0, from)));
}

const packs = await readdir(folder);
const stories_of = async (pack) => (await readdir(`${folder}/${pack}`))
  .filter((name) => !name.endsWith('.answer.json') && name !== 'claims.json');

for (const pack of packs) {
  test(`${pack}: the answers in WebAssembly are the native ones`, async () => {
    const stories = await stories_of(pack);
    assert.ok(stories.length > 20, `${stories.length} stories`);
    const differ = [];
    for (const name of stories) {
      const path = `${folder}/${pack}/${name}`;
      const native = await readFile(path.replace(/\.json$/, '.answer.json'));
      if (!answer_to(await readFile(path)).equals(native)) differ.push(name);
    }
    assert.deepEqual(differ, []);
  });
}

test('a story that is not sound is refused in WebAssembly with the same words', () => {
  const said = answer_to(Buffer.from('{"authority": "lancashire", "now": "yesterday"}')).toString();
  assert.match(said, /^story: now: /);
});
