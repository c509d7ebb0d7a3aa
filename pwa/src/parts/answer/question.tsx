// A question of a record, whatever its kind.
import type { OpenRecord } from "../../app/open_record";
import type { Question } from "../../worker/api";
import { Answer } from "./answer";
import { Rows } from "./rows";

interface AskProps {
  record: OpenRecord;
  question: Question;
  /** A worker's own facts: nothing around a control but for words somebody said. */
  plain?: boolean;
}

export function AskOne({ record, question, plain = false }: AskProps) {
  const answer = record.view.answers[question.key];
  if (question.kind !== "rows") {
    const around = plain && question.kind !== "narrative" ? "nothing" : "all";
    return (
      <Answer
        record={record}
        name={question.key}
        question={question}
        answer={answer}
        around={around}
      />
    );
  }
  return (
    <Rows
      record={record}
      question={question}
      answer={answer}
      rows={record.view.rows[question.key] ?? []}
    />
  );
}
