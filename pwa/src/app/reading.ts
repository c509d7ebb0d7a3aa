// Reads something from the worker for a screen, and reads it again when the worker
// says that it changed. An older answer never overwrites a newer one, and a refusal
// leaves what was read before in view, unless it is that it is here no longer.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { CallName, Calls, Id, Problem } from "../worker/api";
import { use_desk } from "./desk";

export type Reading<T> = {
  value: T | null;
  problem: Problem | null;
  again: () => Promise<void>;
};

export function use_reading<N extends CallName>(
  name: N,
  args: Calls[N]["args"],
  matters: (records: Id[]) => boolean = () => true,
): Reading<Calls[N]["value"]> {
  type Value = Calls[N]["value"];
  const { client } = use_desk();
  const asked = JSON.stringify([name, args]);
  type Got = { asked: string; value: Value | null; problem: Problem | null };
  const [got, set_got] = useState<Got | null>(null);
  const last = useRef(0);
  const newest = useRef<Promise<void>>(Promise.resolve());

  /** Settles when what it read, or something newer, is in view. */
  const again = useCallback(() => {
    const turn = ++last.current;
    const read = async () => {
      const answer = await client.call(name, args);
      if (turn !== last.current) return;
      set_got((before) => {
        if (answer.ok) return { asked, value: answer.value, problem: null };
        const gone = answer.problem.code === "not_found"; // what left the tablet leaves the page (S7)
        return {
          asked,
          value: !gone && before?.asked === asked ? before.value : null,
          problem: answer.problem,
        };
      });
    };
    const before = newest.current;
    newest.current = read();
    return Promise.all([before, newest.current]).then(() => newest.current);
  }, [client, asked]);

  useEffect(() => {
    void again();
    return () => void last.current++;
  }, [again]);

  useEffect(
    () =>
      client.listen((event) => {
        if (event.event !== "changed") return;
        if (event.records.length === 0 || matters(event.records)) void again();
      }),
    [client, again],
  );

  const current = got?.asked === asked ? got : null;
  return { value: current?.value ?? null, problem: current?.problem ?? null, again };
}
