// The wire between one tablet and the server: it can be cut and joined again, go half
// open, and an answer can be late or lost on it. It notes what is asked for, so that a test can say that no
// address ever told anything about a child.
import { createServer } from "node:net";

export class Line {
  static async make(world) {
    const line = new Line();
    line.world_ = world;
    line.server_ = createServer((socket) => line.take(socket));
    await new Promise((listening) => line.server_.listen(0, "127.0.0.1", listening));
    line.port = line.server_.address().port;
    return line;
  }

  /** "POST /api/sync", in order. */
  asked = [];
  answers_lost = false;
  /** What is asked for and begins so never leaves the tablet; null: nothing. */
  drops = null;
  /** Answers to what is asked for and begins so wait here for `let_go`; null: none. */
  holds = null;
  /** So many of the next answers that bring pieces of files come with an octet changed. */
  damages = 0;
  /** Makes of an answer to an exchange, octets to octets, what arrives; null: as it is. */
  alters = null;
  cut_ = false;
  pairs_ = new Set();
  held_ = [];
  told_of_held_ = [];
  watchers_ = new Set();

  /** Nothing passes any more; what is under way breaks. */
  cut() {
    this.cut_ = true;
    this.hang_up();
  }

  join() {
    this.cut_ = false;
  }

  hang_up() {
    for (const { socket, server } of this.pairs_) {
      socket.destroy();
      server.destroy();
    }
  }

  /** On the connections on which this was asked for nothing passes from now on, and the
      tablet is not told even where the server ends them. */
  half_open(beginning) {
    for (const pair of this.pairs_) pair.is_half_open ||= pair.asked?.startsWith(beginning) ?? false;
  }

  /** Settles once an answer waits here. */
  holding() {
    return new Promise((resolve) => (this.held_.length > 0 ? resolve() : this.told_of_held_.push(resolve)));
  }

  let_go() {
    this.holds = null;
    for (const { socket, octets } of this.held_.splice(0)) socket.write(octets);
  }

  /** Settles when the tablet has next asked for something that begins so. */
  asking(beginning) {
    return new Promise((resolve) => {
      const watcher = (asked) => {
        if (!asked.startsWith(beginning)) return;
        this.watchers_.delete(watcher);
        resolve();
      };
      this.watchers_.add(watcher);
    });
  }

  close() {
    this.hang_up();
    this.server_.close();
  }

  take(socket) {
    if (this.cut_) return void socket.destroy();
    const server = this.world_.connect();
    const pair = { socket, server, asked: null, is_half_open: false }; // asked: last, on this connection
    this.pairs_.add(pair);
    for (const [end, other] of [[socket, server], [server, socket]]) {
      end.on("error", () => end.destroy());
      end.on("close", () => {
        if (pair.is_half_open && end === server) return;
        this.pairs_.delete(pair);
        other.destroy();
      });
    }
    socket.on("data", (octets) => {
      if (pair.is_half_open) return;
      if (this.drops !== null && asked_in(octets)?.startsWith(this.drops)) return void socket.destroy();
      server.write(octets);
      pair.asked = asked_in(octets) ?? pair.asked;
      this.note(octets);
    });
    server.on("data", (octets) => this.answer(pair, octets));
  }

  answer({ socket, asked, is_half_open }, octets) {
    if (this.answers_lost || is_half_open) return;
    if (this.alters !== null && asked === "POST /api/sync") octets = this.alters(octets);
    if (this.holds === null || !asked?.startsWith(this.holds)) return void socket.write(this.damaged(asked, octets));
    this.held_.push({ socket, octets });
    for (const resolve of this.told_of_held_.splice(0)) resolve();
  }

  damaged(asked, octets) {
    const is_of_pieces = asked === "POST /api/pieces" && octets.length > 20_000;
    if (this.damages === 0 || !is_of_pieces) return octets;
    this.damages -= 1;
    const changed = Buffer.from(octets);
    changed[changed.length >> 1] ^= 1;
    return changed;
  }

  note(octets) {
    const asked = asked_in(octets);
    if (asked === null) return;
    this.asked.push(asked);
    for (const watcher of this.watchers_) watcher(asked);
  }
}

/** "POST /api/sync" where a request begins with these octets. */
function asked_in(octets) {
  const found = /^([A-Z]+ \S+) HTTP\/1\.1\r\n/.exec(octets.subarray(0, 4096).toString("latin1"));
  return found ? found[1] : null;
}
