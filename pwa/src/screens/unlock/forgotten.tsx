// A forgotten passphrase loses nothing: an administrator lets a new one be chosen.
import { use_desk } from "../../app/desk";
import { Page } from "../../parts/page";
import type { Person, RecoveryNeeds } from "../../worker/api";
import { words } from "../../words";
import { Credentials } from "../sign_in/sign_in";

const told = words.forgotten;

function Ask({ person, button }: { person: Person; button: string }) {
  const { client, enter } = use_desk();
  const ask = async (username: string, password: string) => {
    const signed_in = await client.call("sign_in", { username, password });
    return signed_in.ok ? client.call("forgot_passphrase", { user: person.user }) : signed_in;
  };
  return <Credentials button={button} submit={ask} done={enter} />;
}

/** An administrator was asked; without signing in, what they say does not come here. */
export function AskedBefore({ person, needs }: { person: Person; needs: RecoveryNeeds }) {
  const { title, lead, button } = told[needs];
  return (
    <Page title={title} caption={person.name}>
      <p class="govuk-body-l">{lead}</p>
      <Ask person={person} button={button} />
    </Page>
  );
}

export function Forgotten({ person, back }: { person: Person; back: () => void }) {
  return (
    <Page title={told.title}>
      <p class="govuk-body-l">{told.lead}</p>
      <ol class="govuk-list govuk-list--number">
        {told.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Ask person={person} button={told.button} />
      <button type="button" class="hw-plain-button" onClick={back}>
        {words.common.back}
      </button>
    </Page>
  );
}
