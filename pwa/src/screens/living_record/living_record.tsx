// Any record with sections that is made at a desk or in a meeting: a plan, an assessment, a
// notification, the episode itself. What it asks and what it is for, its form says.
import type { OpenRecord } from "../../app/open_record";
import { paths } from "../../app/routes";
import { asked_sections } from "../../app/steps";
import { Assessment } from "../../parts/assessment";
import { ButtonLink } from "../../parts/link";
import { ToCheck } from "../../parts/onward";
import { Page } from "../../parts/page";
import { RecordStrip } from "../../parts/record_strip";
import { StageTag } from "../../parts/tag";
import type { RecordView } from "../../worker/api";
import { words } from "../../words";
import { Notices, Others, Task } from "../interview/tasks";

const told = words.interview;

/** Reading it through, submitting it, and deciding on it. */
export function Onward({ view }: { view: RecordView }) {
  return (
    <div class="govuk-button-group">
      <ToCheck view={view} quiet={view.reviewed === "if_asked"} />
      {view.can.decide && <ButtonLink to={paths.review(view.id)}>{told.to_review}</ButtonLink>}
    </div>
  );
}

export function LivingRecord({ record }: { record: OpenRecord }) {
  const { view } = record;
  return (
    <Page title={view.title} back={{ to: paths.child(view.child), text: view.child_name }} calm>
      <RecordStrip record={record} />
      <StageTag view={view} />
      <Notices record={record} />
      {view.assessment && <Assessment assessment={view.assessment} />}
      {view.can.write && <p class="govuk-body">{told.intro}</p>}
      <h2 class="govuk-visually-hidden">{told.sections}</h2>
      <ul class="govuk-task-list hw-tasks">
        {asked_sections(view).map((section) => (
          <Task key={section.id} view={view} section={section} />
        ))}
      </ul>
      <Onward view={view} />
      <Others view={view} />
    </Page>
  );
}
