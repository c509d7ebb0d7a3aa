// Opening and making a person's database (T2). The key lives here only for as long as
// it takes to hand it to the module.

import factory from "@module/homeward.js";
import wasmUrl from "@module/homeward.wasm?url";
import { words } from "../words";
import type { Person, Problem } from "./api";
import { Core, type ClientExports } from "./core";
import { createKey, resetPassphrase, unlock, type KeyTrouble } from "./keys";
import { loadModule, type Factory, type Module } from "./module";
import {
  databaseName,
  octetsIn,
  openFiles,
  openFolder,
  readTexts,
  usersHere,
  writeText,
  type PersonFiles,
  type StorageTrouble,
} from "./opfs";
import { fine, fromHex, trouble, wipe, type Octets, type Outcome } from "./outcome";
import { problem, problemOf } from "./problems";
import type { Who } from "./server";
import { loadSlots, saveSlots, type Slots, type SlotsTrouble } from "./slots";

/** An open database; `close` lets go of its files. */
export interface OpenDatabase {
  core: Core;
  close(): void;
}

type Told<T> = Outcome<T, Problem>;

const originFile = "origin.txt";

export async function peopleHere(): Promise<Told<Person[]>> {
  const users = await usersHere();
  if (!users.ok) return trouble(storageProblem(users.trouble));
  const people: Person[] = [];
  for (const user of users.value) {
    const slots = await slotsOf(user);
    if (slots.ok) people.push(slots.value.person);
    else if (await holdsSomething(user)) people.push({ user, ...words.unlock.unreadable });
  }
  return fine(people);
}

export async function slotsOf(user: string): Promise<Told<Slots>> {
  const folder = await openFolder(user, false);
  if (!folder.ok) return trouble(storageProblem(folder.trouble));
  const slots = await loadSlots(folder.value);
  return slots.ok ? slots : trouble(slotsProblem(slots.trouble));
}

/** The origin of a database that is not open: who asks for recovery says which it is. */
export async function originOf(user: string): Promise<string | null> {
  const folder = await openFolder(user, false);
  if (!folder.ok) return null;
  const texts = await readTexts(folder.value, originFile);
  return texts.ok ? (texts.value[0] ?? null) : null;
}

/** The first time: a new key, its slots, an empty database that knows whose it is. */
export async function createDatabase(who: Who, passphrase: string): Promise<Told<OpenDatabase>> {
  const recoveryKey = fromHex(who.authority.recovery_key, 32);
  if (recoveryKey === null) return trouble(problem("server_trouble"));
  return withModule(who.user.id, true, async (files, module) => {
    const slots = await loadSlots(files.folder);
    const isFree = files.files.every(({ handle }) => handle.getSize() === 0);
    if (slots.ok || !isFree) return trouble(cannotBeRead());
    const made = await createKey(personOf(who), passphrase, recoveryKey, argon2idOf(module));
    if (!made.ok) return trouble(keyProblem(made.trouble));
    // Before anything is written that only they can open.
    const saved = await saveSlots(files.folder, made.value.slots);
    if (!saved.ok) return trouble(storageProblem(saved.trouble));
    const opened = openWith(module, files, made.value.key);
    return opened.ok ? identified(opened.value, files, who) : opened;
  });
}

/** `coming` is who has just signed in: for a database whose making was interrupted. */
export async function unlockDatabase(
  user: string,
  passphrase: string,
  coming: Who | null,
): Promise<Told<OpenDatabase>> {
  const slots = await slotsOf(user);
  if (!slots.ok) return slots;
  return withModule(user, false, async (files, module) => {
    const key = await unlock(slots.value, passphrase, argon2idOf(module));
    if (!key.ok) return trouble(keyProblem(key.trouble));
    const opened = openWith(module, files, key.value);
    if (!opened.ok || opened.value.core.isIdentified()) return opened;
    if (coming?.user.id !== user) return trouble(problem("session_expired"));
    return identified(opened.value, files, coming);
  });
}

/** One that unlocking calls damaged, to carry off what is unsent in it. Nobody works in it. */
export async function openDamaged(user: string, passphrase: string): Promise<Told<OpenDatabase>> {
  const slots = await slotsOf(user);
  if (!slots.ok) return slots;
  return withModule(user, false, async (files, module) => {
    const key = await unlock(slots.value, passphrase, argon2idOf(module));
    return key.ok ? openWith(module, files, key.value, true) : trouble(keyProblem(key.trouble));
  });
}

/** After recovery: `key` came back from the council, and gets a new passphrase. */
export async function reopenDatabase(
  user: string,
  key: Octets,
  passphrase: string,
): Promise<Told<OpenDatabase>> {
  const slots = await slotsOf(user);
  if (!slots.ok) return slots;
  return withModule(user, false, async (files, module) => {
    const changed = await resetPassphrase(slots.value, key, passphrase, argon2idOf(module));
    if (!changed.ok) return trouble(keyProblem(changed.trouble));
    const saved = await saveSlots(files.folder, changed.value);
    return saved.ok ? openWith(module, files, key) : trouble(storageProblem(saved.trouble));
  });
}

function storageProblem(what: StorageTrouble): Problem {
  return what.code === "unexpected" ? problem("no_storage") : problem(what.code);
}

/** Slots that are not there or cannot be read say nothing of the work beside them. */
function slotsProblem(what: SlotsTrouble): Problem {
  const known = what.code === "another_tab" || what.code === "no_storage";
  return known ? problem(what.code) : cannotBeRead();
}

function cannotBeRead(): Problem {
  return { code: "damaged", ...words.unlock.cannot_be_read };
}

/** Only where it is certain that there is nothing may somebody begin anew. */
async function holdsSomething(user: string): Promise<boolean> {
  const folder = await openFolder(user, false);
  if (!folder.ok) return folder.trouble.code !== "not_found";
  const octets = await octetsIn(folder.value);
  return !octets.ok || octets.value > 0;
}

/** Whatever does not end in an open database lets go of the files again. */
async function withModule(
  user: string,
  create: boolean,
  use: (files: PersonFiles, module: Module<ClientExports>) => Promise<Told<OpenDatabase>>,
): Promise<Told<OpenDatabase>> {
  const folder = await openFolder(user, create);
  if (!folder.ok) return trouble(storageProblem(folder.trouble));
  const files = await openFiles(folder.value);
  if (!files.ok) return trouble(storageProblem(files.trouble));
  try {
    const make = factory as Factory<ClientExports>;
    const module = await loadModule<ClientExports>(make, wasmUrl, files.value.files);
    const opened = await use(files.value, module);
    if (!opened.ok) closeBoth(module, files.value);
    return opened;
  } catch (error) {
    files.value.close();
    throw error;
  }
}

function openWith(
  module: Module<ClientExports>,
  files: PersonFiles,
  key: Octets,
  evenDamaged = false,
): Told<OpenDatabase> {
  const opened = module.open(databaseName, key, evenDamaged);
  wipe(key);
  if (!opened.ok) return trouble(problemOf(opened.trouble));
  return fine({ core: new Core(module), close: () => closeBoth(module, files) });
}

async function identified(
  opened: OpenDatabase,
  files: PersonFiles,
  who: Who,
): Promise<Told<OpenDatabase>> {
  const done = opened.core.identify(JSON.stringify(who));
  if (!done.ok) return trouble(problemOf(done.trouble));
  const tablet = opened.core.call<{ origin: string }>("this_tablet", {});
  if (!tablet.ok) return trouble(tablet.problem);
  const kept = await writeText(files.folder, originFile, tablet.value.origin);
  return kept.ok ? fine(opened) : trouble(storageProblem(kept.trouble));
}

function closeBoth(module: Module<ClientExports>, files: PersonFiles): void {
  module.close();
  files.close();
}

function argon2idOf(module: Module<ClientExports>) {
  return module.argon2id.bind(module);
}

function personOf({ user }: Who): Person {
  return { user: user.id, name: user.name, organisation: user.organisation };
}

function keyProblem(what: KeyTrouble): Problem {
  return what.code === "refused" ? problem("damaged") : problem(what.code);
}
