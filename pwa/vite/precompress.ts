// Writes a .br and a .gz beside every built file that gains by it, so that the
// server sends bytes it never has to compress.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const gains = new Set([".html", ".css", ".js", ".mjs", ".wasm", ".svg", ".json", ".webmanifest"]);

function* files_under(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files_under(path);
    else yield path;
  }
}

function compress(path: string): void {
  const plain = readFileSync(path);
  const packed = [
    {
      ending: ".br",
      bytes: brotliCompressSync(plain, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
        },
      }),
    },
    { ending: ".gz", bytes: gzipSync(plain, { level: 9 }) },
  ];
  for (const { ending, bytes } of packed) {
    if (bytes.length < plain.length) writeFileSync(path + ending, bytes);
  }
}

/** Must be the last plugin: the service worker is written when the bundle closes. */
export function precompress(): Plugin {
  let folder = "";
  return {
    name: "precompress",
    apply: "build",
    enforce: "post",
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        for (const path of [...files_under(folder)]) if (gains.has(extname(path))) compress(path);
      },
    },
  };
}
