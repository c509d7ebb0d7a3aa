// Sends and receives for as long as a database is open (S1-S9). One exchange at a
// time; what goes wrong is tried again later, ever later, and loses nothing.
//
// S3: a receipt counts only once its signature was verified with the key pinned at
// the first sign-in, or one that it leads to (receipt_key.ts).

import { words } from "../words";
import type { Problem, SyncState } from "./api";
import type { Core, Report, Word } from "./core";
import type { ModuleTrouble } from "./module";
import { sealToAuthority } from "./keys";
import { fromHex, toHex, type Octets } from "./outcome";
import { problem, problemOf } from "./problems";
import { isCouncils } from "./receipt_key";
import * as server from "./server";
import type { ServerTrouble, Who } from "./server";

export type Now = SyncState["now"];

export interface SyncHost {
  /** Something arrived or left: read again what is on screen. None named: all of it. */
  changed(records: string[]): void;
  /** The server answered, and the session is this person's: the server compared. */
  reached(): void;
  /** What there is to tell about sending has changed. */
  told(): void;
  /** There was something new that nobody had told of. */
  untold(): void;
  /** The session ended, or is another person's. */
  signedOut(): void;
  /** Hexadecimal Ed25519 public key. */
  receiptKey(): string;
  /** Hexadecimal X25519 public key. */
  recoveryKey(): string;
  /** The server said anew who is signed in, and by which keys it signs. */
  met(who: Who): Promise<void>;
  user(): string;
}

const leavingPurpose = "homeward leaving 1";
const debounceMs = 1_000;
const pollMs = 5 * 60_000;

export class SyncLoop {
  now: Now = "idle";
  /** What keeps it from sending or receiving, for a person to see; null while all is well. */
  trouble: Problem | null = null;
  private timer_: ReturnType<typeof setTimeout> | null = null;
  private running_: Promise<void> | null = null;
  private again_ = false;
  /** Nobody asked for what is under way: it was only time to look. */
  private isPoll_ = false;
  private attempt_ = 0;
  private stopped_ = false;
  private compareAsked_ = false;
  /** Why what a purge took could not be sealed; null where all of it is. */
  private unsealed_: Problem | null = null;
  /** What was asked for while a page was taken. */
  private ahead_: ReturnType<typeof server.exchange> | null = null;

  constructor(
    private readonly core_: Core,
    private readonly host_: SyncHost,
  ) {}

  /** Something was numbered here: send it soon. */
  soon(): void {
    if (this.now !== "signed_out") this.plan(debounceMs);
  }

  /** The browser lost the network. */
  unreachable(): void {
    if (this.now === "idle") this.retry("offline");
  }

  /** The browser has a network again: not much longer is waited for the next try. */
  reachable(): void {
    if (this.now !== "offline" && this.now !== "waiting") return;
    this.attempt_ = 0;
    this.plan(this.core_.retryMs(0));
  }

  /** Settles when nothing more can be done for now. */
  async run(isPoll = false): Promise<void> {
    if (this.stopped_) return;
    this.isPoll_ = isPoll;
    if (this.running_) {
      this.again_ = true;
      return this.running_;
    }
    this.cancel();
    this.running_ = this.exchangeAll().finally(() => (this.running_ = null));
    await this.running_;
    if (this.again_ && !this.stopped_) {
      this.again_ = false;
      if (this.now === "idle") return this.run(); // told of something new meanwhile
      this.plan(debounceMs);
    }
  }

  /** Compares with the council now, after whatever there is to send and receive. */
  async runAndCompare(): Promise<void> {
    this.compareAsked_ = true;
    await this.run();
  }

  /** The person ended their session: nothing is tried before they sign in again. */
  signedOut(): void {
    this.cancel();
    this.set("signed_out");
  }

  /** What is under way is not waited for: another tab takes over now. */
  abandon(): void {
    this.stopped_ = true;
    this.cancel();
  }

  private async exchangeAll(): Promise<void> {
    const was_reached = this.now !== "offline" && this.now !== "waiting";
    if (was_reached) this.set("sending"); // else only once the council has answered
    this.ahead_ = null;
    await this.sealWhatLeft();
    for (;;) {
      const report = await this.exchange();
      if (this.stopped_ || report === null) return;
      this.trouble = this.unsealed_;
      this.set(report.more && report.remaining > 0 ? "receiving" : "sending");
      if (!report.more) break;
    }
    if (!(await this.compare())) return;
    if (!(await this.transferFiles())) return;
    this.attempt_ = 0;
    this.set("idle");
    this.host_.reached();
    this.plan(pollMs, true);
  }

  /** Once a day, or because it was asked for. False where what follows was arranged. */
  private async compare(): Promise<boolean> {
    let begin: "no" | "if_due" | "now" = this.compareAsked_ ? "now" : "if_due";
    for (; !this.again_; begin = "no") {
      const request = this.core_.nextComparison(begin);
      if (!request.ok) return this.broken(request.trouble) !== null;
      this.compareAsked_ = false;
      if (request.value.length === 0) return true;
      const answer = await server.compare(request.value, this.host_.user());
      if (this.stopped_) return false;
      if (!answer.ok) return (await this.failed(answer.trouble)) !== null;
      const report = this.core_.takeComparison(answer.value);
      if (!report.ok) return this.broken(report.trouble) !== null;
      if (report.value.changed.length > 0) this.host_.changed(report.value.changed);
    }
    return true;
  }

  /** Files after the changes that say what they are; work written meanwhile comes first.
      False where it failed, or stopped, and what follows was arranged. */
  private async transferFiles(): Promise<boolean> {
    for (let isFirst = true; !this.again_; isFirst = false) {
      const request = this.core_.nextPieces(isFirst);
      if (!request.ok) return this.broken(request.trouble) !== null;
      if (request.value.length === 0) return true;
      const token = await this.deviceToken();
      if (token === null || this.stopped_) return false;
      const answer = await server.pieces(request.value, this.host_.user(), token);
      if (this.stopped_) return false;
      if (!answer.ok) return (await this.failed(answer.trouble)) !== null;
      if (!(await this.takePieces(answer.value))) return false;
    }
    return true;
  }

  private async takePieces(answer: Octets): Promise<boolean> {
    const report = this.core_.takePieces(answer);
    if (!report.ok) return this.broken(report.trouble) !== null;
    const { changed, to_verify } = report.value;
    if (changed.length > 0) this.host_.changed(changed);
    if (to_verify.length === 0) return true;
    for (const word of to_verify) {
      if (!(await this.isGood(word))) return this.notTheCouncil();
    }
    if (this.stopped_) return false;
    const confirmed = this.core_.confirmPieces();
    if (!confirmed.ok) return this.broken(confirmed.trouble) !== null;
    this.host_.changed([]); // what is held, and says so, may be any record
    return true;
  }

  /** What counts as held by the council needs its signature (S3). */
  private notTheCouncil(): false {
    if (this.stopped_) return false;
    this.trouble = { code: "server_trouble", ...words.sync.not_the_council };
    this.retry("waiting");
    return false;
  }

  /** One exchange, or null where it failed and what follows was arranged. */
  private async exchange(): Promise<Report | null> {
    const token = await this.deviceToken();
    if (token === null || this.stopped_) return null;
    const send = (request: Octets) => server.exchange(request, this.host_.user(), token);
    let answering = this.ahead_;
    if (answering === null) {
      const request = this.core_.nextRequest();
      if (!request.ok) return this.broken(request.trouble);
      answering = send(request.value);
    }
    this.ahead_ = null;
    const answer = await answering;
    if (this.stopped_) return null;
    if (!answer.ok) return this.failed(answer.trouble);
    const next = this.core_.requestAhead(answer.value);
    if (!next.ok) return this.broken(next.trouble);
    const ahead = next.value.length > 0 ? send(next.value) : null;
    const report = this.core_.take(answer.value);
    if (!report.ok) return this.broken(report.trouble);
    this.ahead_ = report.value.is_next_asked ? ahead : null;
    if (this.isPoll_ && report.value.changed.length > 0) this.host_.untold();
    const { changed, purged } = report.value;
    // Of a child that went, any record may be open.
    if (changed.length + purged.length > 0) this.host_.changed(purged.length > 0 ? [] : changed);
    await this.sealWhatLeft();
    const confirmed = await this.confirm(report.value);
    if (confirmed === null) return null;
    return { ...report.value, more: report.value.more || confirmed.more };
  }

  /** What a purge took, and no verified backup holds, is kept for the council alone (S7); also
      what the program ended in the middle of. What cannot be sealed now is tried again later, and
      holds up nothing. */
  async sealWhatLeft(): Promise<void> {
    try {
      this.unsealed_ = await this.sealAll();
    } catch {
      this.unsealed_ = problem("unexpected"); // the browser would not seal
    }
    this.trouble ??= this.unsealed_;
  }

  private async sealAll(): Promise<Problem | null> {
    for (;;) {
      const next = this.core_.call<{ number: string; change: string }[]>("to_seal", {});
      if (!next.ok) return next.problem;
      if (next.value.length === 0) return null;
      const key = fromHex(this.host_.recoveryKey(), 32);
      if (key === null) return problem("server_trouble");
      const seals: { number: string; sealed: string }[] = [];
      for (const { number, change } of next.value) {
        const plain = fromHex(change, change.length / 2);
        if (plain === null) return problem("damaged");
        const sealed = await sealToAuthority(plain, leavingPurpose, this.host_.user(), key);
        seals.push({ number, sealed: toHex(sealed) });
      }
      if (this.stopped_) return null;
      const kept = this.core_.call("keep_sealed", { seals });
      if (!kept.ok) return kept.problem;
    }
  }

  /** Null where the receipt is not the council's: nothing counts as held by it. */
  private async confirm({ receipt }: Report): Promise<{ more: boolean } | null> {
    if (receipt === null) return { more: false };
    const good = await this.isGood(receipt);
    if (this.stopped_) return null;
    if (!good) return this.notTheCouncil() || null;
    const confirmed = this.core_.confirm();
    if (!confirmed.ok) return this.broken(confirmed.trouble);
    this.host_.changed([]); // what is held, and says so, may be any record
    return { more: confirmed.value };
  }

  /** By the key known here; else by the one that the council says it has handed over to. */
  private async isGood(receipt: Word): Promise<boolean> {
    const octets = fromHex(receipt.octets, receipt.octets.length / 2);
    if (octets === null) return false;
    const good = () => isCouncils(this.host_.receiptKey(), octets, receipt.signature);
    if (await good()) return true;
    const who = await server.whoAmI();
    if (this.stopped_ || !who.ok || who.value.user.id !== this.host_.user()) return false;
    await this.host_.met(who.value);
    return good();
  }

  /** The database, not the network: said, and tried again later. */
  private broken(what: ModuleTrouble): null {
    this.trouble = problemOf(what);
    return this.retry("waiting");
  }

  private tablet(): { origin: string; token: string } | null {
    const tablet = this.core_.call<{ origin: string; is_first: boolean }>("this_tablet", {});
    if (!tablet.ok) return null;
    const { origin, is_first } = tablet.value;
    return { origin, token: is_first ? "device_token" : `device_token/${origin}` };
  }

  /** A council put back to a backup from before this tablet was registered: it is registered
      anew with the next try. */
  private forgetDevice(): void {
    const tablet = this.tablet();
    if (tablet !== null) this.core_.keep(tablet.token, "");
  }

  /** Of the origin this database has now; null where it could not be registered. */
  private async deviceToken(): Promise<string | null> {
    const tablet = this.tablet();
    if (tablet === null) return null;
    const { origin, token: name } = tablet;
    const kept = this.core_.kept(name);
    if (kept) return kept;
    const device = await server.registerDevice(origin, "Tablet", this.host_.user());
    if (this.stopped_) return null;
    if (!device.ok) return this.failed(device.trouble);
    this.core_.keep(name, device.value.device_token);
    return device.value.device_token;
  }

  private async failed(what: ServerTrouble): Promise<null> {
    switch (what.code) {
      case "offline":
        if (what.is_late) this.core_.carryLess();
        return this.retry("offline");
      case "session_expired":
        return this.ended();
      case "refused":
        return this.refused(what.says);
      default:
        return this.retry("waiting");
    }
  }

  /** The session may be another person's: their cookie on a shared tablet. */
  private async refused(says: string): Promise<null> {
    const who = await server.whoAmI();
    if (this.stopped_) return null;
    if (!who.ok) {
      return who.trouble.code === "session_expired" ? this.ended() : this.retry("waiting");
    }
    if (who.value.user.id !== this.host_.user()) return this.ended();
    this.forgetDevice();
    this.trouble = problem("refused", says || undefined);
    return this.retry("waiting");
  }

  private ended(): null {
    this.set("signed_out");
    this.host_.signedOut();
    return null;
  }

  private retry(now: Now): null {
    this.set(now);
    this.plan(this.core_.retryMs(this.attempt_));
    this.attempt_ += 1;
    return null;
  }

  private plan(ms: number, isPoll = false): void {
    this.cancel();
    if (!this.stopped_) this.timer_ = setTimeout(() => void this.run(isPoll), ms);
  }

  private cancel(): void {
    if (this.timer_ !== null) clearTimeout(this.timer_);
    this.timer_ = null;
  }

  private set(now: Now): void {
    this.now = now;
    if (!this.stopped_) this.host_.told();
  }
}
