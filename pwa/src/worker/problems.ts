// What went wrong here, as a Problem the screens can show. The words are in words.ts.

import { words } from "../words";
import type { Answer, Problem } from "./api";
import type { ModuleTrouble } from "./module";

export type Code = Problem["code"];

/** `detail` says what exactly, where the code's own words are too general. */
export function problem(code: Code, detail?: string): Problem {
  const { says, todo } = words.problems[code];
  return { code, says: detail ?? says, todo };
}

export const no = (code: Code, detail?: string) =>
  ({ ok: false, problem: problem(code, detail) }) as const;
export const yes = <T>(value: T): Answer<T> => ({ ok: true, value });

/** Of a failure to open the database or to sync (core/base/result.h). */
export function problemOf(trouble: ModuleTrouble): Problem {
  switch (trouble.code) {
    case "full":
      return problem("storage_full");
    case "corrupt":
    case "refused":
      return problem("damaged");
    case "unavailable":
      return problem("busy");
    default:
      return problem("unexpected");
  }
}
