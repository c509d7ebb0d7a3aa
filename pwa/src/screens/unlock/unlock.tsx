// A locked tablet: choose yourself, type the passphrase. A database per person (T3).
import { useState } from "preact/hooks";
import { use_acting } from "../../app/acting";
import { use_desk } from "../../app/desk";
import { error_of, Mistakes, SecretField, type Mistake } from "../../parts/form";
import { Page } from "../../parts/page";
import { ProblemNotice } from "../../parts/problem";
import { SaveUnsent } from "../../parts/save_unsent";
import type { Person } from "../../worker/api";
import { words } from "../../words";
import { SignIn } from "../sign_in/sign_in";
import { Forgotten } from "./forgotten";

const told = words.unlock;

function ChoosePerson({ people, choose }: { people: Person[]; choose: (person: Person) => void }) {
  return (
    <ul class="hw-people">
      {people.map((person) => (
        <li key={person.user}>
          <button type="button" class="hw-person" onClick={() => choose(person)}>
            <span class="hw-person__name">{person.name}</span>
            <span class="hw-quiet">{person.organisation}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Passphrase({ person }: { person: Person }) {
  const { client, enter } = use_desk();
  const [passphrase, set_passphrase] = useState("");
  const [mistakes, set_mistakes] = useState<Mistake[]>([]);
  const { busy, problem, act } = use_acting();
  const unlock = (event: SubmitEvent) => {
    event.preventDefault();
    const found = passphrase === "" ? [{ id: "passphrase", says: told.enter_passphrase }] : [];
    set_mistakes(found);
    if (found.length === 0)
      void act(() => client.call("unlock", { user: person.user, passphrase }), enter);
  };
  return (
    <form onSubmit={unlock} noValidate>
      <Mistakes mistakes={mistakes} />
      {problem && <ProblemNotice problem={problem} />}
      {problem?.code === "damaged" && (
        <section class="hw-section">
          <h2 class="govuk-heading-m">{told.damaged.title}</h2>
          <p class="govuk-body">{told.damaged.lead}</p>
          <SaveUnsent
            says={told.damaged.save}
            says_saved={told.damaged.saved}
            ask={() => client.call("save_damaged", { user: person.user, passphrase })}
          />
        </section>
      )}
      <p class="govuk-body-l hw-person-line">
        <strong>{person.name}</strong> <span class="hw-quiet">{person.organisation}</span>
      </p>
      <SecretField
        id="passphrase"
        label={told.passphrase}
        hint={told.hint}
        value={passphrase}
        autocomplete="off"
        error={error_of(mistakes, "passphrase")}
        change={set_passphrase}
      />
      <button class="govuk-button" aria-disabled={busy}>
        {told.button}
      </button>
    </form>
  );
}

type Step = "unlock" | "forgotten" | "someone_else";

export function Unlock({ people }: { people: Person[] }) {
  const only = people.length === 1 ? people[0] : undefined;
  const [person, choose] = useState<Person | undefined>(only);
  const [step, take] = useState<Step>("unlock");
  if (step === "someone_else") return <SignIn back={() => take("unlock")} />;
  if (step === "forgotten" && person)
    return <Forgotten person={person} back={() => take("unlock")} />;
  return (
    <Page title={person ? told.title : told.who} part={person?.user ?? ""}>
      {person ? <Passphrase person={person} /> : <ChoosePerson people={people} choose={choose} />}
      <div class="hw-others">
        {person && (
          <button type="button" class="hw-plain-button" onClick={() => take("forgotten")}>
            {told.forgotten}
          </button>
        )}
        {person && !only && (
          <button type="button" class="hw-plain-button" onClick={() => choose(undefined)}>
            {told.not_you}
          </button>
        )}
        <button type="button" class="hw-plain-button" onClick={() => take("someone_else")}>
          {told.someone_else}
        </button>
      </div>
    </Page>
  );
}
