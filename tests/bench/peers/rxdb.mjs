// RxDB: a collection of documents in memory on both sides, without history; its own replication over
// WebSockets. When two replicas meet, one is the other's master, as a server would be.
import { createRxDatabase, rxStorageInstanceToReplicationHandler } from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { replicateWithWebsocketServer, startWebsocketServer } from 'rxdb/plugins/replication-websocket';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { once } from 'node:events';

const batchSize = 1000;
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 36 }, rec: { type: 'object' } },
};

async function database(name) {
  const made = await createRxDatabase({ name, storage: getRxStorageMemory(), multiInstance: false });
  await made.addCollections({ records: { schema } });
  return made;
}

export async function serve() {
  const made = await database('server');
  const { server } = startWebsocketServer({ database: made, port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  return server.address().port;
}

const failed = (replication) =>
  new Promise((_, reject) => replication.error$.subscribe((error) => reject(error)));

async function ended(replication) {
  await Promise.race([replication.awaitInSync(), failed(replication)]);
  await replication.cancel();
}

export class Replica {
  constructor(name) {
    this.ready = this.#open(name);
  }

  async #open(name) {
    this.database = await database(name);
    this.records = this.database.records;
  }

  async write(line) {
    if (line.t === 'ins') await this.records.insert({ id: line.id, rec: line.rec });
    else await this.#edit(line);
    return line;
  }

  async #edit({ id, set }) {
    const record = await this.records.findOne(id).exec();
    await record.incrementalModify((held) => ({ ...held, rec: { ...held.rec, ...set } }));
  }

  meet(other) {
    const { storageInstance, conflictHandler } = this.records;
    const master = rxStorageInstanceToReplicationHandler(storageInstance, conflictHandler, this.database.token);
    return ended(replicateRxCollection({
      collection: other.records,
      replicationIdentifier: 'meeting',
      live: false,
      pull: { batchSize, handler: (checkpoint, size) => master.masterChangesSince(checkpoint, size) },
      push: { batchSize, handler: (rows) => master.masterWrite(rows) },
    }));
  }

  async exchange(port) {
    await ended(await replicateWithWebsocketServer({
      collection: this.records,
      replicationIdentifier: 'server',
      url: `ws://127.0.0.1:${port}`,
      live: true, // else it takes what it sent as news when it comes back
      batchSize,
    }));
  }

  async merge(changes) {
    const inserts = changes.filter(({ t }) => t === 'ins');
    await this.records.bulkInsert(inserts.map(({ id, rec }) => ({ id, rec })));
    await Promise.all(changes.filter(({ t }) => t === 'upd').map((line) => this.#edit(line)));
  }

  async count() {
    this.held = new Map((await this.records.find().exec()).map(({ id, rec }) => [id, rec]));
    return this.held.size;
  }

  shown(id, field) {
    return [this.held.get(id)[field]];
  }

  store_bytes() {
    return 0;
  }

  close() {
    return this.database.close();
  }
}
