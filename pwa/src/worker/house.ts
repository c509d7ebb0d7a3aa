// From a closed worker to an open database and back: who may come in, and what is
// shown to whom (T2-T6). Unsent work stays through all of it.

import type { Answer, Event, Me, Person, Problem, RecoveryNeeds, Stage } from "./api";
import {
  createDatabase,
  originOf,
  peopleHere,
  reopenDatabase,
  slotsOf,
  unlockDatabase,
  type OpenDatabase,
} from "./database";
import { recoverySlotOf } from "./keys";
import type { Notices } from "./notices";
import { toHex, wipe, type Octets, type Outcome } from "./outcome";
import { no, problem, yes } from "./problems";
import { makeReplyKey, openAnswer, pollMs, type ReplyKey } from "./recovery";
import { successorOf } from "./receipt_key";
import * as server from "./server";
import type { ServerTrouble, Who } from "./server";
import type { Tabs } from "./tabs";

const passphraseMin = 12;

/** What stands while an administrator is waited for. In memory: a reload asks anew. */
interface Recovery {
  person: Person;
  id: string;
  reply: ReplyKey;
  key: Octets | null;
  needs: RecoveryNeeds | null; // and meanwhile the server is not asked
}

export interface HouseHost {
  tell(event: Event): void;
  opened(database: OpenDatabase, who: Who, signedIn: boolean): void;
  /** The database is about to close: its last chance to number what is being typed. */
  closing(): void;
  tabs: Tabs;
  notices: Notices;
}

export class House {
  database: OpenDatabase | null = null;
  who: Who | null = null; // of the open database
  private signedIn_ = false;
  private coming_: Who | null = null; // signed in at the server, no database open
  private recovery_: Recovery | null = null;
  private ownsTab_ = false;

  constructor(private readonly host_: HouseHost) {}

  me(): Me | null {
    if (this.who === null) return null;
    const { user, authority } = this.who;
    return {
      user: user.id,
      name: user.name,
      organisation: user.organisation,
      role: user.role,
      commissioned: user.commissioned,
      authority: authority.name,
      signed_in: this.signedIn_,
    };
  }

  get signedIn(): boolean {
    return this.signedIn_;
  }

  async start(): Promise<Answer<Stage>> {
    try {
      this.ownsTab_ = await this.host_.tabs.take();
    } catch (error) {
      // Where a site may store nothing, it gets no locks either (T5).
      if (!(error instanceof DOMException) || error.name !== "SecurityError") throw error;
      return yes({ stage: "no_storage", problem: problem("no_storage") });
    }
    return this.stage();
  }

  async takeOver(): Promise<Answer<Stage>> {
    await this.host_.tabs.takeOver();
    this.ownsTab_ = true;
    return this.stage();
  }

  /** Another tab takes over: close at once. */
  lost(): void {
    this.ownsTab_ = false;
    this.close();
    this.host_.tell({ event: "stage", stage: { stage: "another_tab" } });
  }

  async signIn(username: string, password: string): Promise<Answer<Stage>> {
    const who = await server.signIn(username, password);
    if (!who.ok) return { ok: false, problem: signInProblem(who.trouble) };
    if (this.who === null) {
      this.coming_ = who.value;
      return this.stage();
    }
    if (this.who.user.id !== who.value.user.id) {
      await server.signOut();
      return no("refused", "Someone else's work is open here. Lock it first, then sign in.");
    }
    return this.welcomeBack(who.value);
  }

  async choosePassphrase(passphrase: string): Promise<Answer<Stage>> {
    if (passphrase.normalize("NFKC").length < passphraseMin) return no("weak_passphrase");
    const recovered = this.recovery_;
    if (recovered?.key) {
      const opened = await reopenDatabase(recovered.person.user, recovered.key, passphrase);
      if (opened.ok) this.recovery_ = null;
      return this.enter(opened);
    }
    if (this.coming_ === null) return no("session_expired");
    return this.enter(await createDatabase(this.coming_, passphrase));
  }

  async unlock(user: string, passphrase: string): Promise<Answer<Stage>> {
    if (this.database !== null) return no("busy");
    return this.enter(await unlockDatabase(user, passphrase, this.coming_));
  }

  async forgotPassphrase(user: string): Promise<Answer<Stage>> {
    const standing = this.recovery_?.person.user === user ? this.recovery_ : null;
    if (standing?.needs === "signing_in") {
      standing.needs = null;
      void this.awaitRecovery(standing);
    }
    if (standing !== null && standing.needs === null) return this.stage();
    const slots = await slotsOf(user);
    if (!slots.ok) return { ok: false, problem: slots.trouble };
    const sealed = recoverySlotOf(slots.value);
    const origin = await originOf(user);
    if (sealed === null || origin === null) return no("damaged");
    const reply = await makeReplyKey();
    const asked = await server.askRecovery({
      origin,
      sealed_key: toHex(sealed),
      reply_key: reply.publicHex,
    });
    if (!asked.ok) return { ok: false, problem: serverProblem(asked.trouble) };
    const { person } = slots.value;
    this.recovery_ = { person, id: asked.value.id, reply, key: null, needs: null };
    void this.awaitRecovery(this.recovery_);
    return this.stage();
  }

  /** The page ends this worker next (T3). */
  async lock(): Promise<Answer<Stage>> {
    this.close();
    const stage = await this.stage();
    this.host_.tabs.letGo();
    return stage;
  }

  /** Ends the session only: work goes on, and what is unsent stays (T6). */
  async signOut(): Promise<Answer<Stage>> {
    const ended = await server.signOut();
    if (!ended.ok && ended.trouble.code !== "session_expired") {
      return { ok: false, problem: serverProblem(ended.trouble) };
    }
    this.coming_ = null;
    this.setSignedIn(false);
    return this.stage();
  }

  /** The server said the session is over. */
  sessionEnded(): void {
    if (!this.signedIn_) return;
    this.setSignedIn(false);
    const me = this.me();
    if (me) this.host_.tell({ event: "stage", stage: { stage: "open", me } });
  }

  private async stage(): Promise<Answer<Stage>> {
    const me = this.me();
    if (!this.ownsTab_) return yes({ stage: "another_tab" });
    if (me) return yes({ stage: "open", me });
    if (this.recovery_) {
      const { person, key, needs } = this.recovery_;
      return yes({ stage: "recovering", person, approved: key !== null, needs });
    }
    const people = await peopleHere();
    if (!people.ok) return yes({ stage: "no_storage", problem: people.trouble });
    return yes(this.closedStage(people.value));
  }

  private closedStage(people: Person[]): Stage {
    const coming = this.coming_?.user;
    if (coming && !people.some((person) => person.user === coming.id)) {
      const { id, name, organisation } = coming;
      return { stage: "choose_passphrase", person: { user: id, name, organisation } };
    }
    return people.length > 0 ? { stage: "locked", people } : { stage: "signed_out" };
  }

  private async enter(opened: Outcome<OpenDatabase, Problem>): Promise<Answer<Stage>> {
    if (!opened.ok) return { ok: false, problem: opened.trouble };
    if (!this.ownsTab_) {
      // Taken over while this was unlocking: the files are the other tab's (T4).
      opened.value.close();
      return this.stage();
    }
    const { core } = opened.value;
    const kept = core.kept("who");
    const coming = this.coming_;
    const who = kept === null ? coming : (JSON.parse(kept) as Who);
    if (who === null) {
      opened.value.close();
      return no("session_expired");
    }
    this.database = opened.value;
    this.who = who;
    if (coming?.user.id === who.user.id) return this.welcomeBack(coming);
    this.signedIn_ = core.kept("signed_in") !== "no";
    this.host_.opened(opened.value, who, this.signedIn_);
    return this.stage();
  }

  /** A new session for whose database is open: what the server says of them is kept. */
  private async welcomeBack(who: Who): Promise<Answer<Stage>> {
    this.coming_ = null;
    const database = this.database;
    await this.told(who);
    if (this.database !== database || this.who === null) return this.stage();
    this.setSignedIn(true);
    if (this.database) this.host_.opened(this.database, this.who, true);
    return this.stage();
  }

  /** Keeps what the server says of them; the receipt key only where the pinned one leads to it. */
  async told(who: Who): Promise<void> {
    const database = this.database;
    const pinned = this.who?.authority.receipt_key ?? who.authority.receipt_key;
    const receipt_key = await successorOf(pinned, who.authority);
    if (database === null || this.database !== database) return;
    this.who = { ...who, authority: { ...who.authority, receipt_key } };
    const text = JSON.stringify(this.who);
    database.core.keep("who", text);
    database.core.identify(text);
  }

  private setSignedIn(signedIn: boolean): void {
    this.signedIn_ = signedIn;
    this.database?.core.keep("signed_in", signedIn ? "yes" : "no");
    if (!signedIn) this.host_.notices.close();
  }

  private close(): void {
    if (this.database === null) return;
    this.host_.closing();
    this.database.close();
    this.database = null;
    this.who = null;
  }

  private async awaitRecovery(recovery: Recovery): Promise<void> {
    let failures = 0;
    while (this.recovery_ === recovery && recovery.key === null && recovery.needs === null) {
      await new Promise((resolve) => setTimeout(resolve, pollMs(failures)));
      const looked = await server.lookRecovery(recovery.id);
      failures = looked.ok ? 0 : failures + 1;
      if (looked.ok && looked.value.approved) {
        recovery.key = await openAnswer(looked.value.answer, recovery.reply, recovery.person.user);
        recovery.needs = recovery.key === null ? "asking_again" : null;
      } else if (!looked.ok) {
        recovery.needs = neededAfter(looked.trouble);
      }
      if (recovery.key === null && recovery.needs === null) continue;
      const stage = await this.stage();
      if (stage.ok) this.host_.tell({ event: "stage", stage: stage.value });
    }
    if (this.recovery_ !== recovery && recovery.key) wipe(recovery.key);
  }
}

function neededAfter(what: ServerTrouble): RecoveryNeeds | null {
  if (what.code === "session_expired") return "signing_in";
  return what.code === "not_found" ? "asking_again" : null;
}

function signInProblem(what: ServerTrouble): Problem {
  return what.code === "session_expired" ? problem("wrong_password") : serverProblem(what);
}

export function serverProblem(what: ServerTrouble): Problem {
  switch (what.code) {
    case "refused":
    case "server_trouble":
      return problem(what.code, what.says || undefined);
    case "not_found":
      return problem("server_trouble", what.says || undefined);
    default:
      return problem(what.code);
  }
}
