// Two builds: the product (dist/), and with `--mode examples` the fixtures of every
// screen (../build/examples/), which the browser tests open and nobody is served.
import { fileURLToPath } from "node:url";
import preact from "@preact/preset-vite";
import { defineConfig, type UserConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { own_typeface } from "./vite/own_typeface.ts";
import { precompress } from "./vite/precompress.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const shared: UserConfig = {
  plugins: [own_typeface(), preact()],
  // "@module" is the WebAssembly build: homeward.js and homeward.wasm.
  resolve: { alias: { "@module": here("../build/wasm") } },
  worker: { format: "es" },
  server: { fs: { allow: [here("."), here("../build/wasm")] } },
};

const examples: UserConfig = {
  ...shared,
  build: {
    outDir: here("../build/examples"),
    emptyOutDir: true,
    rolldownOptions: { input: here("examples.html") },
  },
};

const installable = VitePWA({
  strategies: "injectManifest",
  srcDir: "src",
  filename: "service_worker.ts",
  injectRegister: null, // registered by src/app/update.ts, through the Trusted Types policy
  injectManifest: {
    globPatterns: ["**/*.{html,js,css,wasm,svg,png,webmanifest}"],
    maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
  },
  manifest: {
    id: "/",
    name: "Homeward",
    short_name: "Homeward",
    description: "Return home interviews and safety plans, recorded anywhere.",
    lang: "en-GB",
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#f4f8fb",
    theme_color: "#12304f",
    icons: [
      { src: "/icons/mark.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icons/mark-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/mark-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  },
});

const product: UserConfig = {
  ...shared,
  plugins: [...(shared.plugins ?? []), installable, precompress()],
  build: {
    outDir: here("dist"),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
};

export default defineConfig(({ mode }) => (mode === "examples" ? examples : product));
