// What is owed in one place: now, later if nothing changes, and what was, one tap away.
import { Duties } from "../../parts/policy/duty";
import { Why } from "../../parts/policy/why";
import type { DutyView, Id, UpcomingView } from "../../worker/api";
import { words } from "../../words";

const told = words.policy;

const stands = ({ state }: DutyView) =>
  state === "open" || state === "due_soon" || state === "overdue";

function Done({ child, duties }: { child: Id; duties: DutyView[] }) {
  if (duties.length === 0) return null;
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{told.done(duties.length)}</span>
      </summary>
      <Duties child={child} duties={duties} />
    </details>
  );
}

function Upcoming({ upcoming }: { upcoming: UpcomingView[] }) {
  if (upcoming.length === 0) return null;
  return (
    <>
      <h4 class="govuk-heading-s">{told.upcoming}</h4>
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
}

export function Owed({ child, duties, upcoming = [] }: OwedProps) {
  const owed = duties.filter(stands);
  return (
    <>
      {owed.length === 0 && <p class="govuk-body hw-quiet">{told.nothing_owed}</p>}
      {owed.length > 0 && <Duties child={child} duties={owed} />}
      <Upcoming upcoming={upcoming} />
      <Done child={child} duties={duties.filter((duty) => !stands(duty))} />
    </>
  );
}

export const owes = (duties: DutyView[]) => duties.some(stands);
