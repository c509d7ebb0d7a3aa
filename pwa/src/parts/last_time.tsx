// What was said in an earlier interview, who said it and when; and what is said of it now.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { focus_later } from "../app/focus";
import type { OpenRecord } from "../app/open_record";
import { paths } from "../app/routes";
import type {
  Id,
  LastTimeView,
  Question,
  RecordView,
  RowView,
  Said,
  ThingView,
  TopicView,
} from "../worker/api";
import { words } from "../words";
import { Answer, Comments } from "./answer/answer";
import { Link } from "./link";

const told = words.last_time;

const columns = { still: "still", words: "words" };

const list_of = (view: RecordView, { list }: LastTimeView): Question | undefined =>
  view.sections.flatMap(({ questions }) => questions).find(({ key }) => key === list);

const row_of = (view: RecordView, row: Id): RowView | undefined =>
  (view.rows[view.last_time?.list ?? ""] ?? []).find(({ id }) => id === row);

const all_topics = (view: RecordView) => view.last_time?.topics ?? [];

/** What was told last time in answer to this question, beside another's things. */
const told_beside = (view: RecordView, question: Question) =>
  all_topics(view).flatMap(({ beside }) => beside.filter(({ key }) => key === question.key));

/** What was said last time to one question; undefined where nothing was. */
const topic_of = (view: RecordView, question: Question): TopicView | undefined =>
  all_topics(view).find(({ key }) => key === question.key);

/** Something was said last time that belongs beside this question. */
export const has_last_time = (view: RecordView, question: Question) =>
  question.as_last_time ||
  topic_of(view, question) !== undefined ||
  told_beside(view, question).length > 0;

export const is_about_last_time = (view: RecordView, question: Question) =>
  view.last_time?.list === question.key;

/** Answered by what was said last time, and by nothing of its own. */
export function stands_as_last_time(view: RecordView, question: Question): boolean {
  const answer = view.answers[question.key];
  return question.as_last_time && (!answer || (answer.heads.length === 0 && !answer.draft));
}

function said_now(view: RecordView, thing: ThingView, column: string): string[] {
  const answer = row_of(view, thing.row)?.answers[column];
  return (answer?.heads ?? []).map((head) => head.words).filter(Boolean);
}

const from = ({ said_by, at, author }: Said) =>
  [said_by === "unsaid" ? "" : words.answer.said[said_by], told.when(at.words, author)]
    .filter(Boolean)
    .join(" · ");

function SaidList({ said }: { said: Said[] }) {
  if (said.length === 0) return <p class="hw-quiet">{told.not_here}</p>;
  return (
    <>
      {said.map((one, index) => (
        <div key={index}>
          <p class="hw-words">{one.words}</p>
          <p class="hw-version__from">{from(one)}</p>
        </div>
      ))}
    </>
  );
}

function Beside({ said }: { said: Said[] }) {
  if (said.length === 0) return null;
  return (
    <blockquote class="hw-said">
      <p class="hw-beside__title">{told.then}</p>
      <SaidList said={said} />
    </blockquote>
  );
}

interface TopicProps {
  view: RecordView;
  topic: TopicView;
}

/** Side by side: last time, and now. */
function TopicRead({ view, topic }: TopicProps) {
  return (
    <>
      <Beside said={topic.beside} />
      {topic.things.map((thing) => (
        <div class="hw-beside" key={thing.row}>
          <div class="hw-beside__was">
            <p class="hw-beside__title">{told.then}</p>
            <SaidList said={thing.said} />
          </div>
          <div class="hw-beside__now">
            <p class="hw-beside__title">{told.now}</p>
            <Now view={view} thing={thing} />
          </div>
        </div>
      ))}
    </>
  );
}

/** "Changed: a lift home"; empty where nothing was said of it. */
const now_words = (view: RecordView, thing: ThingView) =>
  [...said_now(view, thing, columns.still), ...said_now(view, thing, columns.words)].join(": ");

function Now({ view, thing }: { view: RecordView; thing: ThingView }) {
  const heads = row_of(view, thing.row)?.answers[columns.still]?.heads ?? [];
  const says = now_words(view, thing);
  if (says === "") return <p class="hw-quiet">{told.not_yet}</p>;
  return (
    <>
      <p class="hw-words">{says}</p>
      {heads.map((head) => (
        <p class="hw-version__from" key={head.name}>
          {from(head)}
        </p>
      ))}
    </>
  );
}

/** All of it, by question. */
export function LastTimeRead({ view }: { view: RecordView }) {
  return (
    <>
      {all_topics(view).map((topic) => (
        <div key={topic.key} class="hw-topic">
          <p class="govuk-body govuk-!-font-weight-bold">{topic.label}</p>
          <TopicRead view={view} topic={topic} />
        </div>
      ))}
    </>
  );
}

function TopicLines({ view, topic }: TopicProps) {
  return (
    <>
      {topic.things
        .filter((thing) => now_words(view, thing) !== "")
        .map((thing) => (
          <p class="hw-words" key={thing.row}>
            {told.line(thing.said[0]?.words ?? told.something, now_words(view, thing))}
          </p>
        ))}
    </>
  );
}

/** In a line each: what was said now of all that was said last time. */
export function LastTimeLines({ view }: { view: RecordView }) {
  const things = all_topics(view).flatMap((topic) => topic.things);
  const left = things.filter((thing) => now_words(view, thing) === "").length;
  return (
    <>
      {all_topics(view)
        .filter((topic) => topic.things.some((thing) => now_words(view, thing) !== ""))
        .map((topic) => (
          <div key={topic.key}>
            <p class="hw-topic__section hw-quiet">{topic.label}</p>
            <TopicLines view={view} topic={topic} />
          </div>
        ))}
      {left > 0 && <p class="hw-quiet">{told.not_asked(left)}</p>}
    </>
  );
}

/** What stands as the answer of a question that was not asked again. */
export function StandsAsLastTime({ view, question }: { view: RecordView; question: Question }) {
  const topic = topic_of(view, question);
  if (topic) return <TopicLines view={view} topic={topic} />;
  return <Beside said={told_beside(view, question)} />;
}

interface ThingProps {
  record: OpenRecord;
  list: Question;
  thing: ThingView;
}

/** The thing itself is the legend: it is what is read out. */
function AskThing({ record, list, thing }: ThingProps) {
  const row = row_of(record.view, thing.row);
  const [first, ...since] = thing.said;
  const asked = (id: string) => list.columns.find(({ key }) => key === id);
  const still = asked(columns.still);
  const changed = asked(columns.words);
  if (!still || !changed) return null;
  const name = (column: string) => `${list.key}/${thing.row}/${column}`;
  const standing = record.standing(name(columns.still), still, row?.answers[columns.still]);
  const is_changed = standing.value.kind === "code" && standing.value.code === "changed";
  const then = since.map((one) => told.since(one.words, from(one)));
  const hint = first ? [from(first), ...then].join(". ") : told.not_here;
  return (
    <li class="hw-thing">
      <Answer
        record={record}
        name={name(columns.still)}
        question={{ ...still, label: first?.words ?? told.something, hint }}
        answer={row?.answers[columns.still]}
        around="row"
      />
      {is_changed && (
        <Answer
          record={record}
          name={name(columns.words)}
          question={changed}
          answer={row?.answers[columns.words]}
          around="row"
        />
      )}
    </li>
  );
}

/** What was said last time, a question at a time, to go through with the child. */
export function AskLastTime({ record }: { record: OpenRecord }) {
  const { view } = record;
  const list = view.last_time ? list_of(view, view.last_time) : undefined;
  if (!list) return null;
  if (!view.can.write) return <LastTimeRead view={view} />;
  return (
    <>
      <Comments comments={view.answers[list.key]?.comments ?? []} />
      {all_topics(view).map((topic) => (
        <section key={topic.key} class="hw-topic">
          <p class="hw-quiet hw-topic__section">{topic.section}</p>
          <h2 class="govuk-heading-m">{topic.label}</h2>
          <Beside said={topic.beside} />
          <ul class="hw-rows">
            {topic.things.map((thing) => (
              <AskThing key={thing.row} record={record} list={list} thing={thing} />
            ))}
          </ul>
          {!topic.answers_it && <p class="hw-quiet">{told.asked_too}</p>}
        </section>
      ))}
    </>
  );
}

interface AsLastTimeProps {
  view: RecordView;
  question: Question;
  /** The question's own control, which is shown when it is asked for. */
  ask: ComponentChildren;
}

function ToLastTime({ view }: { view: RecordView }) {
  const list = view.last_time ? list_of(view, view.last_time) : undefined;
  const section = view.sections.find(({ questions }) => list && questions.includes(list));
  if (!section) return null;
  return <Link to={paths.section(view.id, section.id)}>{told.to_section(section.title)}</Link>;
}

/** In its place: what was said, and the question itself only where it is still to be asked. */
export function WithLastTime({ view, question, ask }: AsLastTimeProps) {
  const [anew, set_anew] = useState(false);
  const topic = topic_of(view, question);
  const beside = told_beside(view, question);
  const stands = stands_as_last_time(view, question);
  const asks = !stands || anew;
  const write_anew = () => {
    set_anew(true);
    focus_later(question.key);
  };
  return (
    <div class={asks ? "" : "hw-answer"}>
      {!asks && <h2 class="govuk-heading-m">{question.label}</h2>}
      <Beside said={beside} />
      {topic && (
        <details class="govuk-details hw-then" open={stands}>
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">{told.what_was_said}</span>
          </summary>
          <TopicRead view={view} topic={topic} />
          <p>
            <ToLastTime view={view} />
          </p>
        </details>
      )}
      {asks ? (
        ask
      ) : (
        <>
          <p class="govuk-body">{told.stands}</p>
          {view.can.write && (
            <button type="button" class="hw-plain-button" onClick={write_anew}>
              {told.anew}
              <span class="govuk-visually-hidden">: {question.label}</span>
            </button>
          )}
        </>
      )}
    </div>
  );
}
