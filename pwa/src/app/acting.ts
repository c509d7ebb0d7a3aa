// Doing one thing at a time: a button that was pressed twice acts once, and a
// refusal is kept to be shown.
import { useRef, useState } from "preact/hooks";
import type { Answer, Problem } from "../worker/api";
import { words } from "../words";

export interface Acting {
  /** Told by `aria-disabled`: a button that is disabled loses the focus. */
  busy: boolean;
  problem: Problem | null;
  act<T>(work: () => Promise<Answer<T>>, done?: (value: T) => void): Promise<void>;
  /** The problem of an earlier attempt is no longer in question. */
  forget(): void;
}

/** A file that can no longer be read, say. */
function unforeseen(cause: unknown): Answer<never> {
  console.error(cause); // for whoever finds out why
  return { ok: false, problem: { code: "unexpected", ...words.problems.unexpected } };
}

export function use_acting(): Acting {
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const running = useRef(false);

  async function act<T>(work: () => Promise<Answer<T>>, done?: (value: T) => void): Promise<void> {
    if (running.current) return;
    running.current = true;
    set_busy(true);
    try {
      const answer = await work().catch(unforeseen);
      set_problem(answer.ok ? null : answer.problem);
      if (answer.ok) done?.(answer.value);
    } finally {
      running.current = false;
      set_busy(false);
    }
  }
  return { busy, problem, act, forget: () => set_problem(null) };
}
