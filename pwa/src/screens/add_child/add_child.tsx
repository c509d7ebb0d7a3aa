// Adding a child: who of those on this tablet it may be already comes first, so that nobody
// makes a second record by accident. What was typed for that begins the new one.
import { useEffect, useRef, useState } from "preact/hooks";
import { use_acting } from "../../app/acting";
import { use_desk } from "../../app/desk";
import { paths } from "../../app/routes";
import { TextField } from "../../parts/form";
import { Link } from "../../parts/link";
import { Page } from "../../parts/page";
import { ProblemNotice } from "../../parts/problem";
import type { AlikeChild, Answer, Id } from "../../worker/api";
import { words } from "../../words";

const told = words.add_child;

function Alike({ child }: { child: AlikeChild }) {
  const facts = [child.age_words, child.placement_words, child.why].filter(Boolean);
  return (
    <li class="hw-card hw-card--quiet">
      <h3 class="hw-card__title">
        <Link to={paths.child(child.id)} class="hw-card__link">
          {child.name}
        </Link>
      </h3>
      <p class="hw-card__facts">{facts.join(" · ")}</p>
    </li>
  );
}

interface FoundProps {
  found: AlikeChild[];
  busy: boolean;
  add: () => void;
}

/** Those it may be; none where nothing was typed to find them by. Takes the focus. */
function Found({ found, busy, add }: FoundProps) {
  const says = useRef<HTMLDivElement>(null);
  useEffect(() => says.current?.focus(), [found]);
  const none = found.length === 0;
  return (
    <section>
      <div ref={says} tabIndex={-1}>
        {none ? (
          <p class="govuk-inset-text">{told.nothing_typed}</p>
        ) : (
          <>
            <h2 class="govuk-heading-m">{told.found(found.length)}</h2>
            <p class="govuk-body">{told.found_next}</p>
          </>
        )}
      </div>
      {!none && (
        <ul class="hw-cards">
          {found.map((child) => (
            <Alike key={child.id} child={child} />
          ))}
        </ul>
      )}
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        aria-disabled={busy}
        onClick={add}
      >
        {none ? told.unnamed : told.another}
      </button>
    </section>
  );
}

interface Typed {
  given_name: string;
  family_name: string;
  case_number: string;
}

const trimmed = ({ given_name, family_name, case_number }: Typed): Typed => ({
  given_name: given_name.trim(),
  family_name: family_name.trim(),
  case_number: case_number.trim(),
});

function use_adding() {
  const { client, place } = use_desk();
  const { busy, problem, act } = use_acting();
  const [typed, set_typed] = useState<Typed>({ given_name: "", family_name: "", case_number: "" });
  const [found, set_found] = useState<AlikeChild[] | null>(null);
  const type = (part: Partial<Typed>) => {
    set_typed({ ...typed, ...part });
    set_found(null);
  };
  const what = trimmed(typed);
  const begin = () => client.call("begin", { type: "child", child: null, episode: null, ...what });
  const open = ({ record }: { record: Id }) => place.go(paths.record(record));
  const add = () => void act(begin, open);
  /** Begins it at once where nobody here is like it. */
  const look = () => {
    if (Object.values(what).every((text) => text === "")) return set_found([]);
    const work = async (): Promise<Answer<AlikeChild[] | { record: Id }>> => {
      const alike = await client.call("alike", what);
      return alike.ok && alike.value.length === 0 ? begin() : alike;
    };
    void act(work, (came) => ("record" in came ? open(came) : set_found(came)));
  };
  return { typed, type, found, busy, problem, look, add };
}

export function AddChild() {
  const { typed, type, found, busy, problem, look, add } = use_adding();
  return (
    <Page title={told.title} back={{ to: paths.home, text: words.home.title }}>
      <p class="govuk-body">{told.lead}</p>
      {problem && <ProblemNotice problem={problem} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        <TextField
          id="given_name"
          label={told.given_name}
          value={typed.given_name}
          autocapitalize="words"
          change={(given_name) => type({ given_name })}
        />
        <TextField
          id="family_name"
          label={told.family_name}
          value={typed.family_name}
          autocapitalize="words"
          change={(family_name) => type({ family_name })}
        />
        <TextField
          id="case_number"
          label={told.case_number}
          hint={told.case_number_hint}
          value={typed.case_number}
          change={(case_number) => type({ case_number })}
        />
        {found === null && (
          <button type="submit" class="govuk-button" aria-disabled={busy}>
            {told.button}
          </button>
        )}
      </form>
      {found !== null && <Found found={found} busy={busy} add={add} />}
    </Page>
  );
}
