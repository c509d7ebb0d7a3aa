// Every version an answer ever had, oldest first: nothing leaves history (M6). Which were
// written apart is told, and who settled it, when, and on what (M3, M4).
import { use_reading } from "../../app/reading";
import { paths } from "../../app/routes";
import { named, path_to } from "../../app/steps";
import { said_words } from "../../parts/answer/said";
import { Opening, Page } from "../../parts/page";
import { ProblemPage } from "../../parts/problem";
import { Tag } from "../../parts/tag";
import type { HistoryEntry, Id, Key } from "../../worker/api";
import { words } from "../../words";

const told = words.history;

type Entries = HistoryEntry[];

const answer_of = ({ author, at }: HistoryEntry) => told.answer_of(author, at.words);

/** The newest of each author is enough to say whose was written apart. */
function apart_from(entries: Entries, { apart }: HistoryEntry): string[] {
  const others = entries.filter(({ name }) => apart.includes(name));
  return [...new Map(others.map((other) => [other.author, other])).values()].map(answer_of);
}

function Apart({ entries, entry }: EntryProps) {
  const answers = apart_from(entries, entry);
  return answers.length > 0 ? <p class="hw-entry__how">{told.apart(answers)}</p> : null;
}

function Settled({ entries, entry }: EntryProps) {
  if (!entry.settles) return null;
  const kept = entries.find(({ name }) => name === entry.settles?.kept);
  return <p class="hw-entry__how">{told.settled(entry.author, entry.at.words, kept ? answer_of(kept) : null)}</p>;
}

function StateTag({ entry }: { entry: HistoryEntry }) {
  if (entry.replaced) return <Tag colour="grey">{told.replaced}</Tag>;
  if (entry.to_settle) return <Tag colour="amber">{told.to_settle}</Tag>;
  return <Tag colour="green">{told.standing}</Tag>;
}

function Written({ entry }: { entry: HistoryEntry }) {
  return (
    <>
      <p class="hw-version__words">{entry.words || words.conflict.blank}</p>
      <p class="hw-version__from">
        {words.conflict.by(entry.author, entry.at.words)}, {words.conflict.on(entry)}
        {said_words(entry) && <> · {said_words(entry)}</>}
        <> · {words.answer.shared[entry.sharing]}</>
        <> · {told.where[entry.where]}</>
      </p>
    </>
  );
}

interface EntryProps {
  entries: Entries;
  entry: HistoryEntry;
}

/** What was kept stands where it was written, and is not told twice. */
function Entry({ entries, entry }: EntryProps) {
  const keeps = entry.settles !== null && entry.settles.kept !== null;
  return (
    <li class={`hw-entry${entry.replaced ? " hw-entry--replaced" : ""}`}>
      {!keeps && <Written entry={entry} />}
      <Settled entries={entries} entry={entry} />
      <Apart entries={entries} entry={entry} />
      {keeps ? (
        <p class="hw-version__from">{told.where[entry.where]}</p>
      ) : (
        <StateTag entry={entry} />
      )}
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
  return (
    <Page title={told.title} back={{ to: view ? path_to(view, name) : paths.record(record) }}>
      {view && <p class="govuk-body-l">{named(view, name).label}</p>}
      {entries.length === 0 && <p class="govuk-body">{words.common.nothing_yet}</p>}
      <ol class="hw-entries">
        {entries.map((entry) => (
          <Entry key={entry.name} entries={entries} entry={entry} />
        ))}
      </ol>
    </Page>
  );
}
