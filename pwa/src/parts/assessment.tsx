// How an assessment scores: the category in words, and always what a score does not say.
import type { AssessmentView } from "../worker/api";
import { words } from "../words";

const told = words.assessment;

/** One line, while it is being ticked. */
export function ScoreLine({ assessment }: { assessment: AssessmentView }) {
  return (
    <p class="govuk-body hw-score__line" role="status">
      <strong>{assessment.category_words}</strong> · {assessment.score_words}
    </p>
  );
}

function Aged({ aged }: { aged: NonNullable<AssessmentView["aged"]> }) {
  return (
    <div class="govuk-inset-text">
      <h3 class="govuk-heading-s">{told.aged_title}</h3>
      <p class="govuk-body">{aged.words}</p>
      <ul class="govuk-list govuk-list--bullet">
        {aged.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}

export function Assessment({ assessment }: { assessment: AssessmentView }) {
  return (
    <section class="hw-score">
      <h2 class="govuk-heading-m">{told.title}</h2>
      <p class="hw-score__category">{assessment.judged_words || assessment.category_words}</p>
      <p class="govuk-body">
        {assessment.judged_words && <>{assessment.category_words} · </>}
        {assessment.score_words}
      </p>
      {assessment.unsettled && <p class="govuk-body hw-gently">{told.unsettled}</p>}
      <p class="govuk-body">{assessment.advice}</p>
      {assessment.aged && <Aged aged={assessment.aged} />}
      <p class="hw-quiet">
        {assessment.instrument}. {assessment.from}
      </p>
    </section>
  );
}
