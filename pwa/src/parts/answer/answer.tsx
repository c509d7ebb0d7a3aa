// One question with its answer: the control, who said it, what a supervisor said, and
// a conflict in place of the control while there is one (M3).
import { useState } from "preact/hooks";
import type { OpenRecord } from "../../app/open_record";
import { empty_answer } from "../../app/open_record";
import type { Typed } from "../../app/autosave";
import { focus_later } from "../../app/focus";
import { paths } from "../../app/routes";
import { begun_text } from "../../app/settling";
import type { AnswerView, Id, Key, Question, Value } from "../../worker/api";
import { words } from "../../words";
import { Link } from "../link";
import { Tag } from "../tag";
import { Arrived } from "./arrived";
import { Conflict, conflict_id } from "./conflict";
import { text_value } from "./text";
import { Outlived } from "./writer";
import { AbsenceButtons, Control } from "./control";
import type { InputProps } from "./label";
import { Who } from "./who";

export interface AnswerProps {
  record: OpenRecord;
  /** The field's key: for a column "list/row/column". */
  name: Key;
  question: Question;
  answer: AnswerView | undefined;
  /** How much stands around the control: in a row, and for plain facts, only what is needed. */
  around?: "all" | "row" | "nothing";
}

export function Comments({ comments }: { comments: AnswerView["comments"] }) {
  return (
    <>
      {comments.map(({ text, author, at }) => (
        <blockquote class="hw-comment" key={at.at}>
          <p>{text}</p>
          <footer>{words.answer.comment(author, at.words)}</footer>
        </blockquote>
      ))}
    </>
  );
}

/** There is more than one version of it to be read. */
export const has_history = ({ earlier, heads }: AnswerView) => earlier || heads.length > 1;

interface AskedProps {
  record: Id;
  name: Key;
  question: Question;
  answer: AnswerView;
}

function Earlier({ record, name, question, answer }: AskedProps) {
  if (!has_history(answer)) return null;
  return (
    <p class="hw-answer__earlier">
      <Link to={paths.history(record, name)}>
        {words.answer.history}
        <span class="govuk-visually-hidden">: {question.label}</span>
      </Link>
    </p>
  );
}

/** The answer as words, where it may not be changed. */
function ReadOnlyAnswer(asked: AskedProps) {
  const { question, answer } = asked;
  return (
    <div class="hw-answer">
      <h2 class="govuk-heading-m">{question.label}</h2>
      {answer.heads.map((head) => (
        <p class="govuk-body hw-words" key={head.name}>
          {head.words}
        </p>
      ))}
      {answer.heads.length === 0 && <p class="govuk-body hw-quiet">{words.check.unanswered}</p>}
      <Comments comments={answer.comments} />
      <Earlier {...asked} />
    </div>
  );
}

function left(event: FocusEvent): boolean {
  const around = event.currentTarget as HTMLElement;
  return !around.contains(event.relatedTarget as Node | null);
}

export function Answer({
  record,
  name,
  question,
  answer = empty_answer,
  around = "all",
}: AnswerProps) {
  // While the focus is in it, the head that it found there: a conflict only tells of itself.
  const [here, set_here] = useState<string | null>(null);
  const found = answer.conflict ? answer.heads.filter((head) => head.name === here) : [];
  const stands = found.length > 0 ? { ...answer, heads: found, conflict: false } : answer;
  const typed = record.standing(name, question, stands);
  const asked = { record: record.view.id, name, question, answer };
  if (!record.view.can.write) return <ReadOnlyAnswer {...asked} />;

  const begun = begun_text(record.autosave, name, answer);
  const with_value = (value: Value): Typed => ({ ...typed, value });
  // What was written goes to history before "would not say" takes its place.
  const choose = async (value: Value) => {
    if (typed.value.kind === "text" && value.kind === "absence") await record.leave(name);
    await record.choose(name, with_value(value));
  };
  const settled = async () => {
    await record.again();
    focus_later(name);
  };
  const control: InputProps<Value> = {
    id: name,
    question,
    value: typed.value,
    unfinished: begun === "" ? (record.unfinished.find(({ key }) => key === name)?.why ?? null) : null,
    type: (value) => record.type(name, with_value(value)),
    choose: (value) => void choose(value),
  };
  const absent =
    around === "row" && typed.value.kind === "absence"
      ? words.answer.absences[typed.value.absence]
      : "";
  const leave = (event: FocusEvent) => {
    if (!left(event)) return;
    set_here(null);
    if (record.autosave.typed(name) || answer.draft) void record.leave(name);
  };
  const look = async () => {
    await record.leave(name);
    set_here(null);
    focus_later(conflict_id(name), name);
  };
  const unsettled = answer.conflict && here === null;
  const is_told =
    answer.conflict || Boolean(answer.draft?.apart) || record.autosave.is_overtaken(name);
  const arrived = !unsettled && is_told;
  const missing = record.view.missing.some(({ key }) => key === name);
  return (
    <div
      class="hw-answer"
      onFocusIn={() => {
        if (!unsettled) set_here(here ?? answer.heads[0]?.name ?? "");
      }}
      onFocusOut={leave}
    >
      {answer.addendum && <Tag colour="blue">{words.answer.addendum}</Tag>}
      <Comments comments={answer.comments} />
      {unsettled ? (
        <>
          <h2 class="govuk-heading-m">{question.label}</h2>
          <Conflict
            record={record}
            name={name}
            label={question.label}
            heads={answer.heads}
            asked={{ question, before: answer.before, begun }}
            settled={settled}
          />
        </>
      ) : (
        <Control {...control} absences_elsewhere={around === "row"} />
      )}
      <Arrived
        label={question.label}
        heads={arrived ? answer.heads : []}
        look={control.unfinished === null ? () => void look() : null}
      />
      {!answer.conflict && begun !== "" && (
        <Outlived
          record={record}
          name={name}
          label={question.label}
          text={begun}
          use={() => record.choose(name, with_value(text_value(begun)))}
        />
      )}
      {record.view.doubts
        .filter(({ key }) => key === name)
        .map(({ says }) => (
          <p key={says} class="hw-gently" role="status">
            {says}
          </p>
        ))}
      {missing && record.view.stage === "returned" && (
        <p class="hw-gently">{words.answer.needed}</p>
      )}
      {!unsettled && around !== "nothing" && (
        <Who
          id={name}
          question={question}
          typed={typed}
          first={absent}
          choose={(change) => void record.choose(name, { ...typed, ...change })}
        >
          {around === "row" && question.absences.length > 0 && <AbsenceButtons {...control} />}
        </Who>
      )}
      <Earlier {...asked} />
    </div>
  );
}
