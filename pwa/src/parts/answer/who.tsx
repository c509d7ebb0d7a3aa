// Who said it and how far it may go: always in view as one quiet line, opened to change.
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
      <select id={id} class="govuk-select" value={value} onChange={(event) => change(event.currentTarget.value)}>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {says[choice]}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Who({ id, question, typed, choose }: WhoProps) {
  const asks_who = question.said_by !== null;
  const asks_sharing = question.sharing !== null;
  if (!asks_who && !asks_sharing) return null;
  const line = [
    asks_who ? words.answer.said[typed.said_by] : "",
    asks_sharing ? words.answer.shared[typed.sharing] : "",
  ];
  return (
    <details class="hw-who">
      <summary>
        <span class="govuk-visually-hidden">{words.answer.who_and_sharing}: </span>
        {line.filter(Boolean).join(" · ")}
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
      </div>
    </details>
  );
}
