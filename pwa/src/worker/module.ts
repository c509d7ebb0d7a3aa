// The C++ core as the worker sees it: types around the few functions of
// wasm/exports.cpp, and nothing that decides anything.

import { fine, trouble, wipe, type Octets, type Outcome } from "./outcome";
import type { NamedHandle } from "./opfs";

/** What the module asks of us; wasm/browser.js is the other half. */
export interface Host {
  files: NamedHandle[];
  random(octets: Octets): void;
  now(): number;
}

/** What Emscripten's glue gives; memory moves when it grows, so HEAPU8 is read anew each time. */
export interface Exports {
  readonly HEAPU8: Octets;
  _hw_allocate(octets: number): number;
  _hw_free(at: number): void;
  _hw_reply(): number;
  _hw_reply_size(): number;
  _hw_argon2id(
    passphrase: number,
    passphraseSize: number,
    salt: number,
    saltSize: number,
    memoryKib: number,
    passes: number,
    out: number,
  ): number;
  _hw_open(name: number, nameSize: number, key: number, isDamaged: number): number;
  _hw_close(): void;
}

/** The default export of homeward.js. */
export type Factory<E extends Exports = Exports> = (options: {
  homeward: Host;
  locateFile(name: string): string;
}) => Promise<E>;

/** The core's Code (core/base/result.h) and its detail, which is for the log. */
export interface ModuleTrouble {
  code: string;
  detail: string;
}

const keyOctets = 32;

/**
 * Starts the module. `wasmUrl` is where homeward.wasm is served. An exception out of
 * any call is a broken invariant: the worker must be ended, never called again.
 */
export async function loadModule<E extends Exports>(
  factory: Factory<E>,
  wasmUrl: string,
  files: NamedHandle[],
): Promise<Module<E>> {
  const homeward: Host = {
    files,
    random: (octets) => void crypto.getRandomValues(octets),
    now: () => Date.now(),
  };
  return new Module(await factory({ homeward, locateFile: () => wasmUrl }));
}

export class Module<E extends Exports = Exports> {
  constructor(readonly exports: E) {}

  /** 32 octets. */
  argon2id(
    passphrase: Uint8Array,
    salt: Uint8Array,
    memoryKib: number,
    passes: number,
  ): Outcome<Octets, ModuleTrouble> {
    const out = new Uint8Array(keyOctets);
    return this.lend([passphrase, salt, out], ([pass = 0, saltAt = 0, outAt = 0]) => {
      const status = this.exports._hw_argon2id(
        pass,
        passphrase.length,
        saltAt,
        salt.length,
        memoryKib,
        passes,
        outAt,
      );
      if (status !== 0) return this.reply();
      out.set(this.exports.HEAPU8.subarray(outAt, outAt + out.length));
      return fine(out);
    });
  }

  /**
   * Opens the database among the handed-in files, or creates it; of a damaged one, where that
   * is asked, what can be read.
   */
  open(name: string, key: Uint8Array, evenDamaged = false): Outcome<void, ModuleTrouble> {
    const text = new TextEncoder().encode(name);
    if (key.length !== keyOctets) throw new Error("a database key is 32 octets");
    return this.lend([text, key], ([nameAt = 0, keyAt = 0]) => {
      const status = this.exports._hw_open(nameAt, text.length, keyAt, evenDamaged ? 1 : 0);
      return status === 0 ? fine(undefined) : this.reply();
    });
  }

  close(): void {
    this.exports._hw_close();
  }

  /** Copies octets into the module for the length of `use`, and wipes them there after. */
  lend<T>(pieces: Uint8Array[], use: (at: number[]) => T): T {
    const at = pieces.map((piece) => this.copyIn(piece));
    try {
      return use(at);
    } finally {
      pieces.forEach((piece, i) => this.takeBack(at[i] ?? 0, piece.length));
    }
  }

  private copyIn(piece: Uint8Array): number {
    const at = this.exports._hw_allocate(Math.max(1, piece.length));
    if (at === 0) throw new RangeError("the module is out of memory");
    this.exports.HEAPU8.set(piece, at);
    return at;
  }

  private takeBack(at: number, size: number): void {
    wipe(this.exports.HEAPU8.subarray(at, at + size));
    this.exports._hw_free(at);
  }

  private reply(): { ok: false; trouble: ModuleTrouble } {
    const at = this.exports._hw_reply();
    const octets = this.exports.HEAPU8.slice(at, at + this.exports._hw_reply_size());
    const [code = "", ...detail] = new TextDecoder().decode(octets).split("\n");
    return trouble({ code, detail: detail.join("\n") });
  }
}
