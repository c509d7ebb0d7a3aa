// A question of a record, whatever its kind.
import type { OpenRecord } from "../../app/open_record";
import type { Question } from "../../worker/api";
import { AskLastTime, has_last_time, is_about_last_time, WithLastTime } from "../last_time";
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
      <AskHere {...asked} />
      <Guards guards={guards} />
    </div>
  );
}

/** What was said last time is asked about in its own section, and shown beside the question. */
function AskHere(asked: AskProps) {
  const { record, question } = asked;
  const { view } = record;
  if (is_about_last_time(view, question)) return <AskLastTime record={record} />;
  if (!has_last_time(view, question)) return <Ask {...asked} />;
  return <WithLastTime view={view} question={question} ask={<Ask {...asked} />} />;
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
