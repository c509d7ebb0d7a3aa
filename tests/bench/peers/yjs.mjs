// Yjs: one document in memory, a map of maps, narratives as shared texts; y-websocket's own server.
import { setupWSConnection } from '@y/websocket-server/utils';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

import { listen } from './socket.mjs';

export const serve = () => listen(setupWSConnection);

export class Replica {
  doc = new Y.Doc();
  records = this.doc.getMap('records');

  write(line) {
    let change;
    this.doc.once('update', (update) => (change = update));
    this.doc.transact(() => (line.t === 'ins' ? this.insert(line) : this.edit(line)));
    return change;
  }

  insert({ id, rec }) {
    const record = new Y.Map();
    this.records.set(id, record);
    for (const [field, value] of Object.entries(rec)) {
      record.set(field, this.narratives.has(field) ? new Y.Text(value) : value);
    }
  }

  edit({ id, set, splice }) {
    const record = this.records.get(id);
    const text = record.get(splice.f);
    text.delete(splice.pos, splice.del);
    text.insert(splice.pos, splice.ins);
    for (const [field, value] of Object.entries(set)) {
      if (field !== splice.f) record.set(field, value);
    }
  }

  meet(other) {
    const ours = Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(other.doc));
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(this.doc)));
    Y.applyUpdate(other.doc, ours);
  }

  // Synchronised: what the server had is here, and what it lacked is sent. A ping's answer follows
  // what was sent before it.
  async exchange(port) {
    const provider = new WebsocketProvider(`ws://127.0.0.1:${port}`, 'bench', this.doc, {
      WebSocketPolyfill: WebSocket,
      disableBc: true,
    });
    await new Promise((done) => provider.on('sync', (is_synced) => is_synced && done()));
    provider.ws.ping();
    await once(provider.ws, 'pong');
    provider.destroy();
  }

  merge(changes) {
    this.doc.transact(() => changes.forEach((change) => Y.applyUpdate(this.doc, change)));
  }

  count() {
    return this.records.size;
  }

  shown(id, field) {
    const value = this.records.get(id).get(field);
    return [value instanceof Y.Text ? value.toString() : value];
  }

  store_bytes() {
    return Y.encodeStateAsUpdate(this.doc).length;
  }

  close() {
    this.doc.destroy();
  }
}
