// When each of the authority's reports is made next. They are about no one child: closed, so
// that the children come first, and above them, so that they are found.
import { StateTag } from "../../parts/policy/state";
import { Why } from "../../parts/policy/why";
import type { ReportView } from "../../worker/api";
import { words } from "../../words";

const told = words.work.reports;

function Report({ of }: { of: ReportView }) {
  return (
    <li class="hw-duty">
      <p class="hw-duty__state">
        <StateTag state={of.state ?? "not_measurable"}>{of.state_words}</StateTag>
        {of.next && <span class="hw-quiet">{told.next(of.next.words)}</span>}
      </p>
      <p class="hw-duty__what">{of.what}</p>
      <p class="hw-duty__who hw-quiet">
        {told.who(of.who)} · {told.audience(of.audience)}
      </p>
      <Why rule={of} what={of.what} because={of.because} />
    </li>
  );
}

export function Reports({ reports }: { reports: ReportView[] }) {
  if (reports.length === 0) return null;
  return (
    <details class="govuk-details hw-reports">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          {told.title(reports.length, reports[0]?.next?.words)}
        </span>
      </summary>
      <div class="govuk-details__text">
        <p class="govuk-body hw-quiet">{told.lead}</p>
        <ul class="hw-duties">
          {reports.map((one) => (
            <Report key={one.rule} of={one} />
          ))}
        </ul>
      </div>
    </details>
  );
}
