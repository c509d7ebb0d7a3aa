// Long because it is the whole of what the page and the worker say to each other.
// The contract between the screens and the worker that owns the database.
//
// The page asks; the worker, and the C++ core inside it, decides. Everything the
// page shows about dates, deadlines, permissions, conflicts and states comes from
// here already judged and in words; the page never works one out.
//
// Every call answers with an Answer: a value, or a Problem that says in plain
// English what happened, what is safe and what to do.

// ---- the basics

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** One code per message the screens know how to show; `says` is fit to show as it is. */
export interface Problem {
  code:
    | "wrong_password"
    | "wrong_passphrase"
    | "weak_passphrase"
    | "offline"
    | "session_expired"
    | "account_disabled"
    | "another_tab"
    | "no_storage"
    | "storage_full"
    | "damaged"
    | "refused"
    | "not_found"
    | "bad_input"
    | "busy"
    | "server_trouble"
    | "unexpected";
  says: string;
  /** What the person can do, one sentence. */
  todo: string;
}

/** UTC, "2026-03-28T06:40:00Z". Shown through a `Moment`'s words, never parsed by the page. */
export type Utc = string;
/** 32 hex digits. */
export type Id = string;
/** "section.question", "list/row/column" or "list/row"; and for typing alone "KEY#settling",
 * the text that is begun to settle KEY (wasm/as_typed.h). */
export type Key = string;

/** An instant with its words in UK time, made by the core: "Saturday 28 March, 06:40". */
export interface Moment {
  at: Utc;
  words: string;
}

// ---- opening

export type Stage =
  | { stage: "signed_out" } // no one has a database here: sign in
  | { stage: "locked"; people: Person[] } // choose yourself, type the passphrase
  | { stage: "choose_passphrase"; person: Person } // signed in, no database here yet
  | { stage: "recovering"; person: Person; approved: boolean; needs: RecoveryNeeds | null } // waiting for an administrator; then choose a passphrase
  | { stage: "open"; me: Me }
  | { stage: "another_tab" } // offers to take over
  | { stage: "no_storage"; problem: Problem };

/** Without which an administrator is waited for in vain. */
export type RecoveryNeeds = "signing_in" | "asking_again";

export interface Person {
  user: Id;
  name: string;
  organisation: string;
}

export interface Me extends Person {
  role: "interviewer" | "supervisor" | "administrator";
  commissioned: boolean;
  authority: string;
  /** False after the session ended: work goes on, sending waits for a sign-in. */
  signed_in: boolean;
}

// ---- sync state in words

export interface SyncState {
  /** "offline": the browser says so, or the last try found no network. */
  now: "idle" | "sending" | "receiving" | "offline" | "waiting" | "signed_out";
  /** "Everything is held by the council", "12 answers saved on this tablet, not yet sent". */
  words: string;
  unsent: number;
  unsent_words: string; // "12 answers and 1 submission"; "" where nothing is
  oldest_unsent: Moment | null;
  /** The council's signed word for the first so many changes of this tablet; hexadecimal. */
  last_receipt: {
    at: Moment;
    changes: number;
    tablet: string;
    chain: string;
    signature: string;
  } | null;
  /** While receiving the first time or a lot: how many changes of how many. */
  progress: { done: number; total: number } | null;
  /** When the council's server was put back to an earlier copy, within the last week. */
  put_back: Moment | null;
  /** What the last comparison with the council came to; null before the first. */
  compared: {
    at: Moment;
    records: number;
    mended: string[]; // "Return home interview, Ada Invented"
    left: { what: string; why: string }[];
  } | null;
  /** When this database, a copy, took a name of its own (S11), within the last week; and how
   * many changes that only it held go on under it. */
  renewed: { at: Moment; sent_again: number } | null;
  held_back: HeldBack[];
  /** Changes that came from the council and only a newer Homeward can read. */
  unreadable: number;
  /** Own changes about children this person sees no more, kept for the council alone until it
   * has a backup of them (S7). */
  sealed: number;
  /** Things to tell before they cost anything: storage not persistent, low space, clock wrong. */
  warnings: Warning[];
}

export interface Warning extends Problem {
  /** The same for as long as it is the same thing to know, though its words change. */
  about: string;
  /** By this person, on this tablet. */
  read: boolean;
}

/** A change the council's server keeps aside, with why (quarantine). */
export interface HeldBack {
  record: Id | null; // null where it is no longer on this tablet
  what: string;
  why: string;
  todo: string;
  at: Moment;
  decision: HeldDecision | null;
}

/** What a supervisor decided of it: "Admitted into the record by S. Example, …: “…”". */
export interface HeldDecision {
  admitted: boolean;
  words: string;
}

/** Another person's change that the server keeps aside, as their supervisor sees it. */
export interface SetAside {
  child: Id;
  child_name: string | null; // null where the child is not on this tablet
  what: string; // "Return home interview"
  author: string;
  reason: string;
  at: Moment; // when it was received
  /** The change, by its tablet and number. */
  tablet: Id;
  number: string;
  answers: { label: string; words: string }[] | null; // null where it cannot be read
  written: Moment | null;
  /** Why this reader may not decide on it; "" where they may. */
  why_not: string;
  decision: HeldDecision | null;
}

export interface SetAsidePage {
  held: SetAside[];
  left: number; // that follow
}

// ---- forms and answers

export type Value =
  | { kind: "blank" }
  // Of a date, an instant or a number: what was typed, its parts on lines (wasm/as_typed.h)
  | { kind: "text"; text: string }
  | { kind: "code"; code: string }
  | { kind: "codes"; codes: string[] }
  | { kind: "whole_number"; number: number }
  | { kind: "yes_no"; yes: boolean }
  | { kind: "date"; date: string } // "2026-03-28"
  | { kind: "instant"; at: Utc; local: string } // local "2026-03-28T06:40", UK time; send either
  | { kind: "absence"; absence: "not_asked" | "would_not_say" | "nothing_to_tell"; why: string }
  | { kind: "unknown" };

export type SaidBy = "unsaid" | "child" | "parent_or_carer" | "observed" | "police" | "other";
export type Sharing = "case_file" | "police" | "parents";

/** One version in view. Two or more that differ are a conflict. */
export interface Head {
  name: string; // opaque, for settling
  value: Value;
  /** The value as a person reads it: an option's label, a date in words. */
  words: string;
  said_by: SaidBy;
  sharing: Sharing;
  author: string; // display name
  mine: boolean;
  this_tablet: boolean;
  /** Of a conflict and a history: which of its author's tablets, apart from this one, from 1;
   * 0 where all of theirs that is told was written on one. */
  tablet: number;
  at: Moment;
  /** Only on this tablet; come from the council; held by it, with a receipt here (S3). */
  where: "tablet" | "received" | "council";
}

export interface Draft {
  value: Value;
  said_by: SaidBy;
  sharing: Sharing;
  /** What is to be done before it is an answer: kept as it was typed, and never sent. */
  unfinished: string | null;
  /** Something else was answered since it was begun: both will stand (M3). */
  apart: boolean;
  /** The names of the heads that it grew from. */
  shown: string[];
}

export interface AnswerView {
  heads: Head[];
  conflict: boolean;
  /** Of a conflict: what stood before its heads were written. One as a rule; none where nothing
   * had been written. */
  before: Head[];
  /** The history tells more of it than stands here. */
  earlier: boolean;
  /** What stands in the draft row: typed, durable on this tablet, not yet a numbered version. */
  draft: Draft | null;
  /** The text that this person has begun, to settle it: kept on this tablet, and no answer. It
   * outlives the conflict where somebody else settles that. */
  settling: string | null;
  /** A supervisor's comment on this answer from the latest return. */
  comments: { text: string; author: string; at: Moment }[];
  /** Set in a review: this answer is not as it was when last returned. Of a list: rows were
   * removed, and what stood in them. */
  changed_since_return: { was: string } | null;
  /** Changed after the version that was submitted or authorised: shown beside it. */
  addendum: boolean;
}

export interface Question {
  key: Key; // for a column: its column id
  kind:
    | "text_line"
    | "narrative"
    | "code"
    | "codes"
    | "whole_number"
    | "yes_no"
    | "date"
    | "instant"
    | "scale"
    | "rows";
  label: string;
  hint: string;
  options: { code: string; label: string; hint: string }[];
  /** Whether to ask who said it, and the choice that is made where nobody chose. */
  said_by: SaidBy | null;
  sharing: Sharing | null;
  absences: ("not_asked" | "would_not_say" | "nothing_to_tell")[];
  required: boolean; // as things stand
  relevant: boolean; // as things stand
  /** Needs no answer of its own: what was said last time still stands, or has changed to. */
  as_last_time: boolean;
  max_length: number;
  /** scale and whole_number: the ends, and a scale's words for them. */
  least: number | null;
  most: number | null;
  least_label: string;
  most_label: string;
  columns: Question[]; // rows only
  row_noun: string; // "person"
}

export interface RowView {
  id: Id;
  conflict: boolean; // removed on one device, edited on another
  /** The heads of the row itself, settled under "list/row": "Removed" beside "Kept". */
  presence: Head[];
  /** The names of everything that removing or settling the row would replace. */
  shown: string[];
  answers: Record<Key, AnswerView>; // by column id
}

export interface SectionView {
  id: string;
  title: string;
  intro: string;
  state: "not_started" | "in_progress" | "done" | "needs_attention";
  state_words: string; // "3 of 7 answered", "1 answer to settle"
  questions: Question[];
}

/** An answer to write or to mend; `section` is the id of its section. */
export interface Owed {
  key: Key;
  section: string;
  label: string;
  why: string;
}

/** Any record made with a form: interview, safety plan, offer, child, episode, note. */
export interface RecordView {
  id: Id;
  type: string;
  child: Id;
  episode: Id | null;
  child_name: string;
  called: string; // of the child, in a sentence: "Juno", or "this child"
  title: string;
  form_version: number;
  stage: "draft" | "submitted" | "returned" | "authorised" | "plain"; // plain: stands as it is written, never submitted
  /** Always: a draft until it is submitted. If asked: whoever writes it may ask for a review. */
  reviewed: "always" | "if_asked";
  stage_words: string; // "Returned by S. Example on Monday 30 March, 10:12"
  declined: boolean;
  /** The key of the question whose code "declined" means the child does not want an interview. */
  outcome: Key | null;
  /** Every version of this record that was written here has a verified receipt. */
  held_by_council: boolean;
  /** What others wrote of it, in one word: submitting names it. */
  version: string;
  /** In a review: what is shown, for the decision to name. */
  submission: { id: Id; pin: string; by: string } | null;
  /** The last return, whatever became of it since; null where it was never returned. */
  returned: Returned | null;
  decision_conflict: boolean; // returned and authorised at once
  /** Why it was returned or authorised, where that was said of all of it. */
  reason: { text: string; author: string; at: Moment } | null;
  rival_submissions: boolean; // two versions submitted, each unaware of the other
  can: { write: boolean; submit: boolean; decide: boolean; why_not: string };
  clock: ClockView | null;
  since_return: string | null; // "41 hours since return", UK words
  /** How an exploitation assessment scores; null for everything else. */
  assessment: AssessmentView | null;
  /** What an authorisation may agree is to happen next; null where that is not asked. */
  outcomes: OutcomesView | null;
  sections: SectionView[];
  answers: Record<Key, AnswerView>; // all non-row answers
  rows: Record<Key, RowView[]>; // by list key
  /** Answers this form version has no question for: shown, never hidden. */
  other_answers: { key: Key; words: string }[];
  conflicts: Key[];
  addendum: Key[];
  missing: Owed[];
  /** Entries that are no answers yet: kept on this tablet as they were typed, and never sent. */
  unfinished: Owed[];
  /** What cannot have been as it was typed, asked at its question; kept all the same. */
  doubts: { key: Key; says: string }[];
  guards: GuardView[]; // what the policies refuse of it, written in good faith or about to be
  /** What a repeat interview starts from; null where nothing was said before. */
  last_time: LastTimeView | null;
  /** Of a photograph or a document; null of every other record. */
  file: FileView | null;
}

/** What a supervisor asked for. */
export interface Returned {
  words: string; // "Returned by S. Example on Monday 30 March, 10:12"
  reason: string; // "" where they said none
  comments: { key: Key; label: string; text: string }[];
}

/** The file of a photograph or a document, as it stands on this tablet and at the council. */
export interface FileView {
  photograph: boolean;
  media_type: string;
  name: string; // for a copy outside Homeward
  size_words: string; // "482 kB"
  here: boolean; // all of it is on this tablet
  state:
    | "tablet_only" // added here, nothing of it sent
    | "sending"
    | "held" // by the council, with its signed word (S3)
    | "here" // on this tablet, and the council not asked yet
    | "elsewhere"
    | "getting"
    | "absent" // wanted, and the council does not have all of it
    | "set_aside"; // the council has it, and its record is not taken (S2)
  state_words: string; // "Sending: 3 of 7 pieces"
  progress: { done: number; total: number } | null; // in pieces
}

export interface AttachmentView {
  id: Id;
  title: string;
  kind_words: string; // "Photograph"
  at: Moment; // when it was added
  by: string;
  file: FileView;
}

/** What was said in the last interview that was held, to be asked about. */
export interface LastTimeView {
  /** What becomes of a thing is written in "list/row/still" and "list/row/words". */
  list: Key;
  topics: TopicView[];
}

/** One question of the last interview. */
export interface TopicView {
  key: Key;
  section: string; // its title
  label: string;
  /** What is said of its things answers the question: it is not asked again. */
  answers_it: boolean;
  beside: (Said & { key: Key })[]; // words that were told with it, and the question they answer
  things: ThingView[];
}

export interface ThingView {
  row: Id; // there before the row is
  said: Said[]; // oldest first; none where the interview is not on this tablet
}

export interface Said {
  words: string;
  said_by: SaidBy;
  author: string;
  at: Moment; // when the interview was held
}

/** What is read to decide, and what its reader has typed of their decision so far. */
export interface ReviewView extends RecordView {
  remarks: Remarks;
}

/** On this tablet only, until the decision is made. */
export interface Remarks {
  comments: { key: Key; label: string; text: string }[];
  reason: string;
  /** When the version they were begun on was submitted; null where it is the one in view. */
  begun_on: Moment | null;
}

export interface AssessmentView {
  instrument: string; // its title
  from: string; // whose it is, and where it is printed
  score_words: string; // "Score 6 of 75"
  category_words: string; // "Category 2 (mild)"
  /** What the score does not say. */
  advice: string;
  /** Two answers to one item: counted with all that either ticked. */
  unsettled: boolean;
  judged_words: string; // "Category 4, by professional judgement"; "" where the score's stands
  /** Ticks of the past months that are older than that by now. */
  aged: { words: string; items: string[] } | null;
}

export interface OutcomesView {
  label: string;
  outcomes: { code: string; label: string }[];
  consent_label: string;
  consents: { code: string; label: string }[];
}

export interface ClockView {
  rule: string; // "LAN-01"
  source: string;
  what: string;
  state: "open" | "due_soon" | "overdue" | "met" | "met_late" | "waived" | "cancelled" | "not_measurable";
  state_words: string; // "Due in 5 hours", "Overdue by 2 hours", "Offered in time"
  due: Moment | null;
  because: string;
}

// ---- what the authority's policies ask (core/policy)

/** Whose policy says it. `side` only where a child is judged by two. */
export interface Judge {
  name: string; // "North Somerset"
  side: "home" | "host" | null;
}

/** Where a rule stands, in its document's own words. */
export interface RuleView {
  rule: string; // "NSC-1.7"
  source: string; // "North Somerset protocol, 1.7"
  quote: string;
  note: string; // how the source was read; "" where it leaves no choice
}

/** What a rule asks of someone, for one child or one time away. */
export interface DutyView extends RuleView {
  key: string; // one of a kind within its child
  judge: Judge;
  what: string;
  who: string; // "Team manager"
  episode: Id | null;
  episode_words: string; // "Episode 3, from Friday 27 March"; "" about the child
  state: Exclude<ClockView["state"], "not_measurable">;
  state_words: string; // "Due in 5 hours", "Overdue by 2 days", "Owed until it is done"
  due: Moment | null;
  arose: Moment;
  because: string;
  /** The record in which it is done; null where this reader can write none that does it. */
  act: { words: string; type: string; record: Id | null; rule: string | null } | null;
  /** What the button says that begins a waiver of it; null where this reader may not. */
  waive: string | null;
}

/** What will be owed if nothing else happens. */
export interface UpcomingView extends RuleView {
  judge: Judge;
  what: string;
  who: string;
  episode_words: string;
  at: Moment;
}

/** Why something may not be done, or was done although it may not be. */
export interface GuardView extends RuleView {
  judge: Judge;
  what: string; // "The interview may not be held yet"
  because: string;
  key: Key | null; // the question it is about
}

/** Who is asked to interview. */
export interface RouteView extends RuleView {
  judge: Judge;
  words: string; // "The Children's Society"
  because: string;
}

/** What lies with this reader: came back, waits for their decision, was agreed to, or is begun. */
export interface LyingView {
  record: Id; // of "to_hold" the time away
  kind: "unfinished" | "returned" | "to_review" | "to_hold" | "begun";
  title: string; // "Return home interview"
  episode_words: string; // "time away from Friday 27 March"; "" about the child
  words: string; // "Returned by S. Example on …", "Back since …"; "" of what is begun
  reason: string; // why it came back, or which entries
}

/** One child's duties that are owed, by due; none last. */
export interface WorkChild {
  child: Id;
  name: string;
  age_words: string;
  lying: LyingView[];
  duties: DutyView[];
  questions: string[]; // about facts that do not fit
}

/** A report of the whole authority, about no one child. */
export interface ReportView extends RuleView {
  what: string;
  who: string; // who makes it
  audience: string; // whom it goes to
  state: Exclude<ClockView["state"], "not_measurable"> | null; // null on request
  state_words: string; // "Due in 5 days", "Made for this time", "On request"
  next: Moment | null; // null on request
  because: string;
}

export interface Work {
  children: WorkChild[]; // by the first due; without those of whom there is nothing to do
  whos: string[]; // everyone who owes something, for the filter
  reports: ReportView[]; // soonest first; none for who neither supervises nor works there
  unreadable_policy: string[]; // of the council's own, each with its path; another pack judges
}

/** Times away on a line, in parts of its length from 0 to 1. */
export interface TimelineView {
  words: string; // "3 times missing in the 90 days to 27 March 2026"
  window: { from: number; to: number; words: string }; // the rolling 90 days
  ticks: { at: number; words: string }[]; // months
  bars: {
    episode: Id;
    number: number;
    category: "missing" | "absent" | "away_without_authorisation";
    from: number;
    to: number; // of a child still away: now
    away: boolean;
    counts: boolean; // among those the window counts
    words: string; // "Missing, Friday 27 March 21:15 to Saturday 28 March 06:40"
  }[];
}

// ---- the lists

export interface ChildCard {
  id: Id;
  name: string;
  age_words: string;
  placement_words: string;
  away: string; // "Missing since Friday 27 March, 21:15, for 3 days"; "" of who is not
  due: ClockView | null;
  next_step: string; // "Offer a return home interview"
  unsent: number;
  conflicts: number;
  returned_to_you: number;
}

/** Somebody on this tablet who may be the child that is about to be added. */
export interface AlikeChild {
  id: Id;
  name: string;
  age_words: string;
  placement_words: string;
  why: string; // "The same number in the case system"
}

export interface Home {
  me: Me;
  can_add_child: boolean;
  children: ChildCard[]; // ordered by what is due; before all others who is missing now
  to_review: ReviewCard[]; // supervisors: oldest first
  returned: ReviewCard[]; // interviewers: returned to me
}

export interface ReviewCard {
  interview: Id; // or safety plan, or any other record that is decided on
  type: string;
  title: string; // "Trigger plan"
  child: Id;
  child_name: string;
  interviewer: string;
  submitted: Moment;
  stage_words: string;
  changed_since_return: number;
  comments_begun: number; // typed by this reader, and not sent
  conflict: boolean;
  mine: boolean; // one's own cannot be authorised
  clock: ClockView | null;
}

export interface EpisodeView {
  id: Id;
  number: number; // first, second, ... of the child
  missing_from: Moment | null;
  away: string; // as ChildCard has it
  returned: Moment | null;
  category_words: string;
  risk_words: string;
  summary: string;
  clock: ClockView | null;
  offers: { id: Id; at: Moment; words: string; by: string; stage_words: string }[];
  interview: {
    id: Id;
    stage_words: string;
    stage: RecordView["stage"];
    can_decide: boolean; // by this reader, now
    declined: boolean;
  } | null;
  duties: DutyView[]; // owed first, by due; then met, waived, cancelled
  upcoming: UpcomingView[];
  guards: GuardView[]; // of holding, appointing and finalising
  routes: RouteView[]; // one, or the home and the host authority's
  steps: string[]; // what is left to do about the interview itself, in words
  stage_words: string; // of its own record, once it was submitted to be finalised
  shelves: ShelfView[]; // of this episode
  attachments: AttachmentView[]; // newest first
  can_attach: boolean;
}

/** All records of one type that this person may read, and how another is begun. */
export interface ShelfView {
  type: string;
  title: string; // "Trigger plan"
  /** One button each; none where there may be no other, or this person may not write it. */
  begin: { words: string; instrument: string | null }[];
  records: { id: Id; words: string; stage: RecordView["stage"]; stage_words: string }[]; // newest first
}

export interface ChildView {
  id: Id;
  name: string; // "Juno Applegarth", "Name not recorded (number T-1001)"
  called: string; // in a sentence: "Juno", or "this child"
  age_words: string;
  away: string; // as ChildCard has it
  stage_words: string; // of the child's own record, once it was submitted for a review
  added: string; // "Added by S. Example on Monday 30 March, 10:12"
  facts: { label: string; words: string }[];
  duties: DutyView[]; // about the child and no one episode
  questions: string[]; // about facts that do not fit
  timeline: TimelineView | null; // null without a time away whose beginning is known
  episodes: EpisodeView[]; // newest first
  can_add_episode: boolean;
  safety_plan: { id: Id; words: string } | null;
  notes: { id: Id; at: Moment; author: string; text: string; stage_words: string }[];
  shelves: ShelfView[]; // about the child and no one episode
  attachments: AttachmentView[]; // about the child and no one episode; newest first
  can_attach: boolean;
}

/** Every version an answer ever had, oldest first. */
export interface HistoryEntry extends Head {
  replaced: boolean;
  /** It stands, and so does another: one is to be settled on. */
  to_settle: boolean;
  /** The names of those whose author had not seen it, and which its author had not seen. */
  apart: string[];
  /** Of one that settled a conflict (M4): the name of the answer it let stand, null where it
   * is a new one. */
  settles: { kept: string | null } | null;
}

// ---- what can be asked and done

export interface Calls {
  // opening
  start: { args: Record<never, never>; value: Stage };
  sign_in: { args: { username: string; password: string }; value: Stage };
  choose_passphrase: { args: { passphrase: string }; value: Stage };
  unlock: { args: { user: Id; passphrase: string }; value: Stage };
  forgot_passphrase: { args: { user: Id }; value: Stage }; // after sign_in; asks an administrator
  lock: { args: Record<never, never>; value: Stage };
  sign_out: { args: Record<never, never>; value: Stage }; // ends the session; unsent work stays
  take_over: { args: Record<never, never>; value: Stage };
  saved_now: { args: Record<never, never>; value: null }; // after the event save_now

  // reading
  home: { args: Record<never, never>; value: Home };
  work: { args: Record<never, never>; value: Work };
  child: { args: { child: Id }; value: ChildView };
  /** Asked before a child is added; each part may be empty. */
  alike: {
    args: { given_name: string; family_name: string; case_number: string };
    value: AlikeChild[];
  };
  record: { args: { record: Id }; value: RecordView };
  review: { args: { interview: Id }; value: ReviewView }; // the submitted version, read to decide
  history: { args: { record: Id; key: Key }; value: HistoryEntry[] };
  sync_state: { args: Record<never, never>; value: SyncState };
  helplines: { args: Record<never, never>; value: { name: string; words: string }[] };
  /** The whole file of a photograph or a document, from this tablet. */
  file: { args: { record: Id }; value: { octets: Uint8Array<ArrayBuffer> } };

  // writing: each answers only after the database has it
  begin: {
    // `type` as core/record/record_type.h has it. Of a new child there is neither `child` nor
    // `episode`, of a new episode no `episode`. `instrument` of an exploitation assessment;
    // `rule` of a step or a waiver; the names and the number of a child
    args: {
      type: string;
      child: Id | null;
      episode: Id | null;
      instrument?: string;
      rule?: string;
      given_name?: string;
      family_name?: string;
      case_number?: string;
    };
    value: { record: Id };
  };
  type: {
    // every change while typing: a durable draft row (T1). Of "KEY#settling" blank takes it back
    // `shown` names the heads that the text grew from, as they were when it was begun: what
    // arrived since is not replaced by it
    args: { record: Id; key: Key; value: Value; said_by: SaidBy; sharing: Sharing; shown: string[] };
    value: { saved: true; at: Moment; unfinished: string | null };
  };
  leave: { args: { record: Id; key: Key | null }; value: { saved: true } }; // drafts become versions
  /** A photograph or a document: its record and all of its file, or nothing. */
  attach: {
    args: {
      child: Id;
      episode: Id | null;
      kind: string;
      title: string;
      media_type: string;
      octets: Uint8Array<ArrayBuffer>;
    };
    value: { record: Id };
  };
  /** Its file is got from the council as soon as that can be reached. */
  get_file: { args: { record: Id }; value: { saved: true } };
  add_row: { args: { record: Id; list: Key }; value: { row: Id } };
  remove_row: {
    args: { record: Id; list: Key; row: Id; shown: string[] };
    value: { saved: true };
  };
  settle: {
    // `shown` names the heads that were read: refused where another has arrived since.
    // `keep` names one of them, or give a new value
    args: { record: Id; key: Key; shown: string[]; keep: string | null; value: Value | null };
    value: { saved: true };
  };
  suggest: { args: { record: Id; key: Key }; value: { text: string | null } }; // three-way, narratives not in the child's words
  // `version` is the one read: what others wrote since is read before it is submitted
  submit: {
    args: { record: Id; version: string };
    value: { submitted: true } | { missing: RecordView["missing"] };
  };
  return_interview: {
    // `submission` and `pin` name what was read: nothing else is decided on
    args: {
      interview: Id;
      submission: Id;
      pin: string;
      comments: { key: Key; text: string }[];
      reason: string;
    };
    value: { decided: true };
  };
  authorise: {
    // `outcomes` and `consent`: codes of OutcomesView
    args: {
      interview: Id;
      submission: Id;
      pin: string;
      comments: { key: Key; text: string }[];
      reason: string;
        outcomes?: string[];
        consent?: string;
    };
    value: { decided: true };
  };
  remark: {
    // every change while typing a comment, or with no key the reason: durable at once (T1).
    // `submission` is the one read; an empty text takes it back
    args: { interview: Id; submission: Id | null; key: Key | null; text: string };
    value: { saved: true; at: Moment };
  };

  // sending
  /** Supervisors: what the server set aside of their children, undecided or decided, after the
   * first `skip`. Needs a connection. */
  set_aside: { args: { is_decided: boolean; skip: number }; value: SetAsidePage };
  /** Needs a connection. Where someone else was first, their decision stands. */
  decide_set_aside: {
    args: { tablet: Id; number: string; admit: boolean; reason: string };
    value: { stands: boolean; by: string; admitted: boolean; reason: string };
  };
  /** All the warnings there are, by `about`, were read: told anew only once they come again. */
  note_read: { args: { about: string[] }; value: null };
  /** The browser says that there is a network now, or none. */
  network: { args: { there: boolean }; value: null };
  compare_now: { args: Record<never, never>; value: SyncState };
  sync_now: { args: Record<never, never>; value: SyncState };
  /** All that is unsent as a file that only the council can read. Needs no connection. */
  save_rescue: { args: Record<never, never>; value: RescueFile };
  /** The same of a database that unlocking calls damaged, as far as it can be read. */
  save_damaged: { args: { user: Id; passphrase: string }; value: RescueFile };
  /** Brings such a file, of any tablet, to the council. Needs a connection. */
  take_rescue: { args: { octets: Uint8Array<ArrayBuffer> }; value: RescueTaken };
}

export interface RescueFile {
  name: string;
  octets: Uint8Array<ArrayBuffer>;
  left_out: number; // photographs and documents that are not in it
  unfinished: number; // entries that are no answers yet, and
  remarks: number; // comments that wait for their author's decision: not in it either
  is_whole: boolean; // false where some of what was typed last could not be read
}

/** Counts of changes: in the file, not there before, and set aside; and of photographs and
    documents of which the council now has more. */
export interface RescueTaken {
  changes: number;
  added: number;
  set_aside: number;
  files: number;
}

export type CallName = keyof Calls;

/** Pushed by the worker without being asked. */
export type Event =
  | { event: "sync"; state: SyncState }
  | { event: "changed"; records: Id[] } // something arrived or was numbered: read again what is on screen; none named: anything may have
  | { event: "save_now" } // another tab takes over: what is half typed is saved, then saved_now is called
  | { event: "stage"; stage: Stage };

/** What a screen holds: one function, and a way to listen. */
export interface Client {
  call<N extends CallName>(name: N, args: Calls[N]["args"]): Promise<Answer<Calls[N]["value"]>>;
  listen(listener: (event: Event) => void): () => void;
}
