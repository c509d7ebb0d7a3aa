// Why something is asked or refused: the reason, and the sentence of the document it is from.
import type { ComponentChildren } from "preact";
import type { RuleView } from "../../worker/api";
import { words } from "../../words";

const told = words.policy;

export function Clause({ rule }: { rule: RuleView }) {
  return (
    <>
      <blockquote class="hw-clause">
        <p>{rule.quote}</p>
        <footer>
          {rule.source} · {told.rule} {rule.rule}
        </footer>
      </blockquote>
      {rule.note && (
        <p class="govuk-body">
          <strong>{told.read_as}</strong> {rule.note}
        </p>
      )}
    </>
  );
}

interface WhyProps {
  rule: RuleView;
  what: string;
  because?: string;
  /** Who, since when: label and words. */
  facts?: [string, string][];
  /** What may be done about it. */
  children?: ComponentChildren;
}

export function Why({ rule, what, because = "", facts = [], children }: WhyProps) {
  return (
    <details class="govuk-details hw-why-rule">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          {told.why}
          <span class="govuk-visually-hidden"> {what}</span>
          <span class="hw-why-rule__id"> {rule.rule}</span>
        </span>
      </summary>
      <div class="govuk-details__text">
        {because && <p class="govuk-body">{because}</p>}
        <Clause rule={rule} />
        {facts.map(([label, says]) => (
          <p class="govuk-body hw-quiet" key={label}>
            {label}: {says}
          </p>
        ))}
        {children}
      </div>
    </details>
  );
}
