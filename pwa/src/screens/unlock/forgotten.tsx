// A forgotten passphrase loses nothing: an administrator lets a new one be chosen.
import { use_desk } from "../../app/desk";
import { Page } from "../../parts/page";
import type { Person } from "../../worker/api";
import { words } from "../../words";
import { Credentials } from "../sign_in/sign_in";

const told = words.forgotten;

export function Forgotten({ person, back }: { person: Person; back: () => void }) {
  const { client, enter } = use_desk();
  const ask = async (username: string, password: string) => {
    const signed_in = await client.call("sign_in", { username, password });
    return signed_in.ok ? client.call("forgot_passphrase", { user: person.user }) : signed_in;
  };
  return (
    <Page title={told.title}>
      <p class="govuk-body-l">{told.lead}</p>
      <ol class="govuk-list govuk-list--number">
        {told.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Credentials button={told.button} submit={ask} done={enter} />
      <button type="button" class="hw-plain-button" onClick={back}>
        {words.common.back}
      </button>
    </Page>
  );
}
