// A record short enough for one page: an offer, a consent, a note, a photograph.
import { use_acting } from "../../app/acting";
import { use_desk } from "../../app/desk";
import type { OpenRecord } from "../../app/open_record";
import { paths } from "../../app/routes";
import { AskOne } from "../../parts/answer/question";
import { FileBox } from "../../parts/file_box";
import { Page } from "../../parts/page";
import { ProblemNotice } from "../../parts/problem";
import { RecordStrip } from "../../parts/record_strip";
import { StageTag } from "../../parts/tag";
import type { RecordView } from "../../worker/api";
import { words } from "../../words";
import { Notices } from "../interview/tasks";
import { Onward } from "../living_record/living_record";

const told = words.short_form;

/** What a photograph shows, as its caption says. */
const name_of = ({ answers, title }: RecordView) =>
  answers["about.title"]?.heads[0]?.words ?? title;

export function ShortForm({ record }: { record: OpenRecord }) {
  const { client, place } = use_desk();
  const { busy, problem, act } = use_acting();
  const { view, unfinished } = record;
  const done = () =>
    act(
      async () => {
        await record.autosave.flush();
        return client.call("leave", { record: view.id, key: null });
      },
      () => {
        if (record.autosave.at_risk().length === 0) place.go(paths.child(view.child));
      },
    );
  return (
    <Page title={view.title} back={{ to: paths.child(view.child), text: view.child_name }} calm>
      <RecordStrip record={record} />
      <StageTag view={view} />
      <Notices record={record} />
      {view.file && <FileBox record={view.id} title={name_of(view)} file={view.file} />}
      {view.sections.map((section) => (
        <section key={section.id}>
          {section.intro && <p class="govuk-body">{section.intro}</p>}
          {section.questions
            .filter(({ relevant }) => relevant)
            .map((question) => (
              <AskOne key={question.key} record={record} question={question} plain />
            ))}
        </section>
      ))}
      {problem && <ProblemNotice problem={problem} />}
      {view.can.write && (
        <>
          <button
            type="button"
            class="govuk-button"
            aria-disabled={busy}
            onClick={() => void done()}
          >
            {unfinished.length > 0 ? words.interview.leave_unfinished : told.done}
          </button>
          <p class="govuk-hint">{told.done_hint}</p>
        </>
      )}
      <Onward view={view} />
    </Page>
  );
}
