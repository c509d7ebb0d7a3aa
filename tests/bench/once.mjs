// The least that any program could do with the same content: pack it once, write it
// once with a flush. The table shows our figures as multiples of these.
import { open, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

export async function measureOnce(finals, changesFile, folder) {
  const rows = [...finals].map(([id, fields]) => JSON.stringify({ id, ...fields })).join('\n');
  const history = await readFile(changesFile);
  const from = performance.now();
  const packed = gzipSync(history, { level: 6 });
  const packedAt = performance.now();
  await writeFlushed(`${folder}/once`, history);
  return {
    once_history_gzip_bytes: packed.length,
    once_history_bytes: history.length,
    once_final_rows_gzip_bytes: gzipSync(rows, { level: 9 }).length,
    once_gzip_ms: packedAt - from,
    once_write_ms: performance.now() - packedAt,
  };
}

async function writeFlushed(name, octets) {
  const file = await open(name, 'w');
  await file.writeFile(octets);
  await file.sync();
  await file.close();
}
