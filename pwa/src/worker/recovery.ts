// A forgotten passphrase (T2; docs/decisions/0004): the council opens the recovery
// slot, an administrator having agreed, and gives the key back sealed to a key pair
// made here for this one request.

import type { Octets } from "./outcome";
import { fromHex, toHex } from "./outcome";

const purpose = "homeward recovery answer 1";
const headOctets = 1 + 8 + 32;

export interface ReplyKey {
  publicHex: string;
  pair: CryptoKeyPair;
}

export async function makeReplyKey(): Promise<ReplyKey> {
  const pair = (await crypto.subtle.generateKey("X25519", false, ["deriveBits"])) as CryptoKeyPair;
  const octets = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { publicHex: toHex(octets), pair };
}

/**
 * How long to wait before asking again: longer after each failure, and spread (S9). The
 * core, which reckons this for sending, is not there while no database is open.
 */
export function pollMs(failures: number): number {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  const whole = Math.min(10_000 * 2 ** failures, 5 * 60_000);
  return whole / 2 + (random / 2 ** 32) * (whole / 2);
}

/** The database key, or null where the answer was not made for this request. */
export async function openAnswer(
  answerHex: string,
  reply: ReplyKey,
  user: string,
): Promise<Octets | null> {
  const answer = fromHex(answerHex, answerHex.length / 2);
  const replyPublic = fromHex(reply.publicHex, 32);
  if (answer === null || replyPublic === null || answer.length <= headOctets) return null;
  const ephemeral = answer.slice(9, headOctets);
  try {
    const once = await keyFrom(ephemeral, replyPublic, reply.pair.privateKey);
    const additionalData = new TextEncoder().encode(`${purpose}\n${user}`);
    const aes = { name: "AES-GCM", iv: new Uint8Array(12), additionalData };
    return new Uint8Array(await crypto.subtle.decrypt(aes, once, answer.slice(headOctets)));
  } catch {
    return null; // WebCrypto has one error for every reason, on purpose
  }
}

async function keyFrom(ephemeral: Octets, replyPublic: Octets, secret: CryptoKey) {
  const theirs = await crypto.subtle.importKey("raw", ephemeral, "X25519", false, []);
  const shared = await crypto.subtle.deriveBits({ name: "X25519", public: theirs }, secret, 256);
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const salt = new Uint8Array([...ephemeral, ...replyPublic]);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt, info: new TextEncoder().encode(purpose) };
  return crypto.subtle.deriveKey(hkdf, material, { name: "AES-GCM", length: 256 }, false, [
    "decrypt",
  ]);
}
