// Whose word a receipt must be: the key pinned at the first sign-in, or one that it
// vouched for (architecture, Identity and keys).

import { verify } from "./keys";
import { fromHex, type Octets } from "./outcome";
import type { Who } from "./server";

const handoverOctets = (dataset: string, to: string): Octets =>
  new TextEncoder().encode(`homeward receipt key handover 1\n${dataset}\n${to}`);

/** Whether `signature` over `octets` is the council's, all in hexadecimal (S3). */
export async function isCouncils(
  keyHex: string,
  octets: Octets,
  signatureHex: string,
): Promise<boolean> {
  const key = fromHex(keyHex, 32);
  const signature = fromHex(signatureHex, 64);
  return key !== null && signature !== null && verify(key, octets, signature);
}

/**
 * The newest key that `pinned` leads to by handovers, each signed by the key before:
 * `pinned` itself where the server's word does not reach further.
 */
export async function successorOf(pinned: string, authority: Who["authority"]): Promise<string> {
  let key = pinned;
  for (const { from, to, signature } of authority.receipt_key_handovers) {
    if (from !== key) continue;
    if (!(await isCouncils(key, handoverOctets(authority.id, to), signature))) break;
    key = to;
  }
  return key;
}
