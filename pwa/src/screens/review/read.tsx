// One answer to review: as it is now, beside what it was when last returned, with the
// comments there were and the one being written.
import { focus_later } from "../../app/focus";
import { empty_answer } from "../../app/open_record";
import { paths } from "../../app/routes";
import { label_of } from "../../app/steps";
import { Comments, has_history } from "../../parts/answer/answer";
import { said_words } from "../../parts/answer/said";
import {
  is_about_last_time,
  LastTimeRead,
  stands_as_last_time,
  StandsAsLastTime,
} from "../../parts/last_time";
import { Link } from "../../parts/link";
import { Guards, guards_of } from "../../parts/policy/guard";
import { Tag } from "../../parts/tag";
import type { AnswerView, Key, Question, RecordView, ReviewView, RowView } from "../../worker/api";
import { words } from "../../words";
import { place_of } from "./earlier_return";

const told = words.review;

function Now({ answer }: { answer: AnswerView }) {
  const heads = answer.heads;
  if (heads.length === 0) return <p class="hw-quiet">{told.no_answer}</p>;
  return (
    <>
      {heads.map((head) => (
        <div key={head.name}>
          <p class="hw-words">{head.words || words.conflict.blank}</p>
          <p class="hw-version__from">
            {said_words(head) && <>{said_words(head)} · </>}
            {words.answer.shared[head.sharing]} · {words.conflict.by(head.author, head.at.words)}
          </p>
        </div>
      ))}
    </>
  );
}

/** Two columns where there is room: as it was, as it is. */
function Beside({ answer }: { answer: AnswerView }) {
  const was = answer.changed_since_return?.was;
  if (was === undefined) return <Now answer={answer} />;
  return (
    <div class="hw-beside">
      <div class="hw-beside__was">
        <h4 class="hw-beside__title">{told.was}</h4>
        <p class="hw-words">{was || words.conflict.blank}</p>
      </div>
      <div class="hw-beside__now">
        <h4 class="hw-beside__title">{told.now}</h4>
        <Now answer={answer} />
      </div>
    </div>
  );
}

function RowRead({ question, row, number }: { question: Question; row: RowView; number: number }) {
  return (
    <li class="hw-row">
      <h4 class="govuk-heading-s">{words.answer.row(question.row_noun, number)}</h4>
      <dl class="hw-pairs">
        {question.columns.map((column) => (
          <div key={column.key}>
            <dt>{column.label}</dt>
            <dd>
              <Beside answer={row.answers[column.key] ?? empty_answer} />
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/** Rows that were taken out of a list since it was returned. */
function RemovedRows({ answer }: { answer: AnswerView }) {
  const was = answer.changed_since_return?.was;
  if (was === undefined) return null;
  return (
    <div class="hw-beside">
      <div class="hw-beside__was">
        <h4 class="hw-beside__title">{told.removed_rows}</h4>
        <p class="hw-words">{was || words.conflict.blank}</p>
      </div>
    </div>
  );
}

interface RemarkProps {
  name: Key;
  label: string;
  remark: string | null;
  change: (text: string | null) => void;
}

function Remark({ name, label, remark, change }: RemarkProps) {
  const id = `remark-${name}`;
  const add_id = `${id}-add`;
  const open = () => {
    change("");
    focus_later(id);
  };
  const remove = () => {
    change(null);
    focus_later(add_id);
  };
  if (remark === null) {
    return (
      <button type="button" id={add_id} class="hw-plain-button" onClick={open}>
        {told.add_comment}
        <span class="govuk-visually-hidden">: {label}</span>
      </button>
    );
  }
  return (
    <div class="hw-remark">
      <label class="govuk-label govuk-label--s" for={id}>
        {told.comment}
        <span class="govuk-visually-hidden"> – {label}</span>
      </label>
      <textarea
        id={id}
        class="govuk-textarea hw-narrative"
        rows={3}
        value={remark}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => change(event.currentTarget.value)}
      />
      <button type="button" class="hw-plain-button" onClick={remove}>
        {told.remove_comment}
      </button>
    </div>
  );
}

interface ReadProps {
  view: ReviewView;
  question: Question;
  remark: string | null;
  /** Null where the reader may not decide. */
  change: ((text: string | null) => void) | null;
}

function ReadLastTime({ view, question }: { view: RecordView; question: Question }) {
  if (is_about_last_time(view, question)) return <LastTimeRead view={view} />;
  return <StandsAsLastTime view={view} question={question} />;
}

export function Read({ view, question, remark, change }: ReadProps) {
  const answer = view.answers[question.key] ?? empty_answer;
  const label = label_of(view, question.key);
  const rows = view.rows[question.key] ?? [];
  const told_last_time =
    is_about_last_time(view, question) || stands_as_last_time(view, question);
  return (
    <article
      class={`hw-read${answer.changed_since_return ? " hw-read--changed" : ""}`}
      id={place_of(question.key)}
      tabIndex={-1}
    >
      <h3 class="govuk-heading-s hw-read__title">{label}</h3>
      {answer.addendum && <Tag colour="blue">{told.addendum}</Tag>}
      {told_last_time ? (
        <ReadLastTime view={view} question={question} />
      ) : (
        (question.kind !== "rows" || rows.length === 0) && <Beside answer={answer} />
      )}
      {rows.length > 0 && <RemovedRows answer={answer} />}
      {rows.length > 0 && !told_last_time && (
        <ol class="hw-rows">
          {rows.map((row, index) => (
            <RowRead key={row.id} question={question} row={row} number={index + 1} />
          ))}
        </ol>
      )}
      <Comments comments={answer.comments} />
      <div>
        <Guards guards={guards_of(view, question.key)} />
      </div>
      <div class="hw-read__foot">
        {change && <Remark name={question.key} label={label} remark={remark} change={change} />}
        {has_history(answer) && (
          <Link to={paths.history(view.id, question.key)}>
            {words.answer.history}
            <span class="govuk-visually-hidden">: {label}</span>
          </Link>
        )}
      </div>
    </article>
  );
}
