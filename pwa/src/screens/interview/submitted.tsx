// After submitting: where it is now. "Held by the council" only after a receipt (S3).
import { use_desk } from "../../app/desk";
import type { OpenRecord } from "../../app/open_record";
import { paths } from "../../app/routes";
import { ButtonLink, Link } from "../../parts/link";
import { Page } from "../../parts/page";
import { words } from "../../words";

const told = words.submitted;

export function Submitted({ record }: { record: OpenRecord }) {
  const { me } = use_desk();
  const { view } = record;
  const held = view.held_by_council;
  return (
    <Page title={told.title} caption={view.child_name} calm>
      <div class={`hw-outcome${held ? " hw-outcome--held" : ""}`} role="status">
        <p class="hw-outcome__where">{held ? told.council : told.tablet}</p>
        <p class="govuk-body">{held ? told.council_next : told.tablet_next}</p>
      </div>
      <h2 class="govuk-heading-m">{told.next}</h2>
      <p class="govuk-body">{told.next_says(me?.role === "supervisor")}</p>
      <div class="govuk-button-group">
        <ButtonLink to={paths.home}>{told.home}</ButtonLink>
        <Link to={paths.child(view.child)} class="govuk-link hw-alone">
          {told.child(view.child_name)}
        </Link>
      </div>
    </Page>
  );
}
