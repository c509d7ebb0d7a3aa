// The browser refused storage: told before it costs anything (T5).
import { use_acting } from "../../app/acting";
import { use_desk } from "../../app/desk";
import { Page } from "../../parts/page";
import { ProblemNotice } from "../../parts/problem";
import type { Problem } from "../../worker/api";
import { words } from "../../words";

const told = words.no_storage;

export function NoStorage({ problem }: { problem: Problem }) {
  const { client, enter } = use_desk();
  const { busy, act } = use_acting();
  return (
    <Page title={told.title}>
      <p class="govuk-body-l">{told.lead}</p>
      <ProblemNotice problem={problem} />
      <h2 class="govuk-heading-m">{told.likely}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {told.tips.map((tip) => (
          <li key={tip}>{tip}</li>
        ))}
      </ul>
      <button
        type="button"
        class="govuk-button"
        aria-disabled={busy}
        onClick={() => void act(() => client.call("start", {}), enter)}
      >
        {told.button}
      </button>
    </Page>
  );
}
