// Automerge: automerge-repo, a document a record and one that lists them. The server keeps them in
// files with automerge-repo's own storage; a client holds them in memory.
import * as Automerge from '@automerge/automerge';
import { Repo, parseAutomergeUrl, stringifyAutomergeUrl } from '@automerge/automerge-repo';
import { NodeWSServerAdapter, WebSocketClientAdapter } from '@automerge/automerge-repo-network-websocket';
import { NodeFSStorageAdapter } from '@automerge/automerge-repo-storage-nodefs';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocketServer } from 'ws';

const root = '00000000-0000-4000-8000-000000000000';
const { ImmutableString } = Automerge;

export async function serve(folder) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  new Repo({ network: [new NodeWSServerAdapter(server)], storage: new NodeFSStorageAdapter(folder) });
  return server.address().port;
}

// A record's own id, as automerge-repo writes it.
const document_id = (id) =>
  parseAutomergeUrl(stringifyAutomergeUrl(Buffer.from(id.replaceAll('-', ''), 'hex'))).documentId;

const plain = (value) => (value instanceof ImmutableString ? value.toString() : value);

export class Replica {
  repo = new Repo();
  handles = new Map(); // by record
  merged = new Map();

  #value(field, value) {
    return typeof value === 'string' && !this.narratives.has(field) ? new ImmutableString(value) : value;
  }

  #new_handle(id, doc) {
    const handle = this.repo.import(Automerge.save(doc), { docId: document_id(id) });
    handle.doneLoading();
    this.handles.set(id, handle);
    return handle;
  }

  write(line) {
    const handle = line.t === 'ins' ? this.#insert(line) : this.#edit(line);
    return { id: line.id, change: Automerge.getLastLocalChange(handle.doc()) };
  }

  #insert({ id, rec }) {
    const list = this.handles.get(root) ?? this.#new_handle(root, Automerge.from({ ids: {} }));
    list.change(({ ids }) => (ids[id] = true));
    const handle = this.#new_handle(id, Automerge.init());
    handle.change((doc) => {
      for (const [field, value] of Object.entries(rec)) doc[field] = this.#value(field, value);
    });
    return handle;
  }

  #edit({ id, set, splice }) {
    const handle = this.handles.get(id);
    handle.change((doc) => {
      Automerge.splice(doc, [splice.f], splice.pos, splice.del, splice.ins);
      for (const [field, value] of Object.entries(set)) {
        if (field !== splice.f) doc[field] = this.#value(field, value);
      }
    });
    return handle;
  }

  meet(other) {
    for (const [id, handle] of this.handles) {
      const theirs = other.handles.get(id);
      if (theirs === undefined) other.#new_handle(id, handle.doc());
      else {
        theirs.merge(handle);
        handle.merge(theirs);
      }
    }
  }

  // Until of every document the server has said that its heads are ours.
  async exchange(port) {
    const said = new Map();
    const listen = ({ documentId, syncState }) => said.set(documentId, syncState.theirHeads ?? []);
    this.repo.synchronizer.on('sync-state', listen);
    const adapter = new WebSocketClientAdapter(`ws://127.0.0.1:${port}`);
    this.repo.networkSubsystem.addNetworkAdapter(adapter);
    await adapter.whenReady();
    const is_alike = (handle) => handle.isReady() &&
      `${said.get(handle.documentId)?.toSorted()}` === `${Automerge.getHeads(handle.doc()).toSorted()}`;
    const alike = async (ids) => {
      let waiting = await Promise.all(ids.map((id) => this.#found(id)));
      while ((waiting = waiting.filter((handle) => !is_alike(handle))).length) await pause(2);
    };
    await alike([root]);
    await alike(Object.keys(this.handles.get(root).doc().ids));
    this.repo.synchronizer.off('sync-state', listen);
    const { socket } = adapter;
    this.repo.networkSubsystem.removeNetworkAdapter(adapter);
    // A server that has not noticed yet would take the next connection for this one, and not answer.
    await once(socket, 'close');
  }

  // One that the server has not announced yet counts as unavailable until it has.
  async #found(id) {
    const allowableStates = ['ready', 'unavailable'];
    const handle = this.handles.get(id) ?? (await this.repo.find(document_id(id), { allowableStates }));
    this.handles.set(id, handle);
    return handle;
  }

  merge(changes) {
    for (const { id, change } of changes) {
      const doc = this.merged.get(id) ?? Automerge.init();
      this.merged.set(id, Automerge.applyChanges(doc, [change])[0]);
    }
  }

  count() {
    return this.handles.size - 1;
  }

  shown(id, field) {
    const doc = this.handles.get(id).doc();
    const rivals = Automerge.getConflicts(doc, field) ?? {};
    return [doc[field], ...Object.values(rivals)].map(plain);
  }

  store_bytes() {
    return [...this.handles.values()].reduce((sum, handle) => sum + Automerge.save(handle.doc()).length, 0);
  }

  close() {
    return this.repo.shutdown();
  }
}
