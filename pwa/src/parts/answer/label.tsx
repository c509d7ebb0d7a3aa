// A question's words above its control: a label for one field, a legend for several.
import type { ComponentChildren } from "preact";
import type { Question } from "../../worker/api";

export interface InputProps<V> {
  id: string;
  question: Question;
  value: V;
  /** Why what stands in it is no answer yet. */
  unfinished: string | null;
  /** Each change while typing. */
  type: (value: V) => void;
  /** A finished choice. */
  choose: (value: V) => void;
}

interface WordsProps {
  id: string;
  question: Question;
  children: ComponentChildren;
}

function Hint({ id, question }: { id: string; question: Question }) {
  if (!question.hint) return null;
  return (
    <div id={`${id}-hint`} class="govuk-hint">
      {question.hint}
    </div>
  );
}

/** What is to be done to what was typed. */
export function Unfinished({ why }: { why: string | null }) {
  if (why === null) return null;
  return (
    <p class="hw-gently" role="status">
      {why}
    </p>
  );
}

export const hinted = (id: string, question: Question) =>
  question.hint ? { "aria-describedby": `${id}-hint` } : {};

export function Labelled({ id, question, children }: WordsProps) {
  return (
    <>
      <label class="govuk-label govuk-label--m" for={id}>
        {question.label}
      </label>
      <Hint id={id} question={question} />
      {children}
    </>
  );
}

export function Grouped({ id, question, children }: WordsProps) {
  return (
    <fieldset class="govuk-fieldset" {...hinted(id, question)}>
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{question.label}</legend>
      <Hint id={id} question={question} />
      {children}
    </fieldset>
  );
}
