// The worker: owns the module, the database, the keys and the network. The page sends
// {id, name, args} and gets {id, answer}; events come unasked (api.ts).

import { words } from "../words";
import type {
  Answer,
  Calls,
  CallName,
  Event,
  Home,
  Problem,
  RescueFile,
  RescueTaken,
  SetAside,
  SetAsidePage,
  Stage,
  SyncState,
  Warning,
} from "./api";
import type { OpenDatabase } from "./database";
import { House, serverProblem } from "./house";
import { Notices } from "./notices";
import { hasRoom, persisted } from "./opfs";
import type { Octets } from "./outcome";
import { no, problem, problemOf, yes } from "./problems";
import { rescueDamaged, rescueFile } from "./rescue_file";
import * as server from "./server";
import type { Who } from "./server";
import { SyncLoop } from "./sync_loop";
import { Tabs } from "./tabs";

interface Asked {
  id: number;
  name: CallName;
  args: Calls[CallName]["args"];
}

const tickMs = 1_000;
/** How long a page has to save what is half typed before another tab takes over. */
const pageMs = 1_000;
/** Calls of the core that number a change: it is sent soon. */
const writing = new Set<CallName>([
  "begin",
  "leave",
  "add_row",
  "remove_row",
  "settle",
  "submit",
  "return_interview",
  "authorise",
  "get_file",
]);

let sync: SyncLoop | null = null;
type Told = Omit<Warning, "read">;
/** Null before the browser was asked. */
let storage: Told[] | null = null;
/** What the person has read of what there is to know, by what it is about. */
let readAbout: string[] = [];
const readName = "read_warnings"; // in the database (wasm/keepsakes.h)
/** What comes and goes with each exchange is not told anew for that. */
const passing = "passing ";
/** Why what was typed could not be numbered; null while it can. */
let unnumbered: Problem | null = null;
/** How many answers could not, each of which the core tells of itself. */
let stuck = 0;
/** That something more is unsent was told since anything was numbered: typing tells it once. */
let isTypingTold = false;
/** Who everybody is, as the council says; asked until it is known. */
let arePeopleMet = false;
/** The page has saved what was half typed. */
let savedNow: () => void = () => undefined;

const notices = new Notices(
  () => void sync?.run(),
  (attempt) => house.database?.core.retryMs(attempt) ?? 60_000,
);
const house: House = new House({
  tell,
  opened,
  closing,
  notices,
  tabs: new Tabs(saveNow, () => house.lost()),
});

/** Settles once the page has saved what is half typed, or does not answer: it may be frozen. */
function saveNow(): Promise<void> {
  if (house.database === null) return Promise.resolve();
  return new Promise((resolve) => {
    savedNow = resolve;
    setTimeout(resolve, pageMs);
    tell({ event: "save_now" });
  });
}

function tell(event: Event): void {
  self.postMessage(event);
}

// ---- while a database is open

function opened({ core }: OpenDatabase, who: Who, signedIn: boolean): void {
  sync?.abandon();
  isTypingTold = false;
  readAbout = JSON.parse(core.kept(readName) ?? "[]") as string[];
  storage = null;
  sync = new SyncLoop(core, {
    changed: (records) => {
      tell({ event: "changed", records });
      tellSync();
    },
    reached: () => reached(core),
    told: tellSync,
    untold: () => notices.renew(),
    signedOut: () => house.sessionEnded(),
    receiptKey: () => house.who?.authority.receipt_key ?? "",
    recoveryKey: () => house.who?.authority.recovery_key ?? "",
    met: (who) => house.told(who),
    user: () => who.user.id,
  });
  void lookAtStorage();
  if (!signedIn) {
    void sync.sealWhatLeft();
    sync.now = "signed_out";
    return;
  }
  void sync.run();
}

/** Only now is the session known to be of whose database this is (T3). */
function reached(core: OpenDatabase["core"]): void {
  if (notices.isOpen) {
    notices.soon();
  } else {
    notices.open();
    arePeopleMet = false;
  }
  if (!arePeopleMet) void meetPeople(core);
}

/** What is being typed is numbered first; what is under way on the network is let be. */
function closing(): void {
  notices.close();
  sync?.abandon();
  if (house.database !== null) noteNumbering(house.database.core.call("number_all", {}));
  sync = null;
}

/** What was typed stays in its draft (T1); that it cannot be numbered is told. */
function noteNumbering(answer: Answer<unknown>): void {
  const before = unnumbered;
  unnumbered = answer.ok ? null : answer.problem;
  if (before?.code !== unnumbered?.code) tellSync();
}

async function meetPeople(core: OpenDatabase["core"]): Promise<void> {
  const json = await server.people();
  if (!json.ok || house.database?.core !== core) return;
  arePeopleMet = core.call("people", { json: json.value }).ok;
  tell({ event: "changed", records: [] });
}

async function lookAtStorage(): Promise<void> {
  const warnings: Told[] = [];
  if (!(await persisted())) {
    warnings.push({
      code: "no_storage",
      about: "no_storage",
      says: "This browser may clear what is on this tablet when space runs short.",
      todo: "Install Homeward from the browser’s menu, and send your work as soon as you can.",
    });
  }
  const room = await hasRoom();
  if (room.ok && !room.value) {
    warnings.push({
      code: "storage_full",
      about: "storage_full",
      says: "This tablet is nearly full. What you have written is safe.",
      todo: "Free some space before your next interview.",
    });
  }
  storage = warnings;
  tellSync();
}

function tellSync(): void {
  const state = syncState();
  if (state?.ok) tell({ event: "sync", state: state.value });
}

function syncState(): Answer<SyncState> | null {
  const { database } = house;
  if (database === null || sync === null) return null;
  const answer = database.core.call<SyncState>("sync_state", { now: sync.now });
  if (!answer.ok) return answer;
  const troubles = [sync.trouble, unnumbered]
    .filter((one) => one !== null)
    .map((one) => ({ ...one, about: `${passing}${one.says}` }));
  const told: Told[] = [...answer.value.warnings, ...troubles, ...(storage ?? [])];
  if (storage !== null) forgetGone(told);
  const warnings = told.map((one) => ({ ...one, read: readAbout.includes(one.about) }));
  return yes({ ...answer.value, warnings });
}

/** Kept on this tablet, so that nothing is told anew at each start. */
function keepRead(about: string[]): void {
  readAbout = about;
  house.database?.core.keep(readName, JSON.stringify(about));
}

/** What is well again is told anew if it comes again. */
function forgetGone(told: Told[]): void {
  const left = readAbout.filter(
    (about) => about.startsWith(passing) || told.some((one) => one.about === about),
  );
  if (left.length < readAbout.length) keepRead(left);
}

function noteRead(about: string[]): Answer<null> {
  if (house.database === null) return no("refused");
  keepRead(about);
  tellSync();
  return yes(null);
}

/** T1: five seconds of quiet make a version; the core knows which. */
function tick(): void {
  if (house.database === null) return;
  const answer = house.database.core.call<{ changed: string[]; stuck: number }>("tick", {});
  noteNumbering(answer);
  if (answer.ok && answer.value.stuck !== stuck) {
    stuck = answer.value.stuck;
    tellSync();
  }
  if (!answer.ok || answer.value.changed.length === 0) return;
  isTypingTold = false;
  tell({ event: "changed", records: answer.value.changed });
  tellSync();
  sync?.soon();
}

// ---- what the page asks

type Args<N extends CallName> = Calls[N]["args"];

const own: { [N in CallName]?: (args: Args<N>) => Promise<Answer<Calls[N]["value"]>> } = {
  start: () => house.start(),
  take_over: () => house.takeOver(),
  saved_now: async () => {
    savedNow();
    return yes(null);
  },
  sign_in: ({ username, password }) => house.signIn(username, password),
  choose_passphrase: ({ passphrase }) => house.choosePassphrase(passphrase),
  unlock: ({ user, passphrase }) => house.unlock(user, passphrase),
  forgot_passphrase: ({ user }) => house.forgotPassphrase(user),
  lock: () => house.lock(),
  sign_out: () => signOut(),
  sync_state: async () => syncState() ?? no("refused"),
  sync_now: async () => {
    await sync?.run();
    return syncState() ?? no("refused");
  },
  compare_now: async () => {
    await sync?.runAndCompare();
    return syncState() ?? no("refused");
  },
  home: async () => home(),
  note_read: async ({ about }) => noteRead(about),
  network: async ({ there }) => {
    if (there) {
      sync?.reachable();
      notices.renew();
    } else sync?.unreachable();
    return yes(null);
  },
  set_aside: ({ is_decided, skip }) => setAside(is_decided, skip),
  decide_set_aside: (asked) => decideSetAside(asked),
  save_rescue: () => saveRescue(),
  save_damaged: async ({ user, passphrase }) =>
    house.database === null ? rescueDamaged(user, passphrase) : no("busy"),
  attach: async (args) => attach(args),
  file: async ({ record }) => file(record),
  take_rescue: ({ octets }) => takeRescue(octets),
};

async function signOut(): Promise<Answer<Stage>> {
  const answer = await house.signOut();
  if (answer.ok) sync?.signedOut();
  return answer;
}

async function setAside(isDecided: boolean, skip: number): Promise<Answer<SetAsidePage>> {
  const { database, who } = house;
  if (database === null || who === null) return no("refused");
  const answer = await server.quarantine(isDecided ? "decided" : "waiting", skip, who.user.id);
  if (!answer.ok) return { ok: false, problem: serverProblem(answer.trouble) };
  if (house.database !== database) return no("refused");
  const held = answer.value.held.map((one) => ({
    at: one.at,
    child: one.child,
    type: one.type,
    author: one.author,
    reason: one.reason,
    tablet: one.tablet,
    number: one.number,
    change: one.change,
    why_not: one.why_not,
    decisions: one.decision === null ? [] : [one.decision],
  }));
  const told = database.core.call<SetAside[]>("set_aside", { held });
  return told.ok ? yes({ held: told.value, left: answer.value.left }) : told;
}

async function decideSetAside({
  tablet,
  number,
  admit,
  reason,
}: Calls["decide_set_aside"]["args"]): Promise<Answer<Calls["decide_set_aside"]["value"]>> {
  const act = admit ? "admit" : "leave_out";
  if (house.who === null) return no("refused");
  const asked = { tablet, number, act, reason } as const;
  const answer = await server.decideQuarantined(asked, house.who.user.id);
  if (!answer.ok) return { ok: false, problem: serverProblem(answer.trouble) };
  void sync?.run();
  const { decision, stands } = answer.value;
  return yes({ stands, by: decision.by, admitted: decision.admitted, reason: decision.reason });
}

/** All that is unsent, what is being typed too, sealed to the council (S7). */
async function saveRescue(): Promise<Answer<RescueFile>> {
  const { database, who } = house;
  if (database === null || who === null) return no("refused");
  noteNumbering(database.core.call("number_all", {}));
  const file = await rescueFile(database.core, who);
  if (!file.ok) return file;
  return file.value === null ? nothingToRescue() : yes(file.value);
}

/** Of a copied database nothing can be taken before it has an origin of its own (S11). */
function nothingToRescue(): Answer<RescueFile> {
  const { copied, copied_next, nothing } = words.sync.rescue;
  const state = syncState();
  if (!state?.ok || state.value.unsent === 0) return no("refused", nothing);
  return { ok: false, problem: { code: "refused", says: copied, todo: copied_next } };
}

function attach({ octets, ...args }: Args<"attach">): Answer<{ record: string }> {
  if (house.database === null) return no("refused");
  const added = house.database.core.attach(args, octets);
  if (added.ok) {
    tell({ event: "changed", records: [added.value.record] });
    tellSync();
    sync?.soon();
  }
  return added;
}

/** What was damaged on this tablet is asked for again: soon. */
function file(record: string): Answer<{ octets: Octets }> {
  if (house.database === null) return no("refused");
  const found = house.database.core.file(record);
  if (found.ok) return yes({ octets: found.value });
  const { code, detail } = found.trouble;
  if (code !== "unavailable") return { ok: false, problem: problemOf(found.trouble) };
  sync?.soon();
  return no("busy", detail);
}

async function takeRescue(octets: Octets): Promise<Answer<RescueTaken>> {
  const taken = await server.rescue(octets);
  if (!taken.ok) return { ok: false, problem: serverProblem(taken.trouble) };
  void sync?.run();
  return yes(taken.value);
}

function home(): Answer<Home> {
  if (house.database === null) return no("refused");
  return house.database.core.call<Home>("home", { signed_in: house.signedIn });
}

async function answer({ name, args }: Asked): Promise<Answer<unknown>> {
  const mine = own[name] as ((args: unknown) => Promise<Answer<unknown>>) | undefined;
  if (mine) return mine(args);
  if (house.database === null) return no("refused");
  const said = house.database.core.call(name, args);
  if (said.ok && writing.has(name)) {
    isTypingTold = false;
    tell({ event: "changed", records: recordsIn(args) });
    tellSync();
    sync?.soon();
  }
  if (said.ok && name === "remark") tellSync();
  if (said.ok && name === "type" && !isTypingTold) {
    isTypingTold = true;
    tellSync();
  }
  return said;
}

/** What a writing call was about; none where it began something new. */
function recordsIn(args: object): string[] {
  const { record, interview } = args as { record?: string; interview?: string };
  return [record, interview].filter((id) => id !== undefined);
}

/** An exception is a broken invariant: answered, then the worker ends by it. */
async function hear(asked: Asked): Promise<void> {
  try {
    self.postMessage({ id: asked.id, answer: await answer(asked) });
  } catch (error) {
    self.postMessage({ id: asked.id, answer: { ok: false, problem: problem("unexpected") } });
    setTimeout(() => {
      throw error;
    });
  }
}

/** What nobody waits for, sending above all, ends the worker by its exceptions too. */
self.addEventListener("unhandledrejection", ({ reason }) => {
  setTimeout(() => {
    throw reason;
  });
});
self.addEventListener("message", ({ data }: MessageEvent<Asked>) => void hear(data));
setInterval(tick, tickMs);
