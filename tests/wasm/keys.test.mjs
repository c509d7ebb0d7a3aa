// The key slots (law T2) and receipts' signatures (S3). The authority's side is played
// by Node's own OpenSSL, as the server has it: both must agree on every octet.
import assert from 'node:assert/strict';
import {
  createDecipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  sign,
} from 'node:crypto';
import { after, before, test } from 'node:test';

import { Tablet } from './chromium.mjs';
import { serve } from './serve.mjs';

const passphrase = 'four invented words here';
const authority = generateKeyPairSync('x25519');
const rawPublic = (key) => key.export({ format: 'der', type: 'spki' }).subarray(-32);
const recoveryKey = rawPublic(authority.publicKey).toString('hex');
const otherKey = '5e'.repeat(32);

let site;
let tablet;
let ask;
let people = 0;
before(async () => {
  site = await serve();
  tablet = await Tablet.make(site.origin);
  ({ ask } = await tablet.tab());
});
after(async () => {
  await tablet?.discard();
  site?.close();
});

async function personWithKey() {
  people += 1;
  const user = people.toString(16).padStart(32, '0');
  const person = { user, name: 'I. Example', organisation: 'Invented Council' };
  return { user, ...(await ask('createKey', person, passphrase, recoveryKey)) };
}

/** As docs/decisions/0004 says it, with OpenSSL. */
function openRecoverySlot(sealed, user) {
  const ephemeral = sealed.subarray(9, 41);
  const spki = Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), ephemeral]);
  const shared = diffieHellman({
    privateKey: authority.privateKey,
    publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }),
  });
  const salt = Buffer.concat([ephemeral, Buffer.from(recoveryKey, 'hex')]);
  const once = Buffer.from(hkdfSync('sha256', shared, salt, 'homeward recovery slot 1', 32));
  const opening = createDecipheriv('aes-256-gcm', once, Buffer.alloc(12));
  opening.setAAD(Buffer.from(`homeward recovery slot 1\n${user}`));
  opening.setAuthTag(sealed.subarray(73));
  return Buffer.concat([opening.update(sealed.subarray(41, 73)), opening.final()]).toString('hex');
}

test('T2 Argon2id answers as libsodium does', async () => {
  const salt = Buffer.from('somesaltsomesalt').toString('hex');
  // crypto_pwhash(32, "password", salt, 3 passes, 64 MiB, ALG_ARGON2ID13) of libsodium 1.0.18
  assert.deepEqual(await ask('argon2id', 'password', salt, 65536, 3), {
    ok: true,
    value: '7664ad4ba1a3c999fcdd0991ffc2270f78302d2383233db5e7befc85d1bb1819',
  });
});

test('T2 Argon2id says what it will not take', async () => {
  const short = await ask('argon2id', 'password', '00', 65536, 3);
  const detail = 'Argon2id: expected a salt of 16 octets';
  assert.deepEqual(short.trouble, { code: 'bad_input', detail });
  const greedy = await ask('argon2id', 'password', '00'.repeat(16), 4_000_000, 1);
  assert.equal(greedy.trouble.code, 'unavailable');
});

test('T2 the right passphrase gives the key back, another does not', async () => {
  const { user, key } = await personWithKey();
  assert.deepEqual(await ask('unlock', user, passphrase), { ok: true, value: key });
  assert.deepEqual(await ask('unlock', user, `${passphrase} `), {
    ok: false,
    trouble: { code: 'wrong_passphrase' },
  });
});

test('T2 one passphrase typed on two keyboards is one passphrase', async () => {
  const { user, key } = await personWithKey();
  await ask('changePassphrase', user, passphrase, 'caf\u00e9 garden window lamp');
  const typed = await ask('unlock', user, 'cafe\u0301 garden window lamp');
  assert.deepEqual(typed, { ok: true, value: key });
});

test('T2 two databases have nothing in common, and neither file tells its key', async () => {
  const [one, two] = [await personWithKey(), await personWithKey()];
  assert.notEqual(one.key, two.key);
  assert.equal(one.key.length, 64);
  for (const { file, key } of [one, two]) {
    assert.ok(!file.includes(key) && !file.includes(passphrase));
  }
});

test('T2 a changed passphrase opens, the old one does not', async () => {
  const { user, key } = await personWithKey();
  const refused = await ask('changePassphrase', user, 'not it', 'another four words now');
  assert.deepEqual(refused.trouble, { code: 'wrong_passphrase' });
  assert.equal((await ask('changePassphrase', user, passphrase, 'another four words now')).ok, true);
  assert.deepEqual(await ask('unlock', user, 'another four words now'), { ok: true, value: key });
  assert.equal((await ask('unlock', user, passphrase)).trouble.code, 'wrong_passphrase');
});

test('T2 the authority opens a forgotten database, and it gets a new passphrase', async () => {
  const { user, key } = await personWithKey();
  const sealed = Buffer.from(await ask('recoverySlot', user), 'hex');
  assert.equal(sealed.length, 89);
  assert.equal(sealed[0], 1);
  const id = createHash('sha256').update(Buffer.from(recoveryKey, 'hex')).digest().subarray(0, 8);
  assert.deepEqual(sealed.subarray(1, 9), id);
  assert.equal(openRecoverySlot(sealed, user), key);

  assert.equal((await ask('resetPassphrase', user, key, 'four quite new words')).ok, true);
  assert.deepEqual(await ask('unlock', user, 'four quite new words'), { ok: true, value: key });
  assert.equal((await ask('unlock', user, passphrase)).trouble.code, 'wrong_passphrase');
  assert.equal(await ask('recoverySlot', user), sealed.toString('hex'));
});

test('T2 a recovered key of another database is refused and changes nothing', async () => {
  const { user, key } = await personWithKey();
  const { trouble } = await ask('resetPassphrase', user, otherKey, 'four quite new words');
  assert.equal(trouble.code, 'refused');
  assert.deepEqual(await ask('unlock', user, passphrase), { ok: true, value: key });
});

test("T2 a recovery slot put under another person's name does not open", async () => {
  const { user } = await personWithKey();
  const sealed = Buffer.from(await ask('recoverySlot', user), 'hex');
  assert.throws(() => openRecoverySlot(sealed, 'f'.repeat(32)));
});

test('T2 a crash while slots.json was written leaves the passphrase working', async () => {
  const { user, key, file } = await personWithKey();
  await ask('tear', user, file.slice(0, 100), file);
  assert.deepEqual(await ask('unlock', user, passphrase), { ok: true, value: key });
});

test('T2 a slots.json that is not ours is damage that says where, never a guess', async () => {
  const { file } = await personWithKey();
  const changed = (change) => {
    const slots = JSON.parse(file);
    change(slots);
    return JSON.stringify(slots);
  };
  const cases = [
    ['[]', 'slots.json is not a JSON object'],
    ['{', 'slots.json is not a JSON object'],
    [changed((s) => (s.format = 2)), 'slots.json was made by a newer version'],
    [changed((s) => (s.person.user = 'someone')), 'slots.json: person'],
    [changed((s) => delete s.check), 'slots.json: check'],
    [changed((s) => (s.slots = {})), 'slots.json: slots'],
    [changed((s) => (s.slots[0].memory_kib = 4_000_000)), 'slots.json: slot 1'],
    [changed((s) => (s.slots[0].wrapped = 'zz'.repeat(48))), 'slots.json: slot 1'],
    [changed((s) => (s.slots[1].sealed += '00')), 'slots.json: slot 2'],
  ];
  for (const [text, detail] of cases) {
    const { trouble } = await ask('reparse', text);
    assert.deepEqual(trouble, { code: 'damaged', detail });
  }
});

test('M8 a slot of a kind to come is kept as it is', async () => {
  const { file } = await personWithKey();
  const slots = JSON.parse(file);
  slots.slots.push({ kind: 'passkey', credential: 'AAEC', depth: { of: [1, null] } });
  const { value } = await ask('reparse', JSON.stringify(slots));
  assert.deepEqual(JSON.parse(value), slots);
});

test("S3 a receipt's signature is verified, and nothing near it", async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const message = Buffer.from('receipt');
  const good = sign(null, message, privateKey);
  const bad = Buffer.from(good);
  bad[63] ^= 1;
  const verify = (key, text, signature) =>
    ask('verify', key.toString('hex'), text.toString('hex'), signature.toString('hex'));
  const key = rawPublic(publicKey);
  assert.equal(await verify(key, message, good), true);
  assert.equal(await verify(key, Buffer.from('receipu'), good), false);
  assert.equal(await verify(key, message, bad), false);
  assert.equal(await verify(key, message, good.subarray(1)), false);
  const another = rawPublic(generateKeyPairSync('ed25519').publicKey);
  assert.equal(await verify(another, message, good), false);
  assert.equal(await verify(Buffer.alloc(31), message, good), false);
  assert.equal(await verify(Buffer.alloc(32, 0xff), message, good), false);
});
