// A new tablet in WebAssembly, in this Node, receives everything from a homewardd as a browser would.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { load, memory, text } from './wasm.mjs';

const password = 'a password of the benchmark'; // server_program.h

class Session {
  constructor(port) {
    this.at = `http://localhost:${port}`;
  }

  async post(path, body, more = {}) {
    const headers = { 'X-Homeward': '1', ...(this.cookie && { cookie: this.cookie }), ...more };
    const answer = await fetch(this.at + path, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    this.cookie ??= answer.headers.get('set-cookie')?.split(';')[0];
    return answer;
  }

  async say(path, what) {
    const answer = await this.post(path, JSON.stringify(what), { 'content-type': 'application/json' });
    return answer.text();
  }
}

async function sign_in(port, origin) {
  const session = new Session(port);
  const { user } = JSON.parse(await session.say('/api/session', { username: 'a', password }));
  await session.say('/api/devices', { origin: origin.toString('hex'), name: 'Tablet of the benchmark', user: user.id });
  return session;
}

function handed(module, octets) {
  const at = module._bench_allocate(octets.length);
  memory(module).set(octets, at);
  return at;
}

const checked = (module, result) => {
  if (result < 0) throw new Error(text(module, module._bench_tablet_fault()));
  return result;
};

async function exchange(module, session, size) {
  const from = module._bench_request_octets();
  const answer = await session.post('/api/sync', memory(module).slice(from, from + size));
  return new Uint8Array(await answer.arrayBuffer());
}

async function pull(module, session) {
  let answering = null; // to what was asked for while a page was taken
  for (let more = 1; more > 0; ) {
    const sent = Date.now();
    answering ??= exchange(module, session, checked(module, module._bench_request(sent)));
    const octets = await answering;
    const at = handed(module, octets);
    const size = checked(module, module._bench_request_ahead(at, octets.length, Date.now()));
    const ahead = size > 0 ? exchange(module, session, size) : null;
    more = checked(module, module._bench_take(at, octets.length, sent, Date.now()));
    answering = more === 2 ? ahead : null;
    module._bench_free(at);
  }
}

async function pulled(module, port) {
  const origin = randomBytes(16);
  const at = handed(module, origin);
  checked(module, module._bench_begin(at, origin.length));
  module._bench_free(at);
  const session = await sign_in(port, origin);
  const from = performance.now();
  await pull(module, session);
  return performance.now() - from;
}

/** {pull_wasm_ms, store_wasm_bytes}; `words` are the workload, homewardd and a folder for its data. */
export async function measureWasmPull(wasmBuild, benchProgram, words) {
  const server = spawn(benchProgram, ['serve', ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [port] = await once(createInterface(server.stdout), 'line');
  try {
    const module = await load(wasmBuild);
    await pulled(module, port); // lets the engine optimise
    const pull_wasm_ms = await pulled(module, port);
    return { pull_wasm_ms, store_wasm_bytes: checked(module, module._bench_store_octets()) };
  } finally {
    server.stdin.end();
    await once(server, 'exit');
  }
}
