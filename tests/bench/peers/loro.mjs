// Loro: one document in memory, a map of maps, narratives as texts. It comes without a server; ours
// is the least there can be: version vectors are exchanged, then what the other lacks.
import { LoroDoc, LoroMap, LoroText, VersionVector } from 'loro-crdt';
import { WebSocket } from 'ws';

import { listen, messages } from './socket.mjs';

// What a replica lacks. A new one takes a snapshot, which Loro reads several times faster.
const lacking = (doc, has) =>
  has.length === new VersionVector(null).encode().length
    ? doc.export({ mode: 'snapshot' })
    : doc.export({ mode: 'update', from: VersionVector.decode(has) });

export function serve() {
  const doc = new LoroDoc();
  return listen(async (socket) => {
    const next = messages(socket);
    const has = await next();
    socket.send(doc.oplogVersion().encode());
    socket.send(lacking(doc, has));
    doc.import(await next());
    socket.send('taken');
  });
}

export class Replica {
  doc = new LoroDoc();
  records = this.doc.getMap('records');

  write(line) {
    const before = this.doc.oplogVersion();
    if (line.t === 'ins') this.insert(line);
    else this.edit(line);
    this.doc.commit();
    return this.doc.export({ mode: 'update', from: before });
  }

  insert({ id, rec }) {
    const record = this.records.setContainer(id, new LoroMap());
    for (const [field, value] of Object.entries(rec)) {
      if (this.narratives.has(field)) record.setContainer(field, new LoroText()).insert(0, value);
      else record.set(field, value);
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
    const ours = this.doc.export({ mode: 'update', from: other.doc.oplogVersion() });
    this.doc.import(other.doc.export({ mode: 'update', from: this.doc.oplogVersion() }));
    other.doc.import(ours);
  }

  async exchange(port) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
    const next = messages(socket);
    socket.once('open', () => socket.send(this.doc.oplogVersion().encode()));
    const has = VersionVector.decode(await next());
    const news = await next();
    socket.send(this.doc.export({ mode: 'update', from: has }));
    this.doc.import(news);
    await next();
    socket.close();
  }

  merge(changes) {
    this.doc.importBatch(changes);
  }

  count() {
    return this.records.size;
  }

  shown(id, field) {
    const value = this.records.get(id).get(field);
    return [value instanceof LoroText ? value.toString() : value];
  }

  store_bytes() {
    return this.doc.export({ mode: 'snapshot' }).length;
  }

  close() {
    this.doc.free();
  }
}
