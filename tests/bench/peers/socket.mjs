// What the peers' servers and clients share of WebSockets.
import { once } from 'node:events';
import { WebSocketServer } from 'ws';

/** A server on a free port of loopback, which it resolves to. */
export async function listen(connected) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  server.on('connection', connected);
  await once(server, 'listening');
  return server.address().port;
}

/** A function that resolves to the next message, in their order. */
export function messages(socket) {
  const waiting = [];
  const come = [];
  socket.on('message', (message) => (waiting.length ? waiting.shift()(message) : come.push(message)));
  return () =>
    come.length ? Promise.resolve(come.shift()) : new Promise((take) => waiting.push(take));
}
