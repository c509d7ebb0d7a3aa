// A GOV.UK summary list of label and words.
import type { ComponentChildren } from "preact";

export function Facts({ facts }: { facts: { label: string; words: ComponentChildren }[] }) {
  return (
    <dl class="govuk-summary-list">
      {facts.map(({ label, words }) => (
        <div class="govuk-summary-list__row" key={label}>
          <dt class="govuk-summary-list__key">{label}</dt>
          <dd class="govuk-summary-list__value">{words}</dd>
        </div>
      ))}
    </dl>
  );
}
