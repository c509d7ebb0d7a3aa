// All that is written in a record: to read back to the child, or for who only reads it.
import type { OpenRecord } from "../../app/open_record";
import { paths } from "../../app/routes";
import { path_to } from "../../app/steps";
import { Assessment } from "../../parts/assessment";
import { Link } from "../../parts/link";
import { read_words, ToCheck } from "../../parts/onward";
import { Page } from "../../parts/page";
import { Guards } from "../../parts/policy/guard";
import { RecordStrip } from "../../parts/record_strip";
import { AuthorisedWith, ReturnedWith } from "../../parts/returned";
import type { RecordView } from "../../worker/api";
import { words } from "../../words";
import { Answers } from "./written";

const told = words.check;

/** Where the page before it is. */
export function back_words(view: RecordView): string {
  if (view.type === "safety_plan") return words.plan.to_parts;
  return view.reviewed === "always" ? words.interview.to_sections : view.title;
}

function label_of(view: RecordView, key: string): string {
  const id = key.split("/")[0];
  const found = view.sections.flatMap(({ questions }) => questions).find((one) => one.key === id);
  return found?.label ?? key;
}

/** The answers of which two stand, each with the way to it. */
export function ToSettle({ view }: { view: RecordView }) {
  if (view.conflicts.length === 0) return null;
  return (
    <section class="hw-notice">
      <h2 class="govuk-heading-m">{told.conflicts_title}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {view.conflicts.map((key) => (
          <li key={key}>
            <Link to={path_to(view, key)}>{told.conflict_item(label_of(view, key))}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function ReadThrough({ record }: { record: OpenRecord }) {
  const { view } = record;
  return (
    <Page
      title={read_words(view)}
      caption={view.title}
      back={{ to: paths.record(view.id), text: back_words(view) }}
      calm
    >
      <RecordStrip record={record} />
      {!view.can.submit && view.can.why_not && (
        <p class="govuk-inset-text">{view.can.why_not}</p>
      )}
      {!view.can.submit && <ReturnedWith view={view} />}
      {!view.can.submit && <AuthorisedWith view={view} />}
      {view.assessment && <Assessment assessment={view.assessment} />}
      <ToSettle view={view} />
      <Guards guards={view.guards} />
      <Answers view={view} heading="h2" />
      {view.can.submit && <ToCheck view={view} />}
    </Page>
  );
}
