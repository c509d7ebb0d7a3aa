// What an authorisation agrees is to happen next, and whether there is consent to it.
import type { OutcomesView } from "../../worker/api";
import { words } from "../../words";

export interface Outcomes {
  outcomes: string[];
  consent: string;
}

interface OutcomesProps {
  offered: OutcomesView;
  chosen: Outcomes;
  change: (chosen: Outcomes) => void;
}

export function OutcomesAsked({ offered, chosen, change }: OutcomesProps) {
  const toggle = (code: string) => {
    const outcomes = chosen.outcomes.includes(code)
      ? chosen.outcomes.filter((one) => one !== code)
      : [...chosen.outcomes, code];
    change({ outcomes, consent: outcomes.length === 0 ? "" : chosen.consent });
  };
  return (
    <>
      <fieldset class="govuk-fieldset govuk-form-group" aria-describedby="outcomes-hint">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{offered.label}</legend>
        <div id="outcomes-hint" class="govuk-hint">
          {words.review.outcomes_hint}
        </div>
        <div class="govuk-checkboxes hw-columns">
          {offered.outcomes.map(({ code, label }) => (
            <div class="govuk-checkboxes__item" key={code}>
              <input
                class="govuk-checkboxes__input"
                type="checkbox"
                id={`outcome-${code}`}
                checked={chosen.outcomes.includes(code)}
                onChange={() => toggle(code)}
              />
              <label class="govuk-label govuk-checkboxes__label" for={`outcome-${code}`}>
                {label}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
      {chosen.outcomes.length > 0 && (
        <fieldset class="govuk-fieldset govuk-form-group">
          <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
            {offered.consent_label}
          </legend>
          <div class="govuk-radios">
            {offered.consents.map(({ code, label }) => (
              <div class="govuk-radios__item" key={code}>
                <input
                  class="govuk-radios__input"
                  type="radio"
                  name="consent"
                  id={`consent-${code}`}
                  checked={chosen.consent === code}
                  onChange={() => change({ ...chosen, consent: code })}
                />
                <label class="govuk-label govuk-radios__label" for={`consent-${code}`}>
                  {label}
                </label>
              </div>
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}
