// A question of a record, whatever its kind.
import type { OpenRecord } from "../../app/open_record";
import type { Question } from "../../worker/api";
import { Guards, guards_of } from "../policy/guard";
import { Answer } from "./answer";
import { Rows } from "./rows";

interface AskProps {
  record: OpenRecord;
  question: Question;
  /** A worker's own facts: nothing around a control but for words somebody said. */
  plain?: boolean;
}

/** What the policies refuse of its answer stands below it, where it moves nothing above. */
export function AskOne(asked: AskProps) {
  const guards = guards_of(asked.record.view, asked.question.key);
  return (
    <div class={guards.length > 0 ? "hw-guarded" : ""}>
      <Ask {...asked} />
      <Guards guards={guards} />
    </div>
  );
}

function Ask({ record, question, plain = false }: AskProps) {
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
