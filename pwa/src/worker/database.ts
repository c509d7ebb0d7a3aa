// Opening and making a person's database (T2). The key lives here only for as long as
// it takes to hand it to the module.

import factory from "@module/homeward.js";
import wasmUrl from "@module/homeward.wasm?url";
import type { Person, Problem } from "./api";
import { Core, type ClientExports } from "./core";
import { createKey, resetPassphrase, unlock, type KeyTrouble } from "./keys";
import { loadModule, type Factory, type Module } from "./module";
import {
  databaseName,
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
  }
  return fine(people);
}

export async function slotsOf(user: string): Promise<Told<Slots>> {
  const folder = await openFolder(user, false);
  if (!folder.ok) return trouble(storageProblem(folder.trouble));
  const slots = await loadSlots(folder.value);
  return slots.ok ? slots : trouble(storageProblem(slots.trouble));
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
    // Files without slots are what an attempt that never finished left: nothing of worth.
    for (const { handle } of files.files) handle.truncate(0);
    const made = await createKey(personOf(who), passphrase, recoveryKey, argon2idOf(module));
    if (!made.ok) return trouble(keyProblem(made.trouble));
    const opened = openWith(module, files, made.value.key);
    if (!opened.ok) return opened;
    const identified = opened.value.core.identify(JSON.stringify(who));
    if (!identified.ok) return trouble(problemOf(identified.trouble));
    const kept = await keepBeside(files, opened.value.core, made.value.slots);
    return kept.ok ? opened : kept;
  });
}

export async function unlockDatabase(
  user: string,
  passphrase: string,
): Promise<Told<OpenDatabase>> {
  const slots = await slotsOf(user);
  if (!slots.ok) return slots;
  return withModule(user, false, async (files, module) => {
    const key = await unlock(slots.value, passphrase, argon2idOf(module));
    return key.ok ? openWith(module, files, key.value) : trouble(keyProblem(key.trouble));
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

export function storageProblem(what: StorageTrouble | SlotsTrouble): Problem {
  return what.code === "unexpected" ? problem("no_storage") : problem(what.code);
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
): Told<OpenDatabase> {
  const opened = module.open(databaseName, key);
  wipe(key);
  if (!opened.ok) return trouble(problemOf(opened.trouble));
  return fine({ core: new Core(module), close: () => closeBoth(module, files) });
}

async function keepBeside(files: PersonFiles, core: Core, slots: Slots): Promise<Told<void>> {
  const answer = core.call<{ origin: string }>("this_tablet", {});
  if (!answer.ok) return trouble(answer.problem);
  const origin = await writeText(files.folder, originFile, answer.value.origin);
  if (!origin.ok) return trouble(storageProblem(origin.trouble));
  const saved = await saveSlots(files.folder, slots);
  return saved.ok ? saved : trouble(storageProblem(saved.trouble));
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
