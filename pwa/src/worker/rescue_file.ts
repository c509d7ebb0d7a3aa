// Unsent work as a file that only the council can read (S7), as server/rescue.h has it.

import { words } from "../words";
import type { Answer, RescueFile } from "./api";
import type { Core } from "./core";
import { openDamaged } from "./database";
import { sealToAuthority } from "./keys";
import { fromHex, join, type Octets } from "./outcome";
import { no, problemOf, yes } from "./problems";
import type { Who } from "./server";

const purpose = "homeward rescue 1";

/** Of what is numbered; nothing where all of it is sent, or none may be taken as it is. */
export async function rescueFile(core: Core, who: Who): Promise<Answer<RescueFile | null>> {
  const key = fromHex(who.authority.recovery_key, 32);
  if (key === null) return no("refused");
  const rescue = core.rescue();
  if (!rescue.ok) return { ok: false, problem: problemOf(rescue.trouble) };
  return yes(rescue.value.length === 0 ? null : await sealed(core, who.user.id, rescue.value, key));
}

/**
 * Of a database that does not hold together: what is typed is numbered in it as far as that
 * can be done, so that a second file of it tells the same.
 */
export async function rescueDamaged(user: string, passphrase: string): Promise<Answer<RescueFile>> {
  const opened = await openDamaged(user, passphrase);
  if (!opened.ok) return { ok: false, problem: opened.trouble };
  try {
    const { core } = opened.value;
    const kept = core.kept("who");
    if (kept === null) return unreadable();
    const numbered = core.call("number_all", {});
    const file = await rescueFile(core, JSON.parse(kept) as Who);
    if (!file.ok) return unreadable();
    if (file.value !== null) {
      return yes({ ...file.value, is_whole: file.value.is_whole && numbered.ok });
    }
    const left = leftOut(core);
    if (!numbered.ok || left === null) return unreadable();
    const count = left.unfinished + left.remarks;
    return no("refused", count > 0 ? words.unlock.damaged.only_here(count) : words.unlock.damaged.nothing);
  } finally {
    opened.value.close();
  }
}

interface LeftOut {
  files: number;
  unfinished: number;
  remarks: number;
}

/** Of the rescue made last; null where it cannot be counted. */
function leftOut(core: Core): LeftOut | null {
  const left = core.call<LeftOut>("left_out_of_rescue", {});
  return left.ok ? left.value : null;
}

function unreadable(): Answer<RescueFile> {
  return { ok: false, problem: { code: "damaged", ...words.unlock.damaged.unreadable } };
}

async function sealed(core: Core, user: string, rescue: Octets, key: Octets): Promise<RescueFile> {
  const octets = await sealToAuthority(rescue, purpose, user, key);
  const head = new TextEncoder().encode(`${purpose}\n${user}\n`);
  const left = leftOut(core);
  return {
    name: `homeward-unsent-${new Date().toISOString().slice(0, 10)}.rescue`,
    octets: join(head, octets),
    left_out: left?.files ?? 0,
    unfinished: left?.unfinished ?? 0,
    remarks: left?.remarks ?? 0,
    is_whole: left !== null,
  };
}
