// Listens for "there is something new" (a WebSocket of the server), and for as long as
// it is wanted tries again when the connection is lost, waiting longer each time (S9).
//
// A connection can be lost without anybody being told. The server therefore says every
// 25 seconds that it is there (server/http/limits.h): one that is silent for longer than
// two of these is given up for another.

const silenceMs = 60_000;
const heartbeat = '{"new":false}'; // server/http/notice_hub.h

export class Notices {
  private socket_: WebSocket | null = null;
  private attempt_ = 0;
  private retry_: ReturnType<typeof setTimeout> | null = null;
  private silence_: ReturnType<typeof setTimeout> | null = null;
  private wanted_ = false;

  constructor(
    private readonly onNotice_: () => void,
    private readonly retryMs_: (attempt: number) => number,
  ) {}

  open(): void {
    this.wanted_ = true;
    if (this.socket_ === null && this.retry_ === null) this.connect();
  }

  get isOpen(): boolean {
    return this.wanted_;
  }

  /** The server was just reached: listen again now, however long the next try was off. */
  soon(): void {
    if (!this.wanted_ || this.socket_ !== null) return;
    this.forget();
    this.connect();
  }

  /** The connection may be half open: another takes its place, not quite at once, since
      every tablet of a building may have been told the same. */
  renew(): void {
    const socket = this.socket_;
    if (socket === null) return;
    this.lost(socket);
    socket.close();
  }

  close(): void {
    this.wanted_ = false;
    this.forget();
    this.socket_?.close();
    this.socket_ = null;
  }

  private connect(): void {
    const address = new URL("/api/notices", self.location.origin);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    this.socket_ = socket;
    this.heard();
    socket.addEventListener("open", () => {
      if (this.socket_ !== socket) return;
      this.attempt_ = 0;
      this.heard();
      this.onNotice_(); // for what was new while nobody listened
    });
    socket.addEventListener("message", ({ data }) => {
      if (this.socket_ !== socket) return;
      this.heard();
      if (data !== heartbeat) this.onNotice_();
    });
    socket.addEventListener("close", () => this.lost(socket));
  }

  /** A sign of life; the next is waited for from now. */
  private heard(): void {
    if (this.silence_ !== null) clearTimeout(this.silence_);
    this.silence_ = setTimeout(() => this.renew(), silenceMs);
  }

  private lost(socket: WebSocket): void {
    if (this.socket_ !== socket) return;
    this.socket_ = null;
    this.forget();
    if (!this.wanted_) return;
    this.retry_ = setTimeout(() => {
      this.retry_ = null;
      this.connect();
    }, this.retryMs_(this.attempt_));
    this.attempt_ += 1;
  }

  /** Nothing is waited for. */
  private forget(): void {
    if (this.retry_ !== null) clearTimeout(this.retry_);
    if (this.silence_ !== null) clearTimeout(this.silence_);
    this.retry_ = null;
    this.silence_ = null;
  }
}
