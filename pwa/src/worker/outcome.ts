// What a function of the worker gives back when the world can say no.
// Codes are those of Problem in api.ts, so that the screens have words for each.

export type Outcome<T, Trouble> = { ok: true; value: T } | { ok: false; trouble: Trouble };

export const fine = <T>(value: T) => ({ ok: true, value }) as const;
export const trouble = <Trouble>(what: Trouble) => ({ ok: false, trouble: what }) as const;

/** Octets in memory of their own, as WebCrypto wants them. */
export type Octets = Uint8Array<ArrayBuffer>;

/** Best effort: the engine may have moved the octets before. */
export function wipe(...secrets: Uint8Array[]): void {
  for (const secret of secrets) secret.fill(0);
}

export function toHex(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
}

/** Null unless `text` is lower-case hex of exactly `count` octets. */
export function fromHex(text: unknown, count: number): Octets | null {
  if (typeof text !== "string" || text.length !== count * 2 || !/^[0-9a-f]*$/.test(text)) {
    return null;
  }
  const octets = new Uint8Array(count);
  for (let i = 0; i < count; i += 1) octets[i] = parseInt(text.slice(i * 2, i * 2 + 2), 16);
  return octets;
}

export function join(...pieces: Octets[]): Octets {
  const joined = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
