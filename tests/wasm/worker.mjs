// The worker under test: commands that drive pwa/src/worker and the modules.
import * as keys from '../../pwa/src/worker/keys.ts';
import { loadModule } from '../../pwa/src/worker/module.ts';
import * as opfs from '../../pwa/src/worker/opfs.ts';
import { fromHex, toHex } from '../../pwa/src/worker/outcome.ts';
import * as slotsFile from '../../pwa/src/worker/slots.ts';

const product = { script: '/homeward.js', wasm: '/homeward.wasm' };
const probe = { script: '/probe.js', wasm: '/probe.wasm' };

let module;
let opened;
// What the handles are made to do, as no browser does on demand: { call, file, error }.
let fault = null;

const load = async ({ script, wasm }, files) =>
  loadModule((await import(/* @vite-ignore */ script)).default, wasm, files);

function faulty({ name, handle }) {
  const calls = {};
  for (const call of ['read', 'write', 'truncate', 'flush', 'getSize']) {
    calls[call] = (...args) => {
      if (fault?.call === call && name.endsWith(fault.file)) {
        if (fault.error === null) return handle[call](args[0].subarray(0, 100), args[1]);
        throw new DOMException('made to fail', fault.error);
      }
      return handle[call](...args);
    };
  }
  return { name, handle: calls };
}

const octets = (hex) => fromHex(hex, hex.length / 2);
async function folderOf(user) {
  const folder = await opfs.openFolder(user, true);
  if (!folder.ok) throw new Error(JSON.stringify(folder.trouble));
  return folder.value;
}
const shown = (outcome, show) => (outcome.ok ? { ok: true, value: show(outcome.value) } : outcome);

async function argon2id() {
  const core = await load(product, []);
  return core.argon2id.bind(core);
}

const lentText = (text, use) => {
  const piece = new TextEncoder().encode(text);
  return module.lend([piece], ([at]) => use(at, piece.length));
};

function probeText() {
  const at = module.exports._probe_text();
  const size = module.exports._probe_text_size();
  return new TextDecoder().decode(module.exports.HEAPU8.slice(at, at + size));
}

const commands = {
  // ---- files
  folder: async (user) => shown(await opfs.openFolder(user, true), () => null),
  users: () => opfs.usersHere(),
  hasRoom: () => opfs.hasRoom(),
  persisted: () => opfs.persisted(),
  async takeFiles(user) {
    opened = await opfs.openFiles(await folderOf(user));
    return shown(opened, () => null);
  },
  withoutOpfs: async () => {
    const original = navigator.storage.getDirectory;
    navigator.storage.getDirectory = () => {
      throw new DOMException('not here', 'SecurityError');
    };
    const answer = await opfs.usersHere();
    navigator.storage.getDirectory = original;
    return answer;
  },

  // ---- the database
  async open(user, key, name = 'homeward.db') {
    opened = await opfs.openFiles(await folderOf(user));
    if (!opened.ok) return opened;
    module = await load(probe, opened.value.files.map(faulty));
    const status = lentText(name, (at, size) =>
      module.lend([octets(key)], ([keyAt]) => module.exports._probe_open(at, size, keyAt)),
    );
    if (status !== 0) opened.value.close();
    return status === 0 ? { ok: true } : { ok: false, says: probeText() };
  },
  run: (sql) => {
    const code = lentText(sql, (at, size) => module.exports._probe_run(at, size));
    return { code, text: probeText() };
  },
  close: () => {
    module.exports._probe_close();
    opened.value.close();
  },
  inserts: (count, together) => module.exports._probe_inserts(count, together),
  fault: (wanted) => {
    fault = wanted;
  },
  // The files as they lie on disk, the nth octet from the end of one of them flipped.
  damage: (end, fromEnd) => {
    const { handle } = opened.value.files.find(({ name }) => name.endsWith(end));
    const at = handle.getSize() - fromEnd;
    const octet = new Uint8Array(1);
    handle.read(octet, { at });
    octet[0] ^= 1;
    handle.write(octet, { at });
    handle.flush();
    opened.value.close();
  },
  onDisk: (needle) =>
    opened.value.files.map(({ name, handle }) => {
      const content = new Uint8Array(handle.getSize());
      handle.read(content, { at: 0 });
      const text = new TextDecoder('latin1').decode(content);
      return { name, size: content.length, holds: text.includes(needle) };
    }),

  // ---- the product's own module
  async product(user, key) {
    const files = await opfs.openFiles(await folderOf(user));
    const core = await load(product, files.value.files);
    const answer = [core.open('homeward.db', octets(key)), core.open('homeward.db', octets(key))];
    core.close();
    files.value.close();
    return answer;
  },
  async argon2id(passphrase, salt, memoryKib, passes) {
    const text = new TextEncoder().encode(passphrase);
    return shown((await argon2id())(text, octets(salt), memoryKib, passes), toHex);
  },

  // ---- keys
  async createKey(person, passphrase, recoveryKey) {
    const made = await keys.createKey(person, passphrase, octets(recoveryKey), await argon2id());
    await slotsFile.saveSlots(await folderOf(person.user), made.value.slots);
    return { key: toHex(made.value.key), file: slotsFile.writeSlots(made.value.slots) };
  },
  async unlock(user, passphrase) {
    const slots = await slotsFile.loadSlots(await folderOf(user));
    if (!slots.ok) return slots;
    return shown(await keys.unlock(slots.value, passphrase, await argon2id()), toHex);
  },
  async changePassphrase(user, from, to) {
    const folder = await folderOf(user);
    const slots = await slotsFile.loadSlots(folder);
    const changed = await keys.changePassphrase(slots.value, from, to, await argon2id());
    if (changed.ok) await slotsFile.saveSlots(folder, changed.value);
    return shown(changed, () => null);
  },
  async resetPassphrase(user, key, passphrase) {
    const folder = await folderOf(user);
    const slots = await slotsFile.loadSlots(folder);
    const reset = await keys.resetPassphrase(slots.value, octets(key), passphrase, await argon2id());
    if (reset.ok) await slotsFile.saveSlots(folder, reset.value);
    return shown(reset, () => null);
  },
  async recoverySlot(user) {
    const slots = await slotsFile.loadSlots(await folderOf(user));
    return toHex(keys.recoverySlotOf(slots.value));
  },
  reparse: (text) => shown(slotsFile.parseSlots(text), slotsFile.writeSlots),
  // As a crash leaves it between the two writes of writeText.
  async tear(user, torn, complete) {
    const folder = await folderOf(user);
    await opfs.writeText(folder, 'slots.json', torn);
    await opfs.writeText(folder, 'slots.json.new', complete);
  },
  verify: (publicKey, message, signature) =>
    keys.verify(octets(publicKey), octets(message), octets(signature)),
};

self.onmessage = async ({ data: { id, name, args } }) => {
  try {
    self.postMessage({ id, answer: await commands[name](...args) });
  } catch (error) {
    self.postMessage({ id, failed: `${name}: ${error?.stack ?? error}` });
  }
};
