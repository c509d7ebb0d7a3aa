// What was typed, on its way to the database (T1): answers, and a supervisor's remarks.
//
// `put` is called for every change; within 120 ms it becomes a call of the worker. Only
// when that answered is anything "saved". What the database refused is kept and
// tried again with the next change, on leaving, or when the person asks.
import type {
  Answer,
  Client,
  Head,
  Id,
  Key,
  Moment,
  Problem,
  RecordView,
  SaidBy,
  Sharing,
  Value,
} from "../worker/api";
import { words } from "../words";
import { paths } from "./routes";
import { answer_in, named, path_to } from "./steps";

export interface Typed {
  value: Value;
  said_by: SaidBy;
  sharing: Sharing;
  /** The names of the heads that it grew from (M1). */
  shown: string[];
}

/** This tablet's own version of what was typed, as it was numbered. */
const is_numbered = ({ value, said_by, sharing }: Typed, head: Head) =>
  head.this_tablet &&
  head.said_by === said_by &&
  head.sharing === sharing &&
  JSON.stringify(head.value) === JSON.stringify(value);

export type Saving =
  | { now: "untouched" | "saving" }
  | { now: "saved"; at: Moment }
  | { now: "refused"; problem: Problem };

const quiet_ms = 120;

/** Something that was typed and is nowhere but on this page. */
export interface AtRisk {
  key: string; // one of a kind among all
  what: string; // "Missing from"
  of: string; // the section and record it stands in
  to: string;
  focus: Key;
  problem: Problem | null;
}

type Place = Pick<AtRisk, "what" | "of" | "to">;

/** Writes one of them to the database. */
type Write<T> = (
  key: Key,
  typed: T,
) => Promise<Answer<{ at: Moment; unfinished?: string | null }>>;

export abstract class Autosave<T> {
  protected readonly shown_ = new Map<Key, T>(); // wins over what is read again
  private readonly unsaved_ = new Map<Key, T>();
  private readonly sending_ = new Map<Key, { typed: T; sent: Promise<void> }>();
  private readonly unfinished_ = new Map<Key, string | null>();
  private readonly problems_ = new Map<Key | null, Problem>(); // null: of all that was left
  private readonly listeners_ = new Set<() => void>();
  private timer_: number | null = null;
  private saved_at_: Moment | null = null;

  constructor(
    private readonly id_: string,
    private readonly write_: Write<T>,
  ) {}

  protected abstract place_of(key: Key): Place;

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
    this.problems_.clear();
    for (const [key, typed] of this.unsaved_) {
      if (this.sending_.get(key)?.typed !== typed) this.send(key, typed);
    }
    this.tell();
    await Promise.all([...this.sending_.values()].map((one) => one.sent));
  }

  is_saved(key: Key): boolean {
    return !this.unsaved_.has(key);
  }

  /** Why what was typed last is no answer yet; undefined where nothing was typed. */
  unfinished(key: Key): string | null | undefined {
    return this.unfinished_.get(key);
  }

  all_unfinished(): [Key, string][] {
    return [...this.unfinished_].flatMap(([key, why]) => (why === null ? [] : [[key, why]]));
  }

  /** The row was removed, with all that was typed in it. */
  forget_row(row: Key): void {
    this.forget_where((key) => key.startsWith(`${row}/`));
  }

  /** It has become something else, and is erased in the database. */
  forget_one(key: Key): void {
    this.forget_where((other) => other === key);
    this.tell();
  }

  at_risk(): AtRisk[] {
    return [...this.unsaved_.keys()].map((key) => ({
      key: `${this.id_} ${key}`,
      focus: key,
      ...this.place_of(key),
      problem: this.problems_.get(key) ?? null,
    }));
  }

  /** What was typed has become something else, and is in the way of what comes next. */
  forget(): void {
    this.shown_.clear();
    this.unsaved_.clear();
    this.unfinished_.clear();
    this.problems_.clear();
    this.saved_at_ = null;
    this.tell();
  }

  saving(): Saving {
    const [problem] = this.problems_.values();
    if (problem) return { now: "refused", problem };
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
      if (!answer.ok) return this.refuse(key, answer.problem);
      if (this.unsaved_.get(key) === typed) this.unsaved_.delete(key);
      this.unfinished_.set(key, answer.value.unfinished ?? null);
      this.saved_at_ = answer.value.at;
      this.tell();
    });
    this.sending_.set(key, { typed, sent });
  }

  private forget_where(is_gone: (key: Key) => boolean): void {
    for (const map of [this.shown_, this.unsaved_, this.unfinished_, this.problems_]) {
      for (const key of map.keys()) if (key !== null && is_gone(key)) map.delete(key);
    }
  }

  protected refuse(key: Key | null, problem: Problem): void {
    this.problems_.set(key, problem);
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners_) listener();
  }
}

/** The answers of one record. */
export class AnswersSave extends Autosave<Typed> {
  private view_: RecordView | null = null; // as it was read last
  private typing_: Typed | null = null; // into the field that has the focus

  constructor(
    private readonly client_: Client,
    private readonly record_: Id,
  ) {
    super(record_, (key, typed) => client_.call("type", { record: record_, key, ...typed }));
  }

  protected place_of(key: Key): Place {
    const view = this.view_;
    if (!view) return { what: key, of: "", to: paths.record(this.record_) };
    const { label, section } = named(view, key);
    const of = words.answer.stands_in(section, view.title, view.child_name);
    return { what: label, of, to: path_to(view, key) };
  }

  /** Still being typed: stays in its field, whatever is read, until the field is left. */
  type(key: Key, typed: Typed): void {
    this.typing_ = typed;
    this.put(key, typed);
  }

  /** The record was read again: says where an answer stands, and what stands in it. */
  read(view: RecordView): void {
    if (this.view_ === view) return;
    this.view_ = view;
    for (const [key, typed] of this.shown_) {
      const [head, ...others] = answer_in(view, key)?.heads ?? [];
      if (head && others.length === 0 && is_numbered(typed, head)) typed.shown = [head.name];
      if (typed !== this.typing_ && this.is_overtaken(key)) this.show_what_is_read(key, typed);
    }
  }

  /** All that stands there, as it was read last, others wrote after what was typed here. */
  is_overtaken(key: Key): boolean {
    const typed = this.typed(key);
    const answer = this.view_ && answer_in(this.view_, key);
    if (!typed || !answer || answer.draft || answer.heads.length === 0) return false;
    return answer.heads.every((head) => !head.this_tablet && !typed.shown.includes(head.name));
  }

  /** The field was left (null: all of them): drafts become versions. */
  async leave(key: Key | null): Promise<void> {
    const left = this.typing_;
    await this.flush();
    if (key !== null && !this.is_saved(key)) return;
    const answer = await this.client_.call("leave", { record: this.record_, key });
    if (!answer.ok) this.refuse(key, answer.problem);
    if (this.typing_ === left) this.typing_ = null;
  }
}

/** A comment, and the submission that was read when it was typed. */
export interface Remark {
  text: string;
  submission: Id | null;
}

/** A supervisor's remarks on one record; the reason's key is empty. */
export class RemarksSave extends Autosave<Remark> {
  constructor(
    client: Client,
    private readonly interview_: Id,
  ) {
    super(`review ${interview_}`, (key, typed) =>
      client.call("remark", { interview: interview_, key: key || null, ...typed }),
    );
  }

  protected place_of(key: Key): Place {
    const what = key === "" ? words.review.reason : words.review.comment;
    return { what, of: words.review.decide, to: paths.review(this.interview_) };
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

  /** What would go if the page were put away now. */
  at_risk(): AtRisk[] {
    return this.all().flatMap((one) => one.at_risk());
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
