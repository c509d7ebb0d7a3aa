// Who said it and who sees it: always in view as one line, as plain as the question, because
// the child is told it; opened to change. What is needed seldom stands behind the same line.
import type { ComponentChildren } from "preact";
import type { Question, SaidBy, Sharing } from "../../worker/api";
import type { Typed } from "../../app/autosave";
import { words } from "../../words";

const said = Object.keys(words.answer.said) as SaidBy[];
const shared = Object.keys(words.answer.shared) as Sharing[];

interface WhoProps {
  id: string;
  question: Question;
  typed: Typed;
  choose: (change: Partial<Typed>) => void;
  /** Said in the line before all else: an absence chosen behind it. */
  first: string;
  children: ComponentChildren;
}

interface PickProps<T extends string> {
  id: string;
  label: string;
  choices: T[];
  words: Record<T, string>;
  value: T;
  choose: (value: T) => void;
}

function Pick<T extends string>({ id, label, choices, words: says, value, choose }: PickProps<T>) {
  const change = (chosen: string) => {
    const found = choices.find((choice) => choice === chosen);
    if (found !== undefined) choose(found);
  };
  return (
    <div class="govuk-form-group">
      <label class="govuk-label" for={id}>
        {label}
      </label>
      <select
        id={id}
        class="govuk-select"
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {says[choice]}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Who({ id, question, typed, choose, first, children }: WhoProps) {
  const asks_who = question.said_by !== null;
  const asks_sharing = question.sharing !== null;
  if (!asks_who && !asks_sharing && !children) return null;
  const is_absent = typed.value.kind === "absence"; // which nobody said
  const line = [
    first,
    asks_who && !is_absent ? words.answer.said[typed.said_by] : "",
    asks_sharing ? words.answer.goes_to(words.answer.shared[typed.sharing]) : "",
  ].filter(Boolean);
  return (
    <details class="hw-who govuk-body">
      <summary>
        <span class="govuk-visually-hidden">{words.answer.who_and_sharing}: </span>
        {line.map((says) => (
          <span key={says}>{says}. </span>
        ))}
        <span class="hw-who__change">{line.length > 0 ? words.answer.change : words.answer.more}</span>
      </summary>
      <div class="hw-who__choices">
        {asks_who && (
          <Pick
            id={`${id}-said`}
            label={words.answer.said_by}
            choices={said}
            words={words.answer.said}
            value={typed.said_by}
            choose={(said_by) => choose({ said_by })}
          />
        )}
        {asks_sharing && (
          <Pick
            id={`${id}-shared`}
            label={words.answer.sharing}
            choices={shared}
            words={words.answer.shared}
            value={typed.sharing}
            choose={(sharing) => choose({ sharing })}
          />
        )}
        {children}
      </div>
    </details>
  );
}
