// node client.mjs PEER PORT WORKLOAD: two replicas write the workload, meeting where it says so, and
// what follows is measured over the network as homeward_bench does it. One JSON object of measures.
//
// A peer is a file with `serve(folder)` for server.mjs, which gives its port, and `Replica`:
//   ready           where it takes a while to make
//   write(line)     makes the change of an `ins` or `upd` line; gives it as it would travel
//   meet(other)     both hold what either holds, without the network
//   exchange(port)  comes back: connects, and ends when the server has what was here and this what
//                   was there
//   merge(changes)  takes changes as they travel
//   count(), shown(id, field)   how many records; every value of a field that is in view
//   store_bytes()  of what it would write to disk, 0 where it keeps nothing
//   close()
import { subscribe } from 'node:diagnostics_channel';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const batch = 500;
const nothing_new_rounds = 20;

const [peer, port, workload] = process.argv.slice(2);
const { Replica } = await import(`./${peer}.mjs`);

const sockets = [];
subscribe('net.client.socket', ({ socket }) => sockets.push(socket));
const sum = (figures) => figures.reduce((all, figure) => all + figure, 0);

async function measured(name, step) {
  await pause(50); // the server notices that the last connection ended
  sockets.length = 0;
  const from = performance.now();
  await step();
  const ms = performance.now() - from;
  return {
    [`${name}_ms`]: ms,
    [`${name}_up_bytes`]: sum(sockets.map((socket) => socket.bytesWritten)),
    [`${name}_down_bytes`]: sum(sockets.map((socket) => socket.bytesRead)),
  };
}

const lines = (await readFile(workload, 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line));
const end = lines.findIndex(({ t }) => t === 'conflict');
const delta = lines.slice(end).filter(({ t }) => t === 'upd');
const conflicts = lines.filter(({ t }) => t === 'conflict');
Replica.prototype.narratives = new Set(
  lines.find(({ t }) => t === 'schema').fields.filter(({ kind }) => kind === 'text').map(({ name }) => name),
);

async function replica(name) {
  const made = new Replica(name);
  await made.ready;
  return made;
}

/** The workload as two replicas write it: the replicas, and each change as it travels. */
async function written() {
  const by = { A: await replica('a'), B: await replica('b') };
  const changes = [];
  for (const line of lines.slice(0, end)) {
    if (line.t === 'sync') await by.A.meet(by.B);
    else if (line.t === 'ins' || line.t === 'upd') changes.push(await by[line.dev].write(line));
  }
  return { a: by.A, b: by.B, changes };
}

/** Values of each record before the delta, where nobody contended. */
function uncontended() {
  const finals = new Map();
  for (const { t, id, rec, set } of lines.slice(0, end)) {
    if (t === 'ins') finals.set(id, { ...rec });
    else if (t === 'upd') Object.assign(finals.get(id), set);
  }
  for (const { id, field } of conflicts) delete finals.get(id)[field];
  return finals;
}

async function survival(fresh) {
  const finals = uncontended();
  const count = await fresh.count();
  if (count !== finals.size) throw new Error(`a fresh replica has ${count} of ${finals.size} records`);
  let lost = 0;
  for (const [id, values] of finals) {
    for (const [field, value] of Object.entries(values)) {
      if (!fresh.shown(id, field).includes(value)) lost += 1;
    }
  }
  const kept = conflicts.filter(({ id, field, a, b, text3 }) => {
    const shown = fresh.shown(id, field);
    return (shown.includes(a) && shown.includes(b)) || (text3 !== null && shown.includes(text3));
  });
  return { uncontended_lost_count: lost, rivals_kept_count: kept.length, rivals_count: conflicts.length };
}

async function merging(changes) {
  const into = await replica('merging');
  const from = performance.now();
  for (let at = 0; at < changes.length; at += batch) await into.merge(changes.slice(at, at + batch));
  const s = (performance.now() - from) / 1000;
  await into.close();
  return { merge_changes_per_s: changes.length / s };
}

async function nothing_new(fresh) {
  const rounds = [];
  for (let i = 0; i < nothing_new_rounds; i += 1) {
    rounds.push(await measured('nothing', () => fresh.exchange(port)));
  }
  return rounds.sort((a, b) => a.nothing_ms - b.nothing_ms)[nothing_new_rounds / 2];
}

const { a, b, changes } = await written();
const push = await measured('push', () => a.exchange(port));
const fresh = await replica('fresh');
const pull = await measured('pull', () => fresh.exchange(port));
const measures = { ...push, ...pull, ...(await survival(fresh)), ...(await nothing_new(fresh)) };
measures.store_client_bytes = await fresh.store_bytes();
for (const line of delta) await a.write(line);
Object.assign(measures, await measured('delta', () => a.exchange(port)), await merging(changes));
for (const each of [a, b, fresh]) await each.close();
console.log(JSON.stringify(measures));
process.exit(); // some peers leave timers
