// The key of a person's database, and the slots that open it (law T2; architecture,
// Identity and keys). Bytes and reasons: docs/decisions/0004.
//
// The key lives only in this worker's memory; the passphrase never leaves it and is
// not the account's password. Whoever calls wipes the key when it has been used.

import type { Id, Person } from "./api";
import type { ModuleTrouble } from "./module";
import { fine, join, toHex, trouble, wipe, type Octets, type Outcome } from "./outcome";
import { octetsOf, type PassphraseSlot, type RecoverySlot, type Slots } from "./slots";

const memoryKib = 65_536;
const passes = 3;

/** Module.argon2id, or its like. */
export type Argon2id = (
  passphrase: Uint8Array,
  salt: Uint8Array,
  memoryKib: number,
  passes: number,
) => Outcome<Octets, ModuleTrouble>;

export type KeyTrouble =
  | { code: "wrong_passphrase" }
  | { code: "damaged"; detail: string }
  /** The key given back by recovery is not this database's. */
  | { code: "refused"; detail: string }
  /** Not enough memory for Argon2id just now. */
  | { code: "busy"; detail: string };

/** A new key, opened by `passphrase` and by the authority (its X25519 public key, 32 octets). */
export async function createKey(
  person: Person,
  passphrase: string,
  recoveryKey: Octets,
  argon2id: Argon2id,
): Promise<Outcome<{ key: Octets; slots: Slots }, KeyTrouble>> {
  const key = random(32);
  const empty: Slots = { person, check: await checkOf(key), slots: [] };
  const sealed = await sealToAuthority(key, "homeward recovery slot 1", person.user, recoveryKey);
  const recovery: RecoverySlot = { kind: "recovery", sealed: toHex(sealed) };
  const slots = await withPassphrase({ ...empty, slots: [recovery] }, key, passphrase, argon2id);
  if (!slots.ok) return slots;
  return fine({ key, slots: slots.value });
}

export async function unlock(
  { person, check, slots }: Slots,
  passphrase: string,
  argon2id: Argon2id,
): Promise<Outcome<Octets, KeyTrouble>> {
  const slot = slots.find((candidate) => candidate.kind === "passphrase");
  if (slot === undefined) return trouble({ code: "damaged", detail: "no passphrase slot" });
  const wrapping = await wrappingKey(passphrase, slot, argon2id, "decrypt");
  if (!wrapping.ok) return wrapping;
  const sealed = octetsOf(slot.wrapped);
  const key = await open(wrapping.value, octetsOf(slot.nonce), passphraseLabel(person), sealed);
  if (key === null) return trouble({ code: "wrong_passphrase" });
  if ((await checkOf(key)) === check) return fine(key);
  return trouble({ code: "damaged", detail: "the passphrase slot holds another database's key" });
}

/** Slots to save in place of these; the old passphrase opens them no more. */
export async function changePassphrase(
  slots: Slots,
  from: string,
  to: string,
  argon2id: Argon2id,
): Promise<Outcome<Slots, KeyTrouble>> {
  const key = await unlock(slots, from, argon2id);
  if (!key.ok) return key;
  const changed = await withPassphrase(slots, key.value, to, argon2id);
  wipe(key.value);
  return changed;
}

/** After recovery: `key` came back from the authority and is given a new passphrase. */
export async function resetPassphrase(
  slots: Slots,
  key: Octets,
  passphrase: string,
  argon2id: Argon2id,
): Promise<Outcome<Slots, KeyTrouble>> {
  if (key.length !== 32 || (await checkOf(key)) !== slots.check) {
    return trouble({ code: "refused", detail: "the recovered key is not this database's" });
  }
  return withPassphrase(slots, key, passphrase, argon2id);
}

/** What the authority needs to open a forgotten database, as it is stored; null where absent. */
export function recoverySlotOf({ slots }: Slots): Octets | null {
  const slot = slots.find((candidate) => candidate.kind === "recovery");
  return slot === undefined ? null : octetsOf(slot.sealed);
}

/** Whether `signature` (64 octets) is the holder of `publicKey`'s (32), by Ed25519 (S3). */
export async function verify(
  publicKey: Octets,
  message: Octets,
  signature: Octets,
): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  try {
    const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, signature, message);
  } catch (error) {
    // 32 octets that are no point of the curve. Anything else is trouble of our own.
    if (error instanceof DOMException && error.name === "DataError") return false;
    throw error;
  }
}

// ---- the passphrase slot

async function withPassphrase(
  slots: Slots,
  key: Octets,
  passphrase: string,
  argon2id: Argon2id,
): Promise<Outcome<Slots, KeyTrouble>> {
  const cost = { memory_kib: memoryKib, passes, salt: toHex(random(16)) };
  const wrapping = await wrappingKey(passphrase, cost, argon2id, "encrypt");
  if (!wrapping.ok) return wrapping;
  const nonce = random(12);
  const wrapped = await seal(wrapping.value, nonce, passphraseLabel(slots.person), key);
  const slot: PassphraseSlot = {
    kind: "passphrase",
    ...cost,
    nonce: toHex(nonce),
    wrapped: toHex(wrapped),
  };
  const others = slots.slots.filter((candidate) => candidate.kind !== "passphrase");
  return fine({ ...slots, slots: [slot, ...others] });
}

/** NFKC, so that one passphrase typed on two keyboards is one passphrase. */
async function wrappingKey(
  passphrase: string,
  cost: Pick<PassphraseSlot, "memory_kib" | "passes" | "salt">,
  argon2id: Argon2id,
  use: "encrypt" | "decrypt",
): Promise<Outcome<CryptoKey, KeyTrouble>> {
  const text = new TextEncoder().encode(passphrase.normalize("NFKC"));
  const derived = argon2id(text, octetsOf(cost.salt), cost.memory_kib, cost.passes);
  wipe(text);
  if (!derived.ok) return trouble({ code: "busy", detail: derived.trouble.detail });
  const key = await crypto.subtle.importKey("raw", derived.value, "AES-GCM", false, [use]);
  wipe(derived.value);
  return fine(key);
}

function passphraseLabel(person: Person): Octets {
  return label("homeward passphrase slot 1", person.user);
}

// ---- what only the authority can open

/** `purpose` and `user` are bound in: a seal for another purpose or person does not open. */
export async function sealToAuthority(
  plain: Octets,
  purpose: string,
  user: Id,
  recoveryKey: Octets,
): Promise<Octets> {
  const authority = await crypto.subtle.importKey("raw", recoveryKey, "X25519", false, []);
  const pair = (await crypto.subtle.generateKey("X25519", false, ["deriveBits"])) as CryptoKeyPair;
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const shared = new Uint8Array(
    await crypto.subtle.deriveBits({ name: "X25519", public: authority }, pair.privateKey, 256),
  );
  const once = await keyFromShared(shared, join(ephemeral, recoveryKey), purpose);
  const sealed = await seal(once, new Uint8Array(12), label(purpose, user), plain);
  const version = Uint8Array.of(1);
  return join(version, await idOf(recoveryKey), ephemeral, sealed);
}

async function keyFromShared(shared: Octets, salt: Octets, purpose: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  wipe(shared);
  const info = new TextEncoder().encode(purpose);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt, info };
  return crypto.subtle.deriveKey(hkdf, material, { name: "AES-GCM", length: 256 }, false, [
    "encrypt",
  ]);
}

/** Which of an authority's recovery keys, should it ever have had two. */
async function idOf(recoveryKey: Octets): Promise<Octets> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", recoveryKey)).slice(0, 8);
}

// ---- both

/** The key is 256 random bits, so its keyed digest tells nothing of it. */
async function checkOf(key: Octets): Promise<string> {
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const signing = await crypto.subtle.importKey("raw", key, hmac, false, ["sign"]);
  const purpose = new TextEncoder().encode("homeward database key check 1");
  return toHex(new Uint8Array(await crypto.subtle.sign("HMAC", signing, purpose)).slice(0, 16));
}

/** Bound into the seal, so that a slot put into another person's file does not open. */
function label(purpose: string, user: Id): Octets {
  return new TextEncoder().encode(`${purpose}\n${user}`);
}

async function seal(key: CryptoKey, iv: Octets, additionalData: Octets, plain: Octets) {
  return new Uint8Array(
    await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, plain),
  );
}

async function open(key: CryptoKey, iv: Octets, additionalData: Octets, sealed: Octets) {
  try {
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, sealed),
    );
  } catch {
    return null; // WebCrypto has one error for every reason, on purpose
  }
}

function random(count: number): Octets {
  return crypto.getRandomValues(new Uint8Array(count));
}
