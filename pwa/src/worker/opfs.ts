// The files of one person's database in the browser's private file system (laws T3,
// T4, T5). Only a dedicated worker may use this: synchronous handles exist nowhere else.
//
//   people/<user id>/homeward.db, -journal, -wal    the encrypted database
//   people/<user id>/slots.json                     who can open it (keys.ts)

import { fine, trouble, type Outcome } from "./outcome";

/** The names SQLite asks for; the module opens the first. */
export const databaseName = "homeward.db";
const databaseFiles = [databaseName, `${databaseName}-journal`, `${databaseName}-wal`];

/** Without this much the screens warn: many times what a day's interviews take. */
const roomWanted = 50_000_000;

export type StorageTrouble =
  /** The browser has no private files for us: private window, policy, or too old. */
  | { code: "no_storage"; detail: string }
  /** Another tab has this person's database open (T4). */
  | { code: "another_tab" }
  | { code: "storage_full" }
  | { code: "not_found" }
  | { code: "unexpected"; detail: string };

export interface NamedHandle {
  name: string;
  handle: FileSystemSyncAccessHandle;
}

export interface PersonFiles {
  folder: FileSystemDirectoryHandle;
  /** Handed to the module, which reads and writes them until `close`. */
  files: NamedHandle[];
  /** Ending the worker does the same. */
  close(): void;
}

/** Opens the folder of `user` (32 hex digits), made anew where `create` says so. */
export async function openFolder(
  user: string,
  create: boolean,
): Promise<Outcome<FileSystemDirectoryHandle, StorageTrouble>> {
  return attempt(async () => {
    if (!isUser(user)) throw new Error("a user id is 32 hex digits");
    const people = await peopleFolder();
    return create ? folderIn(people, user) : people.getDirectoryHandle(user);
  });
}

/** User ids of those with a folder on this tablet. */
export async function usersHere(): Promise<Outcome<string[], StorageTrouble>> {
  return attempt(async () => {
    const names: string[] = [];
    for await (const name of (await peopleFolder()).keys()) names.push(name);
    return names.filter(isUser).sort();
  });
}

/** Takes the exclusive handles of the database, creating its files where there are none. */
export async function openFiles(
  folder: FileSystemDirectoryHandle,
): Promise<Outcome<PersonFiles, StorageTrouble>> {
  const files: NamedHandle[] = [];
  const close = () => files.splice(0).forEach(({ handle }) => handle.close());
  const opened = await attempt(async () => {
    for (const name of databaseFiles) {
      files.push({ name, handle: await exclusiveHandle(await fileIn(folder, name)) });
    }
    return { folder, files, close };
  });
  if (!opened.ok) close();
  return opened;
}

/** How much the database's files hold, none of them opened. */
export async function octetsIn(
  folder: FileSystemDirectoryHandle,
): Promise<Outcome<number, StorageTrouble>> {
  return attempt(async () => {
    let octets = 0;
    for (const name of databaseFiles) octets += (await fileOf(folder, name))?.size ?? 0;
    return octets;
  });
}

/** Replaces a small file so that a crash at any moment leaves the old or the new text. */
export async function writeText(
  folder: FileSystemDirectoryHandle,
  name: string,
  text: string,
): Promise<Outcome<void, StorageTrouble>> {
  return attempt(async () => {
    await writeThrough(folder, `${name}.new`, text);
    await writeThrough(folder, name, text);
    await folder.removeEntry(`${name}.new`);
  });
}

/** The texts to try in turn: the file, then what an interrupted writeText left beside it. */
export async function readTexts(
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<Outcome<string[], StorageTrouble>> {
  return attempt(async () => {
    const texts: string[] = [];
    for (const candidate of [name, `${name}.new`]) {
      const text = await textOf(folder, candidate);
      if (text !== null) texts.push(text);
    }
    return texts;
  });
}

/**
 * Whether the browser has promised not to clear our files by itself (T5). Only the page
 * can ask for the promise: `navigator.storage.persist()` does not exist in a worker.
 */
export function persisted(): Promise<boolean> {
  return navigator.storage.persisted();
}

/**
 * Whether `roomWanted` more could be stored just now. `storage.estimate()` cannot tell:
 * Chromium always answers ten gigabytes more than is used. So a file is stretched to
 * that size, which asks the browser's own ledger, and shrunk again.
 */
export async function hasRoom(): Promise<Outcome<boolean, StorageTrouble>> {
  const tried = await attempt(async () => {
    const folder = await peopleFolder();
    const handle = await exclusiveHandle(await fileIn(folder, "room"));
    try {
      handle.truncate(roomWanted);
    } finally {
      handle.truncate(0);
      handle.close();
    }
    return true;
  });
  return !tried.ok && tried.trouble.code === "storage_full" ? fine(false) : tried;
}

function isUser(name: string): boolean {
  return /^[0-9a-f]{32}$/.test(name);
}

async function peopleFolder(): Promise<FileSystemDirectoryHandle> {
  if (!("storage" in navigator) || !("getDirectory" in navigator.storage)) {
    throw new DOMException("this browser has no private files", "SecurityError");
  }
  const root = await navigator.storage.getDirectory();
  return folderIn(root, "people");
}

// What exists is opened without `create`, which a full disk refuses even then.

async function folderIn(
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<FileSystemDirectoryHandle> {
  return existingOr(folder.getDirectoryHandle(name), () =>
    folder.getDirectoryHandle(name, { create: true }),
  );
}

async function fileIn(
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<FileSystemFileHandle> {
  return existingOr(folder.getFileHandle(name), () =>
    folder.getFileHandle(name, { create: true }),
  );
}

async function existingOr<T>(existing: Promise<T>, make: () => Promise<T>): Promise<T> {
  try {
    return await existing;
  } catch (error) {
    if (nameOf(error) !== "NotFoundError") throw error;
    return make();
  }
}

/** A worker that has just ended lets go of its handles a moment later, hence the patience. */
async function exclusiveHandle(file: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
  const tries = 10;
  const pauseMs = 50;
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      if (nameOf(error) !== "NoModificationAllowedError" || left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

async function writeThrough(folder: FileSystemDirectoryHandle, name: string, text: string) {
  const handle = await exclusiveHandle(await fileIn(folder, name));
  try {
    const octets = new TextEncoder().encode(text);
    handle.truncate(0);
    if (handle.write(octets, { at: 0 }) !== octets.length) {
      throw new DOMException("the file was not written whole", "QuotaExceededError");
    }
    handle.flush();
  } finally {
    handle.close();
  }
}

async function textOf(folder: FileSystemDirectoryHandle, name: string): Promise<string | null> {
  return (await fileOf(folder, name))?.text() ?? null;
}

async function fileOf(folder: FileSystemDirectoryHandle, name: string): Promise<File | null> {
  try {
    return await (await folder.getFileHandle(name)).getFile();
  } catch (error) {
    if (nameOf(error) === "NotFoundError") return null;
    throw error;
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<Outcome<T, StorageTrouble>> {
  try {
    return fine(await work());
  } catch (error) {
    return trouble(troubleOf(error));
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : "";
}

function troubleOf(error: unknown): StorageTrouble {
  const detail = String(error);
  switch (nameOf(error)) {
    case "NoModificationAllowedError":
      return { code: "another_tab" };
    case "QuotaExceededError":
      return { code: "storage_full" };
    case "NotFoundError":
      return { code: "not_found" };
    case "SecurityError":
    case "NotAllowedError":
      return { code: "no_storage", detail };
    default:
      return { code: "unexpected", detail };
  }
}
