// Other engines on the same workload, in the same run: each has a server and a client in processes of
// their own, over loopback. What a peer is: peers/client.mjs.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const here = 'tests/bench/peers';
const heap = '--max-old-space-size=8192';
const longest_ms = 20 * 60_000;

export const peers = {
  yjs: 'Yjs 13, y-websocket, in memory',
  loro: 'Loro 1.17, a minimal server of ours, in memory',
  rxdb: 'RxDB 17, in memory, no history',
  automerge: 'Automerge 3, automerge-repo, a document a record',
  tinybase: 'TinyBase 10, in memory',
};

async function served(peer, folder) {
  const server = spawn('node', [heap, `${here}/server.mjs`, peer, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await Promise.race([once(createInterface(server.stdout), 'line'), once(server, 'exit')]);
  return { server, port };
}

async function measurePeer(peer, workload, folder) {
  await mkdir(folder);
  const { server, port } = await served(peer, folder);
  try {
    const words = [heap, `${here}/client.mjs`, peer, port, workload];
    const { stdout } = await execute('node', words, { timeout: longest_ms });
    return JSON.parse(stdout.trimEnd().split('\n').at(-1));
  } catch (error) {
    const said = error.stderr?.split('\n').find((line) => /Error/.test(line));
    return { failed: said ?? error.message };
  } finally {
    server.kill();
  }
}

/** Each peer's measures, or why it `failed`. */
export async function measurePeers(workload, folder) {
  const measured = {};
  for (const peer of Object.keys(peers)) measured[peer] = await measurePeer(peer, workload, `${folder}/${peer}`);
  return measured;
}
