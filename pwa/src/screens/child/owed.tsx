// What is owed in one place: now, later if nothing changes, and what was, one tap away.
import { Duties } from "../../parts/policy/duty";
import { Why } from "../../parts/policy/why";
import type { DutyView, Id, UpcomingView } from "../../worker/api";
import { words } from "../../words";

const told = words.policy;

const stands = ({ state }: DutyView) =>
  state === "open" || state === "due_soon" || state === "overdue";

interface DoneProps {
  child: Id;
  duties: DutyView[];
  of: string;
}

function Done({ child, duties, of }: DoneProps) {
  if (duties.length === 0) return null;
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{told.done(duties.length)}</span>
      </summary>
      <Duties child={child} duties={duties} which={of} />
    </details>
  );
}

function Upcoming({ upcoming, of }: { upcoming: UpcomingView[]; of: string }) {
  if (upcoming.length === 0) return null;
  return (
    <>
      <h4 class="govuk-heading-s">
        {told.upcoming}
        {of && <span class="govuk-visually-hidden">: {of}</span>}
      </h4>
      <ul class="hw-upcoming">
        {upcoming.map((one) => (
          <li key={`${one.rule} ${one.at.at}`}>
            <p>
              <strong>{one.what}</strong> <span class="hw-quiet">({one.who})</span>
            </p>
            <p>{told.upcoming_at(one.at.words)}</p>
            <Why rule={one} what={one.what} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface OwedProps {
  child: Id;
  duties: DutyView[];
  upcoming?: UpcomingView[];
  /** Which time away, where several stand on the screen. */
  of?: string;
}

export function Owed({ child, duties, upcoming = [], of = "" }: OwedProps) {
  const owed = duties.filter(stands);
  return (
    <>
      {owed.length === 0 && <p class="govuk-body hw-quiet">{told.nothing_owed}</p>}
      {owed.length > 0 && <Duties child={child} duties={owed} which={of} />}
      <Upcoming upcoming={upcoming} of={of} />
      <Done child={child} duties={duties.filter((duty) => !stands(duty))} of={of} />
    </>
  );
}

export const owes = (duties: DutyView[]) => duties.some(stands);
