// A day, or a day and a time, in separate fields as GOV.UK has them. The page only hands on
// what stands in them; whether that is a day is the core's to say.
import type { Value } from "../../worker/api";
import { words } from "../../words";
import { Grouped, Unfinished, type InputProps } from "./label";

interface Digits {
  day: string;
  month: string;
  year: string;
  time: string;
}

const nothing: Digits = { day: "", month: "", year: "", time: "" };

function digits_of(value: Value): Digits {
  if (value.kind === "text") {
    const [day = "", month = "", year = "", time = ""] = value.text.split("\n");
    return { day, month, year, time };
  }
  const written = value.kind === "date" ? value.date : value.kind === "instant" ? value.local : "";
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?/.exec(written);
  if (!found) return nothing;
  return { day: found[3] ?? "", month: found[2] ?? "", year: found[1] ?? "", time: found[4] ?? "" };
}

const part_length = 40;

interface PartProps {
  id: string;
  label: string;
  value: string;
  width: 2 | 4 | 5;
  change: (text: string) => void;
}

function Part({ id, label, value, width, change }: PartProps) {
  return (
    <div class="govuk-date-input__item">
      <label class="govuk-label govuk-date-input__label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class={`govuk-input govuk-date-input__input govuk-input--width-${width}`}
        inputMode="numeric"
        autocomplete="off"
        maxLength={part_length}
        value={value}
        onInput={(event) => change(event.currentTarget.value.trim())}
      />
    </div>
  );
}

function When({ with_time, ...props }: InputProps<Value> & { with_time: boolean }) {
  const { id, question, value, unfinished, type, choose } = props;
  const digits = digits_of(value);
  const change = (part: Partial<Digits>) => {
    const { day, month, year, time } = { ...digits, ...part };
    type({ kind: "text", text: [day, month, year, ...(with_time ? [time] : [])].join("\n") });
  };
  const now = () =>
    choose({ kind: "instant", at: `${new Date().toISOString().slice(0, 19)}Z`, local: "" });
  return (
    <Grouped id={id} question={question}>
      <div class="govuk-date-input">
        <Part
          id={id}
          label={words.answer.day}
          value={digits.day}
          width={2}
          change={(day) => change({ day })}
        />
        <Part
          id={`${id}-month`}
          label={words.answer.month}
          value={digits.month}
          width={2}
          change={(month) => change({ month })}
        />
        <Part
          id={`${id}-year`}
          label={words.answer.year}
          value={digits.year}
          width={4}
          change={(year) => change({ year })}
        />
        {with_time && (
          <Part
            id={`${id}-time`}
            label={words.answer.time}
            value={digits.time}
            width={5}
            change={(time) => change({ time })}
          />
        )}
        {with_time && (
          <button type="button" class="govuk-button govuk-button--secondary hw-now" onClick={now}>
            {words.answer.now}
          </button>
        )}
      </div>
      {with_time && <p class="govuk-hint hw-time-hint">{words.answer.time_hint}</p>}
      <Unfinished why={unfinished} />
    </Grouped>
  );
}

export const DateOf = (props: InputProps<Value>) => <When {...props} with_time={false} />;
export const InstantOf = (props: InputProps<Value>) => <When {...props} with_time={true} />;
