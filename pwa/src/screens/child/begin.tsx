// Begins a record, or opens the one there is, and goes to it. A refusal is said here.
import { use_acting } from "../../app/acting";
import { use_desk } from "../../app/desk";
import { paths } from "../../app/routes";
import { ProblemNotice } from "../../parts/problem";
import type { Calls, Id } from "../../worker/api";

interface BeginProps {
  type: Calls["begin"]["args"]["type"];
  child: Id;
  episode: Id | null;
  instrument?: string | null;
  quiet?: boolean;
  children: string;
}

export function Begin({
  type,
  child,
  episode,
  instrument = null,
  quiet = false,
  children,
}: BeginProps) {
  const { client, place } = use_desk();
  const { busy, problem, act } = use_acting();
  const begin = () =>
    act(
      () => client.call("begin", { type, child, episode, ...(instrument ? { instrument } : {}) }),
      ({ record }) => place.go(paths.record(record)),
    );
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      <button
        type="button"
        class={`govuk-button${quiet ? " govuk-button--secondary" : ""}`}
        disabled={busy}
        onClick={() => void begin()}
      >
        {children}
      </button>
    </>
  );
}
