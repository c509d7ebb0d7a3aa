// A third version, begun to settle two (M4): durable as it is typed (T1), under a key of its
// own, and no answer before its author says so.
import type { OpenRecord } from "../../app/open_record";
import { focus_later } from "../../app/focus";
import { settling_key } from "../../app/settling";
import type { Key, Question } from "../../worker/api";
import { words } from "../../words";
import { Sure } from "./sure";
import { Left, limit, private_text, text_value } from "./text";

const told = words.conflict;

/** What it began with. */
export type From = "nothing" | "suggested" | "both" | "begun";

export const type_settling = (record: OpenRecord, name: Key, text: string) =>
  record.type(settling_key(name), {
    value: text_value(text),
    said_by: "unsaid",
    sharing: "case_file",
    shown: [], // of a conflict nothing stands in the field
  });

function Delete({ go }: { go: () => void }) {
  return (
    <Sure
      says={told.delete}
      asks={told.delete_sure}
      yes={told.delete_yes}
      no={told.delete_no}
      go={go}
    />
  );
}

interface WriterProps {
  name: Key;
  question: Question;
  from: From;
  text: string;
  /** Some of it was typed, and is kept. */
  begun: boolean;
  busy: boolean;
  change: (text: string) => void;
  use: () => void;
  stop: () => void;
}

export function Writer(props: WriterProps) {
  const { name, question, from, text, begun, busy, change, use, stop } = props;
  const id = settling_key(name);
  const field = {
    id,
    value: text,
    ...private_text,
    ...limit(question.max_length),
    ...(from === "nothing" ? {} : { "aria-describedby": `${id}-hint` }),
    onInput: (event: { currentTarget: { value: string } }) => change(event.currentTarget.value),
  };
  const give_up = () => {
    change("");
    stop();
  };
  return (
    <div class="hw-writer">
      <label class="govuk-label govuk-label--s" for={id}>
        {told.your_text}
      </label>
      {from !== "nothing" && (
        <p id={`${id}-hint`} class="govuk-hint">
          {told.hints[from]}
        </p>
      )}
      {question.kind === "narrative" ? (
        <textarea class="govuk-textarea hw-narrative" rows={5} {...field} />
      ) : (
        <input class="govuk-input" {...field} />
      )}
      <Left length={text.length} max_length={question.max_length} />
      <div class="govuk-button-group">
        <button type="button" class="govuk-button" aria-disabled={busy} onClick={use}>
          {told.use}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={stop}>
          {told.stop}
        </button>
      </div>
      {begun && <Delete go={give_up} />}
    </div>
  );
}

export const outlived_id = (name: Key) => `${name}-outlived`;

interface OutlivedProps {
  record: OpenRecord;
  name: Key;
  label: string;
  text: string;
  /** Answers with it, in place of what stands. */
  use: () => Promise<void>;
}

/** Somebody else settled it meanwhile: what was begun is still its author's to use. */
export function Outlived({ record, name, label, text, use }: OutlivedProps) {
  const give_up = () => {
    type_settling(record, name, "");
    focus_later(name);
  };
  const use_and_give_up = async () => {
    await use();
    if (record.autosave.is_saved(name)) give_up();
  };
  return (
    <section
      id={outlived_id(name)}
      class="hw-conflict hw-conflict--outlived"
      aria-label={`${told.outlived}: ${label}`}
      tabIndex={-1}
    >
      <h3 class="govuk-heading-s">{told.outlived}</h3>
      <p class="govuk-body">{told.outlived_lead}</p>
      <p class="hw-version__words">{text}</p>
      <div class="govuk-button-group">
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => void use_and_give_up()}
        >
          {told.use_after_all}
        </button>
        <Delete go={give_up} />
      </div>
    </section>
  );
}
