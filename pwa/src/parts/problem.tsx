// A Problem as it is shown: what happened, what is safe, what to do. Never red.
import type { ComponentChildren } from "preact";
import type { Problem } from "../worker/api";
import { words } from "../words";
import { Page } from "./page";
import { paths } from "../app/routes";

function told(problem: Problem) {
  const known = words.problems[problem.code];
  return { says: problem.says || known.says, todo: problem.todo || known.todo };
}

export function ProblemNotice({
  problem,
  children,
}: {
  problem: Problem;
  children?: ComponentChildren;
}) {
  const { says, todo } = told(problem);
  return (
    <div class="hw-notice" role="alert">
      <p class="govuk-body govuk-!-font-weight-bold">{says}</p>
      <p class="govuk-body">{todo}</p>
      {children}
    </div>
  );
}

export function ProblemPage({ problem, again }: { problem: Problem; again: () => Promise<void> }) {
  return (
    <Page title={words.common.there_is_a_problem} back={{ to: paths.home }}>
      <ProblemNotice problem={problem} />
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        onClick={() => void again()}
      >
        {words.common.try_again}
      </button>
    </Page>
  );
}
