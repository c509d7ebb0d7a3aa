// Choices: one of several, any of several, yes or no, a scale. The ways of having no
// answer stand among them, after "or": they are answers too.
import type { Question, Value } from "../../worker/api";
import { words } from "../../words";
import { Grouped, hinted, Labelled, type InputProps } from "./label";

interface RadioProps {
  id: string;
  group: string;
  label: string;
  hint?: string;
  checked: boolean;
  choose: () => void;
}

function Radio({ id, group, label, hint, checked, choose }: RadioProps) {
  return (
    <div class="govuk-radios__item">
      <input
        class="govuk-radios__input"
        type="radio"
        id={id}
        name={group}
        checked={checked}
        onChange={choose}
        {...(hint ? { "aria-describedby": `${id}-hint` } : {})}
      />
      <label class="govuk-label govuk-radios__label" for={id}>
        {label}
      </label>
      {hint && (
        <div id={`${id}-hint`} class="govuk-hint govuk-radios__hint">
          {hint}
        </div>
      )}
    </div>
  );
}

/** The absences of a question whose answers are radios already. */
function AbsenceRadios({ id, question, value, choose }: InputProps<Value>) {
  if (question.absences.length === 0) return null;
  return (
    <>
      <div class="govuk-radios__divider">{words.common.or}</div>
      {question.absences.map((absence) => (
        <Radio
          key={absence}
          id={`${id}-${absence}`}
          group={id}
          label={words.answer.absences[absence]}
          checked={value.kind === "absence" && value.absence === absence}
          choose={() => choose({ kind: "absence", absence, why: "" })}
        />
      ))}
    </>
  );
}

// So many that they would be a page of their own.
const radios_max = 12;
export const is_long = (question: Question) =>
  question.kind === "code" && question.options.length > radios_max;

/** One of many: a list to open. Its absences are buttons, as a text's are. */
export function LongOneOf({ id, question, value, choose }: InputProps<Value>) {
  const pick = (code: string) => choose(code === "" ? { kind: "blank" } : { kind: "code", code });
  return (
    <Labelled id={id} question={question}>
      <select
        id={id}
        class="govuk-select"
        value={value.kind === "code" ? value.code : ""}
        {...hinted(id, question)}
        onChange={(event) => pick(event.currentTarget.value)}
      >
        <option value="">{words.answer.choose_one}</option>
        {question.options.map(({ code, label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

export function OneOf(props: InputProps<Value>) {
  const { id, question, value, choose } = props;
  return (
    <Grouped id={id} question={question}>
      <div class="govuk-radios">
        {question.options.map(({ code, label, hint }, index) => (
          <Radio
            key={code}
            id={index === 0 ? id : `${id}-${code}`}
            group={id}
            label={label}
            hint={hint}
            checked={value.kind === "code" && value.code === code}
            choose={() => choose({ kind: "code", code })}
          />
        ))}
        <AbsenceRadios {...props} />
      </div>
    </Grouped>
  );
}

export function YesNo(props: InputProps<Value>) {
  const { id, question, value, choose } = props;
  const radio = (yes: boolean) => (
    <Radio
      id={yes ? id : `${id}-no`}
      group={id}
      label={yes ? words.common.yes : words.common.no}
      checked={value.kind === "yes_no" && value.yes === yes}
      choose={() => choose({ kind: "yes_no", yes })}
    />
  );
  return (
    <Grouped id={id} question={question}>
      <div class="govuk-radios">
        {radio(true)}
        {radio(false)}
        <AbsenceRadios {...props} />
      </div>
    </Grouped>
  );
}

const steps = (question: Question) => {
  const least = question.least ?? 0;
  const most = question.most ?? 10;
  return Array.from({ length: most - least + 1 }, (_, index) => least + index);
};

/** The ends carry their words: "1 – Not at all likely". */
function end_words(question: Question, number: number): string {
  const says =
    number === question.least
      ? question.least_label
      : number === question.most
        ? question.most_label
        : "";
  return says === "" ? String(number) : `${number} – ${says}`;
}

export function Scale(props: InputProps<Value>) {
  const { id, question, value, choose } = props;
  return (
    <Grouped id={id} question={question}>
      <div class="govuk-radios">
        {steps(question).map((number, index) => (
          <Radio
            key={number}
            id={index === 0 ? id : `${id}-${number}`}
            group={id}
            label={end_words(question, number)}
            checked={value.kind === "whole_number" && value.number === number}
            choose={() => choose({ kind: "whole_number", number })}
          />
        ))}
        <AbsenceRadios {...props} />
      </div>
    </Grouped>
  );
}

export function AnyOf({ id, question, value, choose }: InputProps<Value>) {
  const chosen = value.kind === "codes" ? value.codes : [];
  const toggle = (code: string) => {
    const codes = chosen.includes(code)
      ? chosen.filter((one) => one !== code)
      : [...chosen, code].sort();
    choose(codes.length === 0 ? { kind: "blank" } : { kind: "codes", codes });
  };
  return (
    <Grouped id={id} question={question}>
      <div class={`govuk-checkboxes${question.options.length > 6 ? " hw-columns" : ""}`}>
        {question.options.map(({ code, label, hint }, index) => {
          const own = index === 0 ? id : `${id}-${code}`;
          return (
            <div class="govuk-checkboxes__item" key={code}>
              <input
                class="govuk-checkboxes__input"
                type="checkbox"
                id={own}
                checked={chosen.includes(code)}
                onChange={() => toggle(code)}
                {...(hint ? { "aria-describedby": `${own}-hint` } : {})}
              />
              <label class="govuk-label govuk-checkboxes__label" for={own}>
                {label}
              </label>
              {hint && (
                <div id={`${own}-hint`} class="govuk-hint govuk-checkboxes__hint">
                  {hint}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </Grouped>
  );
}
