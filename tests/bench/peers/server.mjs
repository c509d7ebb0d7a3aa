// node server.mjs PEER FOLDER: the peer's server; says its port on one line.
const [peer, folder] = process.argv.slice(2);
const { serve } = await import(`./${peer}.mjs`);
console.log(await serve(folder));
