// Begins a record, or opens the one there is, and goes to it. A refusal is said here.
import { use_acting } from "../app/acting";
import { use_desk } from "../app/desk";
import { paths } from "../app/routes";
import { ProblemNotice } from "./problem";
import type { Calls, Id } from "../worker/api";

interface BeginProps {
  type: Calls["begin"]["args"]["type"];
  child: Id;
  episode: Id | null;
  instrument?: string | null;
  /** The rule whose duty the record does. */
  rule?: string | null;
  quiet?: boolean;
  /** Said of it to whoever cannot see what it stands beside. */
  about?: string;
  children: string;
}

export function Begin({
  type,
  child,
  episode,
  instrument = null,
  rule = null,
  quiet = false,
  about = "",
  children,
}: BeginProps) {
  const { client, place } = use_desk();
  const { busy, problem, act } = use_acting();
  const begin = () =>
    act(
      () =>
        client.call("begin", {
          type,
          child,
          episode,
          ...(instrument ? { instrument } : {}),
          ...(rule ? { rule } : {}),
        }),
      ({ record }) => place.go(paths.record(record)),
    );
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      <button
        type="button"
        class={`govuk-button${quiet ? " govuk-button--secondary" : ""}`}
        aria-disabled={busy}
        {...(about ? { "aria-label": `${children}: ${about}` } : {})}
        onClick={() => void begin()}
      >
        {children}
      </button>
    </>
  );
}
