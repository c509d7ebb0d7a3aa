// Prints what the given files weigh as served, and fails above the limit.
//
//   node served_size.mjs LIMIT_BYTES FILE...
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [limit, ...paths] = process.argv.slice(2);
const total = { raw: 0, gzip: 0, brotli: 0 };
for (const path of paths) {
  const content = readFileSync(path);
  total.raw += content.length;
  total.gzip += gzipSync(content, { level: 9 }).length;
  total.brotli += brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  }).length;
}
const names = paths.map((path) => basename(path)).join(' + ');
const kb = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
console.log(`${names}: ${kb(total.raw)}, gzip ${kb(total.gzip)}, brotli ${kb(total.brotli)}`);
// What is served: every browser with OPFS takes brotli in a secure context, and the page's
// build packs it (pwa/vite/precompress.ts). gzip is for a proxy that takes no other.
if (total.brotli > Number(limit)) {
  console.error(`${names}: ${total.brotli} bytes compressed is over the limit of ${limit}`);
  process.exit(1);
}
