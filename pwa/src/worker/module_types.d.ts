// The WebAssembly build, as the bundler finds it (vite.config.ts, "@module").
declare module "@module/homeward.js" {
  const factory: unknown;
  export default factory;
}
declare module "@module/homeward.wasm?url" {
  const address: string;
  export default address;
}
