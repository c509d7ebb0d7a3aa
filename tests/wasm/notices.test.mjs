// When the page listens anew and when it asks again, with the browser's socket and timers
// played here, so that nothing waits for a clock (S9, defect 11).
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeEach, mock, test } from 'node:test';

const root = new URL('../../', import.meta.url);
const beat = '{"new":false}';
const news = '{"new":true}';
const heartbeatMs = 25_000; // server/http/limits.h
const pollMs = 300_000;
const retryMs = 1_000;

const { Notices } = await load('notices');
const { SyncLoop } = await load('sync_loop');

/** A module of the page's worker, built as Vite builds the product's. */
async function load(name) {
  const require = createRequire(new URL('pwa/package.json', root));
  const { build } = await import(pathToFileURL(require.resolve('vite')));
  const entry = fileURLToPath(new URL(`pwa/src/worker/${name}.ts`, root));
  const lib = { entry, formats: ['es'], fileName: name };
  const [{ output }] = await build({ configFile: false, logLevel: 'error', build: { write: false, minify: false, lib } });
  return import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
}

/** Opens when told to, and says that it closed only when told to. */
class Socket extends EventTarget {
  static all = [];
  closed = false;
  constructor() {
    super();
    Socket.all.push(this);
  }
  opens() {
    this.dispatchEvent(new Event('open'));
  }
  says(data) {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
  close() {
    this.closed = true;
  }
}

globalThis.self = { location: { origin: 'https://council.example' } };
globalThis.WebSocket = Socket;

let told;
const listen = () => {
  const notices = new Notices(() => (told += 1), () => retryMs);
  notices.open();
  Socket.all[0].opens();
  return notices;
};

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
  Socket.all = [];
  told = 0;
});

test('news is told, and a sign of life is none', () => {
  listen();
  assert.equal(told, 1); // for what was new before
  Socket.all[0].says(beat);
  assert.equal(told, 1);
  Socket.all[0].says(news);
  assert.equal(told, 2);
});

test('a connection that shows signs of life stays', () => {
  listen();
  for (let beats = 0; beats < 20; beats += 1) {
    mock.timers.tick(heartbeatMs);
    Socket.all[0].says(beat);
  }
  assert.equal(Socket.all.length, 1);
  assert.equal(Socket.all[0].closed, false);
});

test('Defect11: a silent connection is given up for another, whether or not its end is ever told', () => {
  listen();
  Socket.all[0].says(beat);
  mock.timers.tick(2 * heartbeatMs);
  assert.equal(Socket.all[0].closed, false);
  mock.timers.tick(heartbeatMs);
  assert.equal(Socket.all[0].closed, true);
  mock.timers.tick(retryMs);
  assert.equal(Socket.all.length, 2);
  Socket.all[1].opens();
  assert.equal(told, 2); // for what was new meanwhile
  Socket.all[0].says(news);
  Socket.all[0].dispatchEvent(new Event('close'));
  mock.timers.tick(retryMs);
  assert.equal(told, 2);
  assert.equal(Socket.all.length, 2);
});

test('a connection that never opens is given up too', () => {
  new Notices(() => undefined, () => retryMs).open();
  mock.timers.tick(3 * heartbeatMs);
  mock.timers.tick(retryMs);
  assert.equal(Socket.all.length, 2);
});

test('where the network is back another connection is made, and none where nobody listens', () => {
  const notices = listen();
  notices.renew();
  assert.equal(Socket.all[0].closed, true);
  mock.timers.tick(retryMs);
  assert.equal(Socket.all.length, 2);
  notices.close();
  notices.renew();
  mock.timers.tick(10 * heartbeatMs);
  assert.equal(Socket.all.length, 2);
});

// ---- the exchanges

const nothing = { ok: true, value: new Uint8Array() };
const report = { standing: 'ok', changed: [], purged: [], taken: 0, remaining: 0, more: false, is_next_asked: false, receipt: null };

/** A loop over a core that takes what is in `arrivals`, one an exchange; counts both. */
function loop(arrivals = []) {
  const seen = { exchanges: 0, untold: 0, lessened: 0, to_seal: { ok: true, value: [] }, during: () => undefined };
  const core = {
    call: (name) => (name === 'to_seal' ? seen.to_seal : { ok: true, value: { origin: '', is_first: true } }),
    carryLess: () => (seen.lessened += 1),
    kept: () => 'token',
    nextRequest: () => ({ ok: true, value: new Uint8Array([1]) }),
    requestAhead: () => nothing,
    take: () => ({ ok: true, value: { ...report, changed: arrivals.shift() ?? [] } }),
    nextComparison: () => nothing,
    nextPieces: () => nothing,
    retryMs: () => retryMs,
  };
  const host = { recoveryKey: () => '00'.repeat(32), changed() {}, reached() {}, told() {}, untold: () => (seen.untold += 1), user: () => 'iris' };
  globalThis.fetch = async () => {
    seen.exchanges += 1;
    seen.during();
    return new Response(new Uint8Array([1]));
  };
  return { seen, sync: new SyncLoop(core, host) };
}

test('what is told while an exchange is under way is asked for after it, at once', async () => {
  const { seen, sync } = loop();
  seen.during = () => {
    seen.during = () => undefined;
    void sync.run();
  };
  await sync.run();
  assert.equal(seen.exchanges, 2);
});

/** Lets the loop come to its end after a timer began it. */
const settled = async (sync) => {
  while (sync.now !== 'idle') await new Promise(setImmediate);
};

test('a poll that brings something shows that nobody told of it; what was told of does not', async () => {
  const { seen, sync } = loop([['one'], ['two'], []]);
  await sync.run();
  assert.equal(seen.untold, 0);
  for (const untold of [1, 1]) {
    mock.timers.tick(pollMs);
    await settled(sync);
    assert.equal(seen.untold, untold);
  }
  assert.equal(seen.exchanges, 3);
});

test('less is carried after an exchange that its deadline cut off, and not where there is no network', async () => {
  for (const [error, lessened] of [[new DOMException('', 'TimeoutError'), 1], [new TypeError('Failed to fetch'), 0]]) {
    const { seen, sync } = loop();
    globalThis.fetch = () => Promise.reject(error);
    await sync.run();
    assert.equal(sync.now, 'offline');
    assert.equal(seen.lessened, lessened);
    sync.abandon();
  }
});

test('what cannot be locked away is told, and holds up nothing', async () => {
  const full = { code: 'storage_full', says: 'This tablet is full.', todo: '' };
  const no_key = { ok: true, value: [{ number: '1', change: '00' }] }; // sealed to no point of the curve
  for (const [to_seal, code] of [[{ ok: false, problem: full }, 'storage_full'], [no_key, 'unexpected']]) {
    const { seen, sync } = loop();
    seen.to_seal = to_seal;
    await sync.run();
    assert.equal(seen.exchanges, 1);
    assert.equal(sync.now, 'idle');
    assert.equal(sync.trouble.code, code);
    seen.to_seal = { ok: true, value: [] };
    await sync.run();
    assert.equal(sync.trouble, null);
  }
});
