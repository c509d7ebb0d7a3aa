// slots.json: what can open a person's database (law T2). Format: docs/decisions/0004.
//
// Nothing in it is secret without a passphrase or the authority's recovery key. Slots
// of a kind this version does not know are kept as they are.

import type { Person } from "./api";
import { readTexts, writeText, type StorageTrouble } from "./opfs";
import { fine, fromHex, trouble, type Octets, type Outcome } from "./outcome";

export const slotsFormat = 1;
const fileName = "slots.json";

export interface PassphraseSlot {
  kind: "passphrase";
  memory_kib: number;
  passes: number;
  salt: string; // 16 octets in hex, as all that follow
  nonce: string; // 12
  wrapped: string; // 48
}

export interface RecoverySlot {
  kind: "recovery";
  sealed: string; // 89, see sealedOctets
}

export interface OtherSlot {
  kind: "other";
  kept: Record<string, unknown>;
}

export interface Slots {
  person: Person;
  /** Shows whether a key is this database's, without telling the key; 16 octets in hex. */
  check: string;
  slots: (PassphraseSlot | RecoverySlot | OtherSlot)[];
}

/** Version 1, key id 8, ephemeral public key 32, sealed key 32, tag 16. */
export const sealedOctets = 89;

export type SlotsTrouble = StorageTrouble | { code: "damaged"; detail: string };

export async function saveSlots(
  folder: FileSystemDirectoryHandle,
  slots: Slots,
): Promise<Outcome<void, StorageTrouble>> {
  return writeText(folder, fileName, writeSlots(slots));
}

/** `not_found` where the folder has none yet. */
export async function loadSlots(
  folder: FileSystemDirectoryHandle,
): Promise<Outcome<Slots, SlotsTrouble>> {
  const texts = await readTexts(folder, fileName);
  if (!texts.ok) return texts;
  let last: Outcome<Slots, SlotsTrouble> = trouble({ code: "not_found" });
  for (const text of texts.value) {
    last = parseSlots(text);
    if (last.ok) return last;
  }
  return last;
}

export function writeSlots({ person, check, slots }: Slots): string {
  const kept = slots.map((slot) => (slot.kind === "other" ? slot.kept : slot));
  return JSON.stringify({ format: slotsFormat, person, check, slots: kept }, null, 1);
}

export function parseSlots(text: string): Outcome<Slots, SlotsTrouble> {
  const damaged = (detail: string) => trouble({ code: "damaged", detail } as const);
  const file = parseObject(text);
  if (file === null) return damaged("slots.json is not a JSON object");
  if (file["format"] !== slotsFormat) return damaged("slots.json was made by a newer version");
  const person = parsePerson(file["person"]);
  if (person === null) return damaged("slots.json: person");
  const check = file["check"];
  if (typeof check !== "string" || !fromHex(check, 16)) return damaged("slots.json: check");
  if (!Array.isArray(file["slots"])) return damaged("slots.json: slots");
  const slots = [];
  for (const entry of file["slots"] as unknown[]) {
    const slot = isObject(entry) ? parseSlot(entry) : null;
    if (slot === null) return damaged(`slots.json: slot ${slots.length + 1}`);
    slots.push(slot);
  }
  return fine({ person, check, slots });
}

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseObject(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function parsePerson(value: unknown): Person | null {
  if (!isObject(value)) return null;
  const { user, name, organisation } = value;
  const whole = typeof name === "string" && typeof organisation === "string";
  return fromHex(user, 16) && whole ? { user: user as string, name, organisation } : null;
}

function parseSlot(slot: Json): Slots["slots"][number] | null {
  switch (slot["kind"]) {
    case "passphrase":
      return parsePassphraseSlot(slot);
    case "recovery":
      return fromHex(slot["sealed"], sealedOctets)
        ? { kind: "recovery", sealed: slot["sealed"] as string }
        : null;
    default:
      return { kind: "other", kept: slot };
  }
}

function parsePassphraseSlot(slot: Json): PassphraseSlot | null {
  const { memory_kib, passes, salt, nonce, wrapped } = slot;
  // A ceiling, so that a file changed by another hand cannot ask for all the memory.
  if (!isWhole(memory_kib, 8, 262_144) || !isWhole(passes, 1, 10)) return null;
  if (!fromHex(salt, 16) || !fromHex(nonce, 12) || !fromHex(wrapped, 48)) return null;
  return {
    kind: "passphrase",
    memory_kib,
    passes,
    salt: salt as string,
    nonce: nonce as string,
    wrapped: wrapped as string,
  };
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

/** Octets of a field that parseSlots has checked. */
export function octetsOf(hex: string): Octets {
  const octets = fromHex(hex, hex.length / 2);
  if (octets === null) throw new Error("slots.json was not checked before use");
  return octets;
}
