// TinyBase: a mergeable store in memory on both sides, a row a record, its own synchronizer. Narratives
// are cells like the others: it has no shared text.
import { createMergeableStore } from 'tinybase';
import { createCustomPersister } from 'tinybase/persisters';
import { createWsSynchronizer } from 'tinybase/synchronizers/synchronizer-ws-client';
import { createWsServer } from 'tinybase/synchronizers/synchronizer-ws-server';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket, WebSocketServer } from 'ws';

const table = 'records';
const mergeable_only = 2;
const longest_s = 5;
const get_content_hashes = 1; // of its protocol's messages
const asking = 'settled'; // the name of our request

const in_memory = (store) =>
  createCustomPersister(store, async () => undefined, async () => {}, () => {}, () => {}, undefined, mergeable_only);

export async function serve() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const store = createMergeableStore('server');
  const is_ready = new Promise((ready) =>
    createWsServer(server, () => [in_memory(store), ready], undefined, longest_s));
  const { port } = server.address();
  // Somebody else is connected, silent: else a store is begun anew, and waits, for each who comes.
  new WebSocket(`ws://127.0.0.1:${port}/bench`);
  await is_ready;
  return port;
}

export class Replica {
  constructor(name) {
    this.store = createMergeableStore(name);
    this.store.addDidFinishTransactionListener(() => {
      this.change = structuredClone(this.store.getTransactionMergeableChanges());
    });
  }

  write({ t, id, rec, set }) {
    if (t === 'ins') this.store.setRow(table, id, rec);
    else this.store.setPartialRow(table, id, set);
    return this.change;
  }

  meet(other) {
    this.store.merge(other.store);
  }

  // Until the server says that its hashes are ours.
  async exchange(port) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/bench`);
    let said = '';
    const synchronizer = await createWsSynchronizer(this.store, socket, longest_s, undefined,
      (_client, request, _message, body) => (said = request === asking ? `${body}` : said));
    await synchronizer.startSync();
    while (said !== `${this.store.getMergeableContentHashes()}`) {
      socket.send(`\n${JSON.stringify([asking, get_content_hashes, ''])}`);
      await pause(2);
    }
    await synchronizer.destroy();
  }

  merge(changes) {
    for (const change of changes) this.store.applyMergeableChanges(change);
  }

  count() {
    return this.store.getRowCount(table);
  }

  shown(id, field) {
    return [this.store.getCell(table, id, field)];
  }

  store_bytes() {
    return JSON.stringify(this.store.getMergeableContent()).length;
  }

  close() {}
}
