// Words and numbers that are typed. Nothing typed here is sent to a spelling service.
import type { Value } from "../../worker/api";
import { words } from "../../words";
import { hinted, Labelled, Unfinished, type InputProps } from "./label";

export const private_text = { autocomplete: "off", spellcheck: false, autocorrect: "off" } as const;

export const text_of = (value: Value) => (value.kind === "text" ? value.text : "");
export const text_value = (text: string): Value =>
  text === "" ? { kind: "blank" } : { kind: "text", text };

export function limit(max_length: number) {
  return max_length > 0 ? { maxLength: max_length } : {};
}

export function Left({ length, max_length }: { length: number; max_length: number }) {
  const left = max_length - length;
  if (max_length === 0 || left > 200) return null;
  return (
    <p class="govuk-hint" role="status">
      {words.answer.characters_left(left)}
    </p>
  );
}

export function TextLine({ id, question, value, type }: InputProps<Value>) {
  return (
    <Labelled id={id} question={question}>
      <input
        id={id}
        class="govuk-input"
        value={text_of(value)}
        {...private_text}
        {...limit(question.max_length)}
        {...hinted(id, question)}
        onInput={(event) => type(text_value(event.currentTarget.value))}
      />
    </Labelled>
  );
}

export function Narrative({ id, question, value, type }: InputProps<Value>) {
  const text = text_of(value);
  return (
    <Labelled id={id} question={question}>
      <textarea
        id={id}
        class="govuk-textarea hw-narrative"
        rows={5}
        value={text}
        {...private_text}
        {...limit(question.max_length)}
        {...hinted(id, question)}
        onInput={(event) => type(text_value(event.currentTarget.value))}
      />
      <Left length={text.length} max_length={question.max_length} />
    </Labelled>
  );
}

function number_text(value: Value): string {
  if (value.kind === "text") return value.text;
  return value.kind === "whole_number" ? String(value.number) : "";
}

export function WholeNumber({ id, question, value, unfinished, type }: InputProps<Value>) {
  return (
    <Labelled id={id} question={question}>
      <input
        id={id}
        class="govuk-input govuk-input--width-5"
        inputMode="numeric"
        maxLength={20}
        value={number_text(value)}
        {...private_text}
        {...hinted(id, question)}
        onInput={(event) => type(text_value(event.currentTarget.value.trim()))}
      />
      <Unfinished why={unfinished} />
    </Labelled>
  );
}
