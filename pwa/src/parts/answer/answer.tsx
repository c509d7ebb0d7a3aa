// One question with its answer: the control, who said it, what a supervisor said, and
// a conflict in place of the control while there is one (M3).
import { useState } from "preact/hooks";
import type { OpenRecord } from "../../app/open_record";
import { empty_answer } from "../../app/open_record";
import type { Typed } from "../../app/autosave";
import { paths } from "../../app/routes";
import type { AnswerView, Key, Question, Value } from "../../worker/api";
import { words } from "../../words";
import { Link } from "../link";
import { Tag } from "../tag";
import { Conflict } from "./conflict";
import { Control } from "./control";
import { Who } from "./who";

export interface AnswerProps {
  record: OpenRecord;
  /** The field's key: for a column "list/row/column". */
  name: Key;
  question: Question;
  answer: AnswerView | undefined;
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

/** The answer as words, where it may not be changed. */
export function ReadOnlyAnswer({ question, answer }: { question: Question; answer: AnswerView }) {
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
    </div>
  );
}

function left(event: FocusEvent): boolean {
  const around = event.currentTarget as HTMLElement;
  return !around.contains(event.relatedTarget as Node | null);
}

function Foot({ record, name, answer }: Pick<AnswerProps, "record" | "name"> & { answer: AnswerView }) {
  if (answer.heads.length === 0) return null;
  return (
    <p class="hw-answer__foot">
      <Link to={paths.history(record.view.id, name)}>
        {words.answer.history}
      </Link>
    </p>
  );
}

export function Answer({ record, name, question, answer = empty_answer }: AnswerProps) {
  const [inside, set_inside] = useState(false);
  const typed = record.standing(name, question, answer);
  if (!record.view.can.write) return <ReadOnlyAnswer question={question} answer={answer} />;

  const with_value = (value: Value): Typed => ({ ...typed, value });
  const leave = (event: FocusEvent) => {
    if (!left(event)) return;
    set_inside(false);
    if (record.autosave.typed(name) || answer.draft) void record.leave(name);
  };
  const unsettled = answer.conflict && !inside;
  const missing = record.view.missing.some(({ key }) => key === name);
  return (
    <div class="hw-answer" onFocusIn={() => set_inside(true)} onFocusOut={leave}>
      {answer.addendum && <Tag colour="blue">{words.answer.addendum}</Tag>}
      <Comments comments={answer.comments} />
      {unsettled ? (
        <>
          <h2 class="govuk-heading-m">{question.label}</h2>
          <Conflict
            record={record.view.id}
            name={name}
            label={question.label}
            heads={answer.heads}
            writable={question.kind === "narrative" || question.kind === "text_line"}
            settled={record.again}
          />
        </>
      ) : (
        <Control
          id={name}
          question={question}
          value={typed.value}
          type={(value) => record.type(name, with_value(value))}
          choose={(value) => void record.choose(name, with_value(value))}
        />
      )}
      {!unsettled && (
        <div class="hw-answer__under">
          <Who id={name} question={question} typed={typed} choose={(change) => void record.choose(name, { ...typed, ...change })} />
          {missing && record.view.stage === "returned" && <span class="hw-gently">{words.answer.needed}</span>}
          <Foot record={record} name={name} answer={answer} />
        </div>
      )}
    </div>
  );
}
