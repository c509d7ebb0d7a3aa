// Serves the test page, the worker built as Vite builds the product's, and the modules
// of the WebAssembly build (build/wasm, or the folder named by HOMEWARD_WASM_BUILD).
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = new URL('../../', import.meta.url);
const modules = process.env.HOMEWARD_WASM_BUILD
  ? pathToFileURL(`${process.env.HOMEWARD_WASM_BUILD}/`)
  : new URL('build/wasm/', root);

const page = `<!doctype html><meta charset="utf-8"><title>Test</title>
<script type="module" src="/page.js"></script>`;

const pageScript = `
const policy = trustedTypes.createPolicy('homeward', { createScriptURL: (url) => url });
const worker = new Worker(policy.createScriptURL('/worker.js'), { type: 'module' });
const waiting = new Map();
let last = 0;
worker.onmessage = ({ data }) => {
  const { resolve, reject } = waiting.get(data.id);
  waiting.delete(data.id);
  data.failed ? reject(new Error(data.failed)) : resolve(data.answer);
};
worker.onerror = (event) => waiting.forEach(({ reject }) => reject(new Error(event.message)));
window.ask = (name, ...args) =>
  new Promise((resolve, reject) => {
    waiting.set((last += 1), { resolve, reject });
    worker.postMessage({ id: last, name, args });
  });
`;

// As strict as the product's: no eval, scripts only from here and through the policy.
const contentPolicy =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; " +
  "require-trusted-types-for 'script'; trusted-types homeward";

export async function serve() {
  for (const name of ['homeward', 'probe']) {
    if (!existsSync(new URL(`${name}.wasm`, modules))) {
      throw new Error(`${modules.pathname}${name}.wasm is missing: ./dev build makes it`);
    }
  }
  const worker = await bundleWorker();
  const server = createServer(async (request, response) => {
    const file = await fileAt(request.url, worker);
    response.writeHead(file ? 200 : 404, {
      'content-type': file?.type ?? 'text/plain',
      'content-security-policy': contentPolicy,
    });
    response.end(file?.content);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function fileAt(url, worker) {
  if (url === '/') return { type: 'text/html', content: page };
  if (url === '/page.js') return { type: 'text/javascript', content: pageScript };
  if (url === '/worker.js') return { type: 'text/javascript', content: worker };
  const module = /^\/((?:homeward|probe)\.(js|wasm))$/.exec(url);
  if (!module) return null;
  const type = module[2] === 'js' ? 'text/javascript' : 'application/wasm';
  return { type, content: await readFile(new URL(module[1], modules)) };
}

async function bundleWorker() {
  const require = createRequire(new URL('pwa/package.json', root));
  const { build } = await import(pathToFileURL(require.resolve('vite')));
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('worker.mjs', import.meta.url)),
        formats: ['es'],
        fileName: 'worker',
      },
    },
  });
  return built[0].output[0].code;
}
