// A question of a record, whatever its kind.
import type { OpenRecord } from "../../app/open_record";
import type { Question } from "../../worker/api";
import { Answer } from "./answer";
import { Rows } from "./rows";

export function AskOne({ record, question }: { record: OpenRecord; question: Question }) {
  const answer = record.view.answers[question.key];
  if (question.kind !== "rows") {
    return <Answer record={record} name={question.key} question={question} answer={answer} />;
  }
  return <Rows record={record} question={question} answer={answer} rows={record.view.rows[question.key] ?? []} />;
}
