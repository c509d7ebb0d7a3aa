// Facts that do not fit together: shown, and never corrected by anyone but a person.
import { words } from "../../words";

const told = words.policy;

export function Questions({ questions }: { questions: string[] }) {
  if (questions.length === 0) return null;
  return (
    <div class="hw-questions">
      <p class="govuk-body govuk-!-font-weight-bold">
        <span class="hw-questions__mark" aria-hidden="true">
          ?
        </span>
        {told.questions}
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {questions.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p class="hw-quiet">{told.questions_lead}</p>
    </div>
  );
}
