// What was typed, on its way to the database (T1).
//
// `put` is called for every change; within 120 ms it becomes a `type` call. Only
// when that answered is anything "saved". What the database refused is kept and
// tried again with the next change, on leaving, or when the person asks.
import type { Client, Id, Key, Moment, Problem, SaidBy, Sharing, Value } from "../worker/api";

export interface Typed {
  value: Value;
  said_by: SaidBy;
  sharing: Sharing;
}

export type Saving =
  | { now: "untouched" | "saving" }
  | { now: "saved"; at: Moment }
  | { now: "refused"; problem: Problem };

const quiet_ms = 120;

export class Autosave {
  private readonly shown_ = new Map<Key, Typed>(); // wins over what is read again
  private readonly unsaved_ = new Map<Key, Typed>();
  private readonly sending_ = new Map<Key, { typed: Typed; sent: Promise<void> }>();
  private readonly listeners_ = new Set<() => void>();
  private timer_: number | null = null;
  private saved_at_: Moment | null = null;
  private problem_: Problem | null = null;

  constructor(
    private readonly client_: Client,
    readonly record: Id,
  ) {}

  put(key: Key, typed: Typed): void {
    this.shown_.set(key, typed);
    this.unsaved_.set(key, typed);
    this.timer_ ??= window.setTimeout(() => void this.flush(), quiet_ms);
    this.tell();
  }

  typed(key: Key): Typed | null {
    return this.shown_.get(key) ?? null;
  }

  /** From now on what is read is shown, unless more was typed since `typed`. */
  show_what_is_read(key: Key, typed: Typed): void {
    if (this.shown_.get(key) === typed && !this.unsaved_.has(key)) this.shown_.delete(key);
  }

  /** Sends at once whatever waits; settles when the database has answered. */
  async flush(): Promise<void> {
    if (this.timer_ !== null) window.clearTimeout(this.timer_);
    this.timer_ = null;
    this.problem_ = null;
    for (const [key, typed] of this.unsaved_) {
      if (this.sending_.get(key)?.typed !== typed) this.send(key, typed);
    }
    this.tell();
    await Promise.all([...this.sending_.values()].map((one) => one.sent));
  }

  /** The field was left (null: all of them): drafts become versions. */
  async leave(key: Key | null): Promise<void> {
    await this.flush();
    if (key !== null && this.unsaved_.has(key)) return;
    const answer = await this.client_.call("leave", { record: this.record, key });
    if (!answer.ok) this.refuse(answer.problem);
  }

  saving(): Saving {
    if (this.problem_) return { now: "refused", problem: this.problem_ };
    if (this.unsaved_.size > 0 || this.sending_.size > 0) return { now: "saving" };
    return this.saved_at_ ? { now: "saved", at: this.saved_at_ } : { now: "untouched" };
  }

  listen(listener: () => void): () => void {
    this.listeners_.add(listener);
    return () => this.listeners_.delete(listener);
  }

  private send(key: Key, typed: Typed): void {
    const sent = this.client_
      .call("type", { record: this.record, key, ...typed })
      .then((answer) => {
        if (this.sending_.get(key)?.sent === sent) this.sending_.delete(key);
        if (!answer.ok) return this.refuse(answer.problem);
        if (this.unsaved_.get(key) === typed) this.unsaved_.delete(key);
        this.saved_at_ = answer.value.at;
        this.tell();
      });
    this.sending_.set(key, { typed, sent });
  }

  private refuse(problem: Problem): void {
    this.problem_ = problem;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners_) listener();
  }
}

/** One Autosave per record, for as long as the page is open and unlocked. */
export class Autosaves {
  private readonly all_ = new Map<Id, Autosave>();

  constructor(private readonly client_: Client) {}

  of(record: Id): Autosave {
    const known = this.all_.get(record);
    if (known) return known;
    const made = new Autosave(this.client_, record);
    this.all_.set(record, made);
    return made;
  }

  busy(): boolean {
    return [...this.all_.values()].some((one) => ["saving", "refused"].includes(one.saving().now));
  }

  async flush(): Promise<void> {
    await Promise.all([...this.all_.values()].map((one) => one.flush()));
  }

  /** After locking: what the last person typed is in the database, and not here. */
  forget(): void {
    this.all_.clear();
  }
}
