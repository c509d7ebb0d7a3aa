// The encrypted database over the browser's private files (laws T1, T2, T4, T5).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Tablet } from './chromium.mjs';
import { serve } from './serve.mjs';

const SQLITE_OK = 0;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_DONE = 101;
const SQLITE_IOERR_READ = 266;
const SQLITE_IOERR_WRITE = 778;
const SQLITE_IOERR_FSYNC = 1034;

const key = '0b'.repeat(32);
const otherKey = '0c'.repeat(32);
const user = (n) => n.toString(16).padStart(32, '0');
const words = 'She said the blue door was locked';

let site;
let tablet;
before(async () => {
  site = await serve();
  tablet = await Tablet.make(site.origin);
});
after(async () => {
  await tablet?.discard();
  site?.close();
});

const succeeded = ({ code }) => code === SQLITE_OK || code === SQLITE_DONE;

async function must(tab, ...statements) {
  let answer;
  for (const sql of statements) {
    answer = await tab.ask('run', sql);
    assert.ok(succeeded(answer), `${sql}: SQLite answered ${answer.code}`);
  }
  return answer.text;
}

/** A database of one table `notes` with `words` in it, open in a tab of its own. */
async function withNotes(person) {
  const tab = await tablet.tab();
  assert.deepEqual(await tab.ask('open', person, key), { ok: true });
  await must(
    tab,
    'CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT)',
    `INSERT INTO notes(body) VALUES ('${words}')`,
  );
  return tab;
}

async function reopened(tab, person) {
  await tab.page.close();
  const next = await tablet.tab();
  assert.deepEqual(await next.ask('open', person, key), { ok: true });
  return next;
}

const count = (tab) => must(tab, 'SELECT count(*) FROM notes');

test('T1 what was committed is there after the browser is killed, what was not is gone', async () => {
  const tab = await withNotes(user(1));
  await must(tab, 'BEGIN', "INSERT INTO notes(body) VALUES ('not committed')");
  await tablet.kill();
  await tablet.start();
  const again = await tablet.tab();
  assert.deepEqual(await again.ask('open', user(1), key), { ok: true });
  assert.equal(await count(again), '1');
  assert.equal(await must(again, 'SELECT body FROM notes'), words);
  assert.equal(await must(again, 'PRAGMA integrity_check'), 'ok');
  await again.page.close();
});

test('T1 commits are in a write-ahead log, flushed each, on a connection of our own', async () => {
  const tab = await withNotes(user(2));
  assert.equal(await must(tab, 'PRAGMA journal_mode'), 'wal');
  assert.equal(await must(tab, 'PRAGMA locking_mode'), 'exclusive');
  assert.equal(await must(tab, 'PRAGMA synchronous'), '2');
  const log = (await tab.ask('onDisk', words)).find(({ name }) => name.endsWith('-wal'));
  assert.ok(log.size > 4096, 'the last commits are in the log');
  await tab.page.close();
});

test('T2 nothing that was typed can be read in the files, log included', async () => {
  const tab = await withNotes(user(3));
  for (const file of await tab.ask('onDisk', words)) assert.equal(file.holds, false, file.name);
  await must(tab, 'PRAGMA wal_checkpoint(TRUNCATE)');
  const [database] = await tab.ask('onDisk', words);
  assert.ok(database.size >= 8192);
  assert.equal(database.holds, false);
  assert.deepEqual(
    (await tab.ask('onDisk', 'SQLite format')).map(({ holds }) => holds),
    [false, false, false],
  );
  await tab.page.close();
});

test('T2 another key is refused clearly and spoils nothing', async () => {
  const tab = await withNotes(user(4));
  await tab.page.close();
  const stranger = await tablet.tab();
  const answer = await stranger.ask('open', user(4), otherKey);
  assert.deepEqual(answer, { ok: false, says: 'refused\nthe key does not open this database' });
  const owner = await reopened(stranger, user(4));
  assert.equal(await count(owner), '1');
  await owner.page.close();
});

test('T2 an octet changed on disk is corruption, never other words', async () => {
  const tab = await withNotes(user(5));
  await tab.ask('close');
  await tab.ask('takeFiles', user(5));
  await tab.ask('damage', '.db', 100);
  await tab.ask('open', user(5), key);
  assert.equal((await tab.ask('run', 'SELECT body FROM notes')).code, SQLITE_CORRUPT);
  await tab.page.close();
});

test('T4 a second tab is told that another has the database', async () => {
  const first = await withNotes(user(6));
  const second = await tablet.tab();
  const answer = await second.ask('open', user(6), key);
  assert.deepEqual(answer, { ok: false, trouble: { code: 'another_tab' } });
  await first.page.close();
  assert.deepEqual(await second.ask('open', user(6), key), { ok: true });
  assert.equal(await count(second), '1');
  await second.page.close();
});

test('T4 two connections cannot share the files, nor other names be opened', async () => {
  const tab = await withNotes(user(7));
  const second = await tab.ask('run', "ATTACH 'homeward.db' AS again");
  assert.ok(!succeeded(second));
  const stray = await tab.ask('run', "ATTACH 'elsewhere.db' AS stray");
  assert.ok(!succeeded(stray));
  await tab.page.close();
});

test('T5 a used-up quota is SQLITE_FULL, loses nothing and still opens', async () => {
  const tab = await withNotes(user(8));
  const lift = await tablet.limitStorage(1);
  const big = 'INSERT INTO notes(body) VALUES (hex(randomblob(3000000)))';
  assert.equal((await tab.ask('run', big)).code, SQLITE_FULL);
  assert.equal(await count(tab), '1');
  assert.deepEqual(await tab.ask('hasRoom'), { ok: true, value: false });
  const reader = await reopened(tab, user(8));
  assert.equal(await must(reader, 'SELECT body FROM notes'), words);
  await lift();
  assert.deepEqual(await reader.ask('hasRoom'), { ok: true, value: true });
  const again = await reopened(reader, user(8));
  assert.equal(await must(again, 'PRAGMA integrity_check'), 'ok');
  assert.equal(await must(again, 'SELECT body FROM notes'), words);
  await must(again, big);
  assert.equal(await count(again), '2');
  await again.page.close();
});

test('T5 each way a handle can fail is a code of SQLite, and the database opens again', async () => {
  const insert = "INSERT INTO notes(body) VALUES ('more')";
  const faults = [
    ['write', 'QuotaExceededError', SQLITE_FULL],
    ['write', null, SQLITE_FULL], // cut short
    ['write', 'InvalidStateError', SQLITE_IOERR_WRITE],
    ['flush', 'QuotaExceededError', SQLITE_FULL],
    ['flush', 'InvalidStateError', SQLITE_IOERR_FSYNC],
  ];
  let tab = await withNotes(user(9));
  for (const [call, error, code] of faults) {
    await tab.ask('fault', { call, file: '-wal', error });
    assert.equal((await tab.ask('run', insert)).code, code, `${call} ${error}`);
    await tab.ask('fault', null);
    tab = await reopened(tab, user(9));
    assert.equal(await must(tab, 'SELECT body FROM notes WHERE id = 1'), words);
    assert.equal(await must(tab, 'PRAGMA integrity_check'), 'ok');
  }
  await tab.page.close();
});

test('T1 a log that cannot be read is not taken for an empty one and written over', async () => {
  const tab = await withNotes(user(10));
  await tab.page.close();
  const reader = await tablet.tab();
  await reader.ask('fault', { call: 'read', file: '-wal', error: 'InvalidStateError' });
  const opened = await reader.ask('open', user(10), key);
  await reader.ask('fault', null);
  if (opened.ok) {
    assert.ok(!succeeded(await reader.ask('run', 'CREATE TABLE notes(id, body)')));
    await reader.ask('close');
  }
  const again = await reopened(reader, user(10));
  assert.equal(await must(again, 'SELECT body FROM notes'), words);
  await again.page.close();
});

test('T5 a page of the database that cannot be read is an error, not an empty answer', async () => {
  const tab = await withNotes(user(11));
  await tab.ask('close');
  await tab.ask('open', user(11), key);
  await tab.ask('fault', { call: 'read', file: '.db', error: 'InvalidStateError' });
  const { code } = await tab.ask('run', 'SELECT body FROM notes');
  assert.ok(code === SQLITE_IOERR_READ || code === SQLITE_CORRUPT, `answered ${code}`);
  await tab.page.close();
});

test('T3 people have folders of their own; a name that is no user id makes none', async () => {
  const tab = await tablet.tab();
  assert.equal((await tab.ask('folder', '../elsewhere')).ok, false);
  assert.deepEqual(await tab.ask('folder', user(12)), { ok: true, value: null });
  const users = (await tab.ask('users')).value;
  assert.ok(users.includes(user(12)));
  assert.ok(users.every((name) => /^[0-9a-f]{32}$/.test(name)));
  await tab.page.close();
});

test('T5 a browser without private files is told apart from other trouble', async () => {
  const tab = await tablet.tab();
  const answer = await tab.ask('withoutOpfs');
  assert.equal(answer.trouble.code, 'no_storage');
  assert.equal(typeof (await tab.ask('persisted')), 'boolean');
  await tab.page.close();
});

test("the product's module opens one database, once", async () => {
  const tab = await tablet.tab();
  const [first, second] = await tab.ask('product', user(13), key);
  assert.equal(first.ok, true);
  assert.deepEqual(second.trouble, { code: 'refused', detail: 'a database is already open' });
  await tab.page.close();
});
