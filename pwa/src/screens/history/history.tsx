// Every version an answer ever had, oldest first: nothing leaves history (M6).
import { use_reading } from "../../app/reading";
import { paths } from "../../app/routes";
import { path_to } from "../../app/steps";
import { said_words } from "../../parts/answer/said";
import { Opening, Page } from "../../parts/page";
import { ProblemPage } from "../../parts/problem";
import { Tag } from "../../parts/tag";
import type { HistoryEntry, Id, Key } from "../../worker/api";
import { words } from "../../words";

const told = words.history;

function Entry({ entry }: { entry: HistoryEntry }) {
  return (
    <li class={`hw-entry${entry.replaced ? " hw-entry--replaced" : ""}`}>
      <p class="hw-version__words">{entry.words || words.conflict.blank}</p>
      <p class="hw-version__from">
        {words.conflict.by(entry.author, entry.at.words)}
        {said_words(entry) && <> · {said_words(entry)}</>}
        <> · {words.answer.shared[entry.sharing]}</>
        <> · {entry.held_by_council ? told.council : told.tablet}</>
      </p>
      <Tag colour={entry.replaced ? "grey" : "green"}>
        {entry.replaced ? told.replaced : told.standing}
      </Tag>
    </li>
  );
}

export function History({ record, name }: { record: Id; name: Key }) {
  const {
    value: entries,
    problem,
    again,
  } = use_reading("history", { record, key: name }, (ids) => ids.includes(record));
  const { value: view } = use_reading("record", { record });
  if (!entries) return problem ? <ProblemPage problem={problem} again={again} /> : <Opening />;
  const question = view?.sections
    .flatMap(({ questions }) => questions)
    .find(({ key }) => key === name);
  return (
    <Page title={told.title} back={{ to: view ? path_to(view, name) : paths.record(record) }}>
      {question && <p class="govuk-body-l">{question.label}</p>}
      {entries.length === 0 && <p class="govuk-body">{words.common.nothing_yet}</p>}
      <ol class="hw-entries">
        {entries.map((entry) => (
          <Entry key={entry.name} entry={entry} />
        ))}
      </ol>
    </Page>
  );
}
