// Where the work is: what is sent, what waits, what the council set aside and why.
import { use_acting } from "../../app/acting";
import { use_desk } from "../../app/desk";
import { paths } from "../../app/routes";
import { Facts } from "../../parts/facts";
import { ButtonLink, Link } from "../../parts/link";
import { Opening, Page } from "../../parts/page";
import { ProblemNotice } from "../../parts/problem";
import { Progress } from "../../parts/progress";
import type { HeldBack } from "../../worker/api";
import { words } from "../../words";

const told = words.sync;

function Held({ held }: { held: HeldBack[] }) {
  if (held.length === 0) return null;
  return (
    <section class="hw-section">
      <h2 class="govuk-heading-m">{told.held_title}</h2>
      <p class="govuk-body">{told.held_lead}</p>
      <ul class="hw-notes">
        {held.map((one) => (
          <li key={`${one.record} ${one.at.at} ${one.what}`}>
            <p class="govuk-body">
              <Link to={paths.record(one.record)}>{one.what}</Link>
            </p>
            <p class="govuk-body">{one.why}</p>
            <p class="hw-quiet">{one.at.words}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Send() {
  const { client, me } = use_desk();
  const { busy, problem, act } = use_acting();
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      {me && !me.signed_in ? (
        <ButtonLink to={paths.sign_in}>{told.sign_in}</ButtonLink>
      ) : (
        <button
          type="button"
          class="govuk-button"
          disabled={busy}
          onClick={() => void act(() => client.call("sync_now", {}))}
        >
          {busy ? told.sending : told.send_now}
        </button>
      )}
    </>
  );
}

export function Sync() {
  const { sync } = use_desk();
  if (!sync) return <Opening />;
  const facts = [
    { label: told.unsent, words: told.unsent_count(sync.unsent) },
    { label: told.oldest, words: sync.oldest_unsent?.words ?? told.none },
    { label: told.receipt, words: sync.last_receipt?.words ?? told.no_receipt },
  ];
  return (
    <Page title={told.title} back={{ to: paths.home, text: words.home.title }}>
      <p class="govuk-body-l">
        <strong>{told.states[sync.now]}.</strong> {sync.words}
      </p>
      {sync.progress && <Progress progress={sync.progress} />}
      {sync.warnings.map((warning) => (
        <ProblemNotice key={warning.code + warning.says} problem={warning} />
      ))}
      <Facts facts={facts} />
      <Send />
      <Held held={sync.held_back} />
      <section class="hw-section">
        <h2 class="govuk-heading-m">{told.safe_title}</h2>
        {told.safe.map((line) => (
          <p class="govuk-body" key={line}>
            {line}
          </p>
        ))}
      </section>
    </Page>
  );
}
