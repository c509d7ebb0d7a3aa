// Choosing the passphrase that locks the records on this tablet (T2), and waiting to be
// allowed to choose another.
import { useState } from "preact/hooks";
import { use_acting } from "../../app/acting";
import { use_desk } from "../../app/desk";
import { error_of, Mistakes, SecretField, type Mistake } from "../../parts/form";
import { Page } from "../../parts/page";
import { ProblemNotice } from "../../parts/problem";
import type { Person } from "../../worker/api";
import { words } from "../../words";

const told = words.passphrase;

/** All of them at once. */
function mistakes_in(first: string, second: string): Mistake[] {
  const mistakes: Mistake[] = [];
  if ([...first].length < told.least) mistakes.push({ id: "first", says: told.short_error });
  if (second === "") mistakes.push({ id: "second", says: told.again_error });
  else if (first !== second) mistakes.push({ id: "second", says: told.differ });
  return mistakes;
}

/** Says what it knows, which is the length, and no more. */
function Strength({ passphrase }: { passphrase: string }) {
  const length = [...passphrase].length;
  const enough = length >= told.least;
  return (
    <p class={`hw-strength${enough ? " hw-strength--enough" : ""}`} role="status">
      {enough ? told.long_enough : told.too_short(length)}
    </p>
  );
}

export function ChoosePassphrase({ person, again = false }: { person: Person; again?: boolean }) {
  const { client, enter } = use_desk();
  const [first, set_first] = useState("");
  const [second, set_second] = useState("");
  const [mistakes, set_mistakes] = useState<Mistake[]>([]);
  const { busy, problem, act } = use_acting();
  const choose = (event: SubmitEvent) => {
    event.preventDefault();
    const found = mistakes_in(first, second);
    set_mistakes(found);
    if (found.length === 0)
      void act(() => client.call("choose_passphrase", { passphrase: first }), enter);
  };
  return (
    <Page title={again ? told.new_title : told.title} caption={person.name}>
      {again && <p class="govuk-inset-text">{words.forgotten.approved}</p>}
      <p class="govuk-body-l">{told.why}</p>
      <form onSubmit={choose} noValidate>
        <Mistakes mistakes={mistakes} />
        {problem && <ProblemNotice problem={problem} />}
        <SecretField
          id="first"
          label={told.first}
          hint={told.hint}
          value={first}
          autocomplete="new-password"
          error={error_of(mistakes, "first")}
          change={set_first}
        />
        <Strength passphrase={first} />
        <SecretField
          id="second"
          label={told.second}
          value={second}
          autocomplete="new-password"
          error={error_of(mistakes, "second")}
          change={set_second}
        />
        <button class="govuk-button" aria-disabled={busy}>
          {told.button}
        </button>
      </form>
    </Page>
  );
}

export function Recovering({ person, approved }: { person: Person; approved: boolean }) {
  const { client, enter } = use_desk();
  const { busy, problem, act } = use_acting();
  if (approved) return <ChoosePassphrase person={person} again />;
  return (
    <Page title={words.forgotten.waiting_title} caption={person.name}>
      <p class="govuk-body-l">{words.forgotten.waiting}</p>
      {problem && <ProblemNotice problem={problem} />}
      <button
        type="button"
        class="govuk-button"
        aria-disabled={busy}
        onClick={() => void act(() => client.call("start", {}), enter)}
      >
        {words.forgotten.check}
      </button>
    </Page>
  );
}
