// One tab owns the database (T4). Another offers to take over: it asks, the owner has what
// is half typed saved, numbers it, closes and lets go; an owner that does not answer, a
// frozen tab, loses the lock.

const lockName = "homeward-db";
const channelName = "homeward-tabs";
const patienceMs = 3_000;
const tries = 10;
const pauseMs = 100;

export class Tabs {
  private release_: (() => void) | null = null;
  private readonly channel_ = new BroadcastChannel(channelName);

  /** Another tab asks: `saveAll` settles once nothing is only on the page; then, and where the
      lock was stolen, `onLost` closes the database. */
  constructor(
    private readonly saveAll_: () => Promise<void>,
    private readonly onLost_: () => void,
  ) {
    this.channel_.addEventListener("message", ({ data }) => {
      if (data === "let_go" && this.release_) void this.handOver();
    });
  }

  /** False where another tab has it. A worker that just ended lets go a moment later. */
  async take(): Promise<boolean> {
    if (this.release_) return true;
    for (let left = tries; left > 0; left -= 1) {
      if (await this.request({ ifAvailable: true })) return true;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    return false;
  }

  async takeOver(): Promise<void> {
    if (this.release_) return;
    this.channel_.postMessage("let_go");
    try {
      await this.request({ signal: AbortSignal.timeout(patienceMs) });
    } catch {
      await this.request({ steal: true });
    }
  }

  letGo(): void {
    this.release_?.();
    this.release_ = null;
  }

  private async handOver(): Promise<void> {
    await this.saveAll_();
    if (this.release_) this.lose(); // else it was stolen meanwhile
  }

  private lose(): void {
    this.onLost_();
    this.letGo();
  }

  /** Settles once the lock is ours, true, or is not to be had, false. */
  private request(options: LockOptions): Promise<boolean> {
    return new Promise((resolve, reject) => {
      navigator.locks
        .request(lockName, options, (lock) => {
          if (lock === null) return resolve(false);
          const held = new Promise<void>((release) => (this.release_ = release));
          resolve(true);
          return held;
        })
        .catch((error: unknown) => {
          if (this.release_) this.lose(); // stolen
          reject(error instanceof Error ? error : new Error(String(error)));
        });
    });
  }
}
