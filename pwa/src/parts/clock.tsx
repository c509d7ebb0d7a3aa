// What is due and when, in words; the rule's reason is one tap away.
import type { ClockView } from "../worker/api";
import { words } from "../words";
import { StateTag } from "./policy/state";

export function Clock({ clock, compact = false }: { clock: ClockView; compact?: boolean }) {
  return (
    <div class="hw-clock">
      <p class="govuk-body hw-clock__line">
        <StateTag state={clock.state}>{clock.state_words}</StateTag>
        <span>
          {clock.what}
          {clock.due && <span class="hw-quiet"> · {words.clock.due(clock.due.words)}</span>}
        </span>
      </p>
      {!compact && <Because clock={clock} />}
    </div>
  );
}

export function Because({ clock }: { clock: ClockView }) {
  return (
    <details class="govuk-details hw-because">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.clock.why(clock.rule)}</span>
      </summary>
      <div class="govuk-details__text">
        <p class="govuk-body">{clock.because}</p>
        <p class="govuk-body hw-quiet">
          {words.clock.source} {clock.source}
        </p>
      </div>
    </details>
  );
}
