// The control for a question's kind, and what may stand in an answer's place.
import type { Question, Value } from "../../worker/api";
import { words } from "../../words";
import { AnyOf, is_long, LongOneOf, OneOf, Scale, YesNo } from "./choices";
import type { InputProps } from "./label";
import { DateOf, InstantOf } from "./moments";
import { Narrative, TextLine, WholeNumber } from "./text";

const has_radios = (question: Question) =>
  ["code", "yes_no", "scale"].includes(question.kind) && !is_long(question);

function Plain(props: InputProps<Value>) {
  switch (props.question.kind) {
    case "text_line":
      return <TextLine {...props} />;
    case "narrative":
      return <Narrative {...props} />;
    case "code":
      return is_long(props.question) ? <LongOneOf {...props} /> : <OneOf {...props} />;
    case "codes":
      return <AnyOf {...props} />;
    case "whole_number":
      return <WholeNumber {...props} />;
    case "yes_no":
      return <YesNo {...props} />;
    case "date":
      return <DateOf {...props} />;
    case "instant":
      return <InstantOf {...props} />;
    case "scale":
      return <Scale {...props} />;
    case "rows":
      return null; // has its own part: rows.tsx
  }
}

type Absence = Extract<Value, { kind: "absence" }>;

/** "Would not say" and its kind, for questions that are not radios. Pressing again undoes. */
export function AbsenceButtons({ question, value, choose }: InputProps<Value>) {
  const now = value.kind === "absence" ? value.absence : null;
  return (
    <div class="hw-absences" role="group" aria-label={words.answer.absence_group(question.label)}>
      <span class="hw-absences__or" aria-hidden="true">
        {words.common.or}
      </span>
      {question.absences.map((absence) => (
        <button
          key={absence}
          type="button"
          class="hw-chip"
          aria-pressed={now === absence}
          onClick={() =>
            choose(now === absence ? { kind: "blank" } : { kind: "absence", absence, why: "" })
          }
        >
          {words.answer.absences[absence]}
        </button>
      ))}
    </div>
  );
}

function WhyNotAsked({
  id,
  value,
  type,
}: {
  id: string;
  value: Absence;
  type: (value: Value) => void;
}) {
  return (
    <div class="govuk-inset-text hw-why">
      <label class="govuk-label" for={`${id}-why`}>
        {words.answer.absence_why}
      </label>
      <input
        id={`${id}-why`}
        class="govuk-input"
        value={value.why}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => type({ ...value, why: event.currentTarget.value })}
      />
    </div>
  );
}

export function Control({
  absences_elsewhere,
  ...props
}: InputProps<Value> & { absences_elsewhere: boolean }) {
  const { id, question, value, type } = props;
  const buttons = question.absences.length > 0 && !has_radios(question) && !absences_elsewhere;
  if (value.kind === "unknown") return <p class="govuk-body hw-gently">{words.answer.unknown}</p>;
  return (
    <>
      <Plain {...props} />
      {buttons && <AbsenceButtons {...props} />}
      {value.kind === "absence" && value.absence === "not_asked" && (
        <WhyNotAsked id={id} value={value} type={type} />
      )}
    </>
  );
}
