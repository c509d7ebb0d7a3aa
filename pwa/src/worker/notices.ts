// Listens for "there is something new" (a WebSocket of the server), and for as long as
// it is wanted tries again when the connection is lost, waiting longer each time (S9).

export class Notices {
  private socket_: WebSocket | null = null;
  private attempt_ = 0;
  private timer_: ReturnType<typeof setTimeout> | null = null;
  private wanted_ = false;

  constructor(
    private readonly onNotice_: () => void,
    private readonly retryMs_: (attempt: number) => number,
  ) {}

  open(): void {
    this.wanted_ = true;
    if (this.socket_ === null && this.timer_ === null) this.connect();
  }

  get isOpen(): boolean {
    return this.wanted_;
  }

  /** The server was just reached: listen again now, however long the next try was off. */
  soon(): void {
    if (!this.wanted_ || this.socket_ !== null) return;
    if (this.timer_ !== null) clearTimeout(this.timer_);
    this.timer_ = null;
    this.connect();
  }

  close(): void {
    this.wanted_ = false;
    if (this.timer_ !== null) clearTimeout(this.timer_);
    this.timer_ = null;
    this.socket_?.close();
    this.socket_ = null;
  }

  private connect(): void {
    const address = new URL("/api/notices", self.location.origin);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    this.socket_ = socket;
    socket.addEventListener("open", () => {
      this.attempt_ = 0;
      this.onNotice_(); // for what was new while nobody listened
    });
    socket.addEventListener("message", () => this.onNotice_());
    socket.addEventListener("close", () => this.lost(socket));
  }

  private lost(socket: WebSocket): void {
    if (this.socket_ !== socket) return;
    this.socket_ = null;
    if (!this.wanted_) return;
    this.timer_ = setTimeout(() => {
      this.timer_ = null;
      this.connect();
    }, this.retryMs_(this.attempt_));
    this.attempt_ += 1;
  }
}
