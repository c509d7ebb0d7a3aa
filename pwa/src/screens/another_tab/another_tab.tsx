// One tab owns the database (T4); this one offers to take over.
import { use_acting } from "../../app/acting";
import { use_desk } from "../../app/desk";
import { Page } from "../../parts/page";
import { ProblemNotice } from "../../parts/problem";
import { words } from "../../words";

export function AnotherTab() {
  const { client, enter } = use_desk();
  const { busy, problem, act } = use_acting();
  return (
    <Page title={words.another_tab.title}>
      <p class="govuk-body-l">{words.another_tab.says}</p>
      <p class="govuk-body">{words.another_tab.todo}</p>
      {problem && <ProblemNotice problem={problem} />}
      <button
        type="button"
        class="govuk-button"
        aria-disabled={busy}
        onClick={() => void act(() => client.call("take_over", {}), enter)}
      >
        {words.another_tab.button}
      </button>
    </Page>
  );
}
