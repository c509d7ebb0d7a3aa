// Why something may not be done: said before anyone sets out to do it.
import type { GuardView, Key, RecordView } from "../../worker/api";
import { words } from "../../words";
import { Why } from "./why";

const told = words.policy;

function Guard({ guard }: { guard: GuardView }) {
  const { judge } = guard;
  return (
    <div class="hw-guard">
      <div class="govuk-warning-text">
        <span class="govuk-warning-text__icon" aria-hidden="true">
          !
        </span>
        <strong class="govuk-warning-text__text">
          <span class="govuk-visually-hidden">{told.warning}</span>
          {guard.what}
        </strong>
      </div>
      <p class="govuk-body">
        {guard.because}
        {judge.side && <span class="hw-quiet"> {told.sides[judge.side](judge.name)}.</span>}
      </p>
      <Why rule={guard} what={guard.what} />
    </div>
  );
}

export function Guards({ guards }: { guards: GuardView[] }) {
  return (
    <>
      {guards.map((guard) => (
        <Guard key={`${guard.judge.name} ${guard.rule} ${guard.key} ${guard.what}`} guard={guard} />
      ))}
    </>
  );
}

export const guards_of = (view: RecordView, key: Key) =>
  view.guards.filter((guard) => guard.key === key);

/** Those that are about no question which is asked. */
export function guards_of_all(view: RecordView): GuardView[] {
  const asked = view.sections.flatMap(({ questions }) =>
    questions.filter(({ relevant }) => relevant).map(({ key }) => key),
  );
  return view.guards.filter(({ key }) => key === null || !asked.includes(key));
}
