// A list whose items have their own questions: people, places, actions. Adding and
// removing are answers too; a row removed here and changed there stays in view (M5).
import { use_acting } from "../../app/acting";
import { focus_later } from "../../app/focus";
import { use_desk } from "../../app/desk";
import { empty_answer, type OpenRecord } from "../../app/open_record";
import type { AnswerView, Key, Question, RowView } from "../../worker/api";
import { words } from "../../words";
import { ProblemNotice } from "../problem";
import { Answer, Comments } from "./answer";
import { Conflict } from "./conflict";
import { AbsenceButtons } from "./control";
import { Sure } from "./sure";

interface RowsProps {
  record: OpenRecord;
  question: Question;
  answer: AnswerView | undefined;
  rows: RowView[];
}

interface RowProps {
  record: OpenRecord;
  list: Question;
  row: RowView;
  number: number;
}

function Remove({ list, number, remove }: { list: Question; number: number; remove: () => void }) {
  const noun = list.row_noun;
  return (
    <Sure
      says={words.answer.remove_row(noun, number)}
      asks={words.answer.remove_sure(noun)}
      yes={words.answer.remove_yes}
      no={words.answer.remove_no}
      go={remove}
    />
  );
}

function Row({ record, list, row, number }: RowProps) {
  const { client } = use_desk();
  const { problem, act } = use_acting();
  const key = (column: Key) => `${list.key}/${row.id}/${column}`;
  const title = words.answer.row(list.row_noun, number);
  const remove = () =>
    act(
      () =>
        client.call("remove_row", {
          record: record.view.id,
          list: list.key,
          row: row.id,
          shown: row.shown,
        }),
      () => {
        record.autosave.forget_row(`${list.key}/${row.id}`);
        void record.again().then(() => focus_later(`${list.key}-add`));
      },
    );
  return (
    <li class={`hw-row${list.columns.length === 1 ? " hw-row--single" : ""}`}>
      <h3 class="govuk-heading-s">{title}</h3>
      {problem && <ProblemNotice problem={problem} />}
      {list.columns
        .filter((column) => column.relevant)
        .map((column) => (
          <Answer
            key={column.key}
            record={record}
            name={key(column.key)}
            question={column}
            answer={row.answers[column.key]}
            around="row"
          />
        ))}
      {/* Below them: nothing moves that is being typed in. */}
      {row.conflict && (
        <Conflict
          record={record}
          name={`${list.key}/${row.id}`}
          label={title}
          lead={words.conflict.row_lead(list.row_noun)}
          heads={row.presence}
          shown={row.shown}
          settled={record.again}
        />
      )}
      {record.view.can.write && !row.conflict && (
        <Remove list={list} number={number} remove={() => void remove()} />
      )}
    </li>
  );
}

export function Rows({ record, question, answer = empty_answer, rows }: RowsProps) {
  const { client } = use_desk();
  const { busy, problem, act } = use_acting();
  const typed = record.standing(question.key, question, answer);
  const add = () =>
    act(
      () => client.call("add_row", { record: record.view.id, list: question.key }),
      ({ row }) => void shown(`${question.key}/${row}/${question.columns[0]?.key ?? ""}`),
    );
  const shown = async (focus: string) => {
    await record.again();
    focus_later(focus);
  };
  const noun = question.row_noun;
  return (
    <div class="hw-answer">
      <h2 class="govuk-heading-m">{question.label}</h2>
      {question.hint && <p class="govuk-hint">{question.hint}</p>}
      <Comments comments={answer.comments} />
      {problem && <ProblemNotice problem={problem} />}
      <ol class="hw-rows">
        {rows.map((row, index) => (
          <Row key={row.id} record={record} list={question} row={row} number={index + 1} />
        ))}
      </ol>
      {record.view.can.write && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          id={`${question.key}-add`}
          aria-disabled={busy}
          onClick={() => void add()}
        >
          {rows.length === 0 ? words.answer.add_row(noun) : words.answer.add_another(noun)}
        </button>
      )}
      {record.view.can.write && rows.length === 0 && question.absences.length > 0 && (
        <AbsenceButtons
          id={question.key}
          question={question}
          value={typed.value}
          unfinished={null}
          type={(value) => record.type(question.key, { ...typed, value })}
          choose={(value) => void record.choose(question.key, { ...typed, value })}
        />
      )}
    </div>
  );
}
