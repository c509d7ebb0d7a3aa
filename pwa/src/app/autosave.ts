// What was typed, on its way to the database (T1): answers, and a supervisor's remarks.
//
// `put` is called for every change; within 120 ms it becomes a call of the worker. Only
// when that answered is anything "saved". What the database refused is kept and
// tried again with the next change, on leaving, or when the person asks.
import type { Answer, Client, Id, Key, Moment, Problem, SaidBy, Sharing, Value } from "../worker/api";

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

/** Writes one of them to the database. */
type Write<T> = (key: Key, typed: T) => Promise<Answer<{ at: Moment }>>;

export class Autosave<T> {
  private readonly shown_ = new Map<Key, T>(); // wins over what is read again
  private readonly unsaved_ = new Map<Key, T>();
  private readonly sending_ = new Map<Key, { typed: T; sent: Promise<void> }>();
  private readonly listeners_ = new Set<() => void>();
  private timer_: number | null = null;
  private saved_at_: Moment | null = null;
  private problem_: Problem | null = null;

  constructor(private readonly write_: Write<T>) {}

  put(key: Key, typed: T): void {
    this.shown_.set(key, typed);
    this.unsaved_.set(key, typed);
    this.timer_ ??= window.setTimeout(() => void this.flush(), quiet_ms);
    this.tell();
  }

  typed(key: Key): T | null {
    return this.shown_.get(key) ?? null;
  }

  /** From now on what is read is shown, unless more was typed since `typed`. */
  show_what_is_read(key: Key, typed: T): void {
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

  is_saved(key: Key): boolean {
    return !this.unsaved_.has(key);
  }

  /** What was typed has become something else, and is in the way of what comes next. */
  forget(): void {
    this.shown_.clear();
    this.unsaved_.clear();
    this.saved_at_ = null;
    this.tell();
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

  private send(key: Key, typed: T): void {
    const sent = this.write_(key, typed).then((answer) => {
      if (this.sending_.get(key)?.sent === sent) this.sending_.delete(key);
      if (!answer.ok) return this.refuse(answer.problem);
      if (this.unsaved_.get(key) === typed) this.unsaved_.delete(key);
      this.saved_at_ = answer.value.at;
      this.tell();
    });
    this.sending_.set(key, { typed, sent });
  }

  protected refuse(problem: Problem): void {
    this.problem_ = problem;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners_) listener();
  }
}

/** The answers of one record. */
export class AnswersSave extends Autosave<Typed> {
  constructor(
    private readonly client_: Client,
    private readonly record_: Id,
  ) {
    super((key, typed) => client_.call("type", { record: record_, key, ...typed }));
  }

  /** The field was left (null: all of them): drafts become versions. */
  async leave(key: Key | null): Promise<void> {
    await this.flush();
    if (key !== null && !this.is_saved(key)) return;
    const answer = await this.client_.call("leave", { record: this.record_, key });
    if (!answer.ok) this.refuse(answer.problem);
  }
}

/** A comment, and the submission that was read when it was typed. */
export interface Remark {
  text: string;
  submission: Id | null;
}

/** A supervisor's remarks on one record; the reason's key is empty. */
export class RemarksSave extends Autosave<Remark> {
  constructor(client: Client, interview: Id) {
    super((key, typed) => client.call("remark", { interview, key: key || null, ...typed }));
  }
}

/** One of each per record, for as long as the page is open and unlocked. */
export class Autosaves {
  private readonly answers_ = new Map<Id, AnswersSave>();
  private readonly remarks_ = new Map<Id, RemarksSave>();

  constructor(private readonly client_: Client) {}

  of(record: Id): AnswersSave {
    const save = this.answers_.get(record) ?? new AnswersSave(this.client_, record);
    this.answers_.set(record, save);
    return save;
  }

  remarks_of(interview: Id): RemarksSave {
    const save = this.remarks_.get(interview) ?? new RemarksSave(this.client_, interview);
    this.remarks_.set(interview, save);
    return save;
  }

  busy(): boolean {
    return this.all().some((one) => ["saving", "refused"].includes(one.saving().now));
  }

  async flush(): Promise<void> {
    await Promise.all(this.all().map((one) => one.flush()));
  }

  /** After locking: what the last person typed is in the database, and not here. */
  forget(): void {
    this.answers_.clear();
    this.remarks_.clear();
  }

  private all() {
    return [...this.answers_.values(), ...this.remarks_.values()];
  }
}
