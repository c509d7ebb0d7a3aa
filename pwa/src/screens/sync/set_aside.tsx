// S2: a supervisor reads what was set aside of their children, as the server has it now, and
// decides on it. Online only.
import { useState } from "preact/hooks";
import { use_acting } from "../../app/acting";
import { use_desk } from "../../app/desk";
import { paths } from "../../app/routes";
import { Facts } from "../../parts/facts";
import { LongField } from "../../parts/form";
import { Link } from "../../parts/link";
import { ProblemNotice } from "../../parts/problem";
import type { SetAside, SetAsidePage } from "../../worker/api";
import { words } from "../../words";

const told = words.sync.set_aside;

interface DecideProps {
  one: SetAside;
  decided: (outcome: string) => void;
}

function Decide({ one, decided }: DecideProps) {
  const { client } = use_desk();
  const { busy, problem, act } = use_acting();
  const [reason, set_reason] = useState("");
  const [error, set_error] = useState<string | null>(null);
  const id = `reason-${one.tablet}-${one.number}`;
  const decide = (admit: boolean) => {
    set_error(reason.trim() === "" ? told.reason_needed : null);
    if (reason.trim() === "") return document.getElementById(id)?.focus();
    const { tablet, number } = one;
    void act(
      () => client.call("decide_set_aside", { tablet, number, admit, reason: reason.trim() }),
      ({ stands, by, admitted, reason: why }) =>
        decided(stands ? told.done[admitted ? "in" : "out"] : told.was_first(by, admitted, why)),
    );
  };
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      <LongField
        id={id}
        label={told.reason}
        hint={told.reason_hint}
        value={reason}
        error={error}
        change={set_reason}
      />
      <div class="govuk-button-group">
        <button
          type="button"
          class="govuk-button"
          aria-disabled={busy}
          onClick={() => decide(true)}
        >
          {told.admit}
        </button>
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          aria-disabled={busy}
          onClick={() => decide(false)}
        >
          {told.leave_out}
        </button>
      </div>
    </>
  );
}

function Words({ one }: { one: SetAside }) {
  if (one.answers === null) return <p class="govuk-body">{told.unreadable}</p>;
  if (one.answers.length === 0) return <p class="govuk-body">{told.no_words}</p>;
  const facts = one.answers.map(({ label, words: said }) => ({
    label,
    words: <span class="hw-words">{said}</span>,
  }));
  return <Facts facts={facts} />;
}

function Item({ one, decided }: DecideProps) {
  return (
    <li>
      <h3 class="govuk-heading-s">
        <Link to={paths.child(one.child)}>
          {one.what}, {one.child_name ?? told.child}
        </Link>
      </h3>
      <p class="hw-quiet">
        {told.written(one.author, one.written?.words ?? null)} · {told.received(one.at.words)}
      </p>
      <Words one={one} />
      <p class="govuk-body">{told.told(one.reason)}</p>
      {one.decision ? (
        <p class="govuk-inset-text">{one.decision.words}</p>
      ) : one.why_not ? (
        <p class="govuk-body">{one.why_not}</p>
      ) : (
        <Decide one={one} decided={decided} />
      )}
    </li>
  );
}

interface ShelfProps {
  is_decided: boolean;
  look: string;
  none: string;
}

function Shelf({ is_decided, look, none }: ShelfProps) {
  const { client } = use_desk();
  const { busy, problem, act } = use_acting();
  const [page, set_page] = useState<SetAsidePage | null>(null);
  const [outcome, set_outcome] = useState("");
  const read = (skip: number, before: SetAside[]) =>
    act(
      () => client.call("set_aside", { is_decided, skip }),
      (next) => set_page({ held: [...before, ...next.held], left: next.left }),
    );
  const decided = (says: string) => {
    set_outcome(says);
    void read(0, []);
  };
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        aria-disabled={busy}
        onClick={() => {
          set_outcome("");
          void read(0, []);
        }}
      >
        {look}
      </button>
      <div role="status">
        {outcome && <p class="govuk-inset-text">{outcome}</p>}
        {page?.held.length === 0 && <p class="govuk-body">{none}</p>}
      </div>
      {page && page.held.length > 0 && (
        <ul class="hw-notes">
          {page.held.map((one) => (
            <Item key={one.tablet + one.number} one={one} decided={decided} />
          ))}
        </ul>
      )}
      {page && page.left > 0 && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          aria-disabled={busy}
          onClick={() => void read(page.held.length, page.held)}
        >
          {told.more(page.left)}
        </button>
      )}
    </>
  );
}

export function SetAsideOfOthers() {
  return (
    <section class="hw-section">
      <h2 class="govuk-heading-m">{told.title}</h2>
      <p class="govuk-body">{told.lead}</p>
      <Shelf is_decided={false} look={told.look} none={told.none} />
      <Shelf is_decided={true} look={told.look_decided} none={told.none_decided} />
    </section>
  );
}
