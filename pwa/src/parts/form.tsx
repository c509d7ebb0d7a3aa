// Small forms outside a record: sign in, passphrases, reasons.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { words } from "../words";
import { Jump } from "./jump";

interface FieldProps {
  id: string;
  label: string;
  hint?: string;
  value: string;
  error?: string | null;
  autocomplete?: string;
  /** Of names; else nothing is made a capital. */
  autocapitalize?: "words";
  change: (value: string) => void;
}

function described(id: string, hint: unknown, error: unknown) {
  const by = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return by ? { "aria-describedby": by } : {};
}

function Around({
  id,
  label,
  hint,
  error,
  children,
}: FieldProps & { children: ComponentChildren }) {
  return (
    <div class={`govuk-form-group${error ? " govuk-form-group--error" : ""}`}>
      <label class="govuk-label govuk-label--s" for={id}>
        {label}
      </label>
      {hint && (
        <div id={`${id}-hint`} class="govuk-hint">
          {hint}
        </div>
      )}
      {error && (
        <p id={`${id}-error`} class="govuk-error-message">
          <span class="govuk-visually-hidden">{words.common.error_prefix}</span> {error}
        </p>
      )}
      {children}
    </div>
  );
}

export function TextField(props: FieldProps) {
  return (
    <Around {...props}>
      <input
        id={props.id}
        class={`govuk-input${props.error ? " govuk-input--error" : ""}`}
        value={props.value}
        autocomplete={props.autocomplete ?? "off"}
        autocapitalize={props.autocapitalize ?? "none"}
        spellcheck={false}
        {...described(props.id, props.hint, props.error)}
        onInput={(event) => props.change(event.currentTarget.value)}
      />
    </Around>
  );
}

export function LongField(props: FieldProps) {
  return (
    <Around {...props}>
      <textarea
        id={props.id}
        class={`govuk-textarea${props.error ? " govuk-textarea--error" : ""}`}
        rows={3}
        value={props.value}
        autocomplete="off"
        spellcheck={false}
        {...described(props.id, props.hint, props.error)}
        onInput={(event) => props.change(event.currentTarget.value)}
      />
    </Around>
  );
}

/** A password or passphrase: hidden, and shown on request. */
export function SecretField(props: FieldProps) {
  const [shown, show] = useState(false);
  const kind = shown ? ({ type: "text" } as const) : ({ type: "password" } as const);
  const what = props.label.toLowerCase();
  return (
    <Around {...props}>
      <div class="hw-secret">
        <input
          id={props.id}
          class={`govuk-input${props.error ? " govuk-input--error" : ""}`}
          {...kind}
          value={props.value}
          autocomplete={props.autocomplete ?? "off"}
          autocapitalize="none"
          spellcheck={false}
          {...described(props.id, props.hint, props.error)}
          onInput={(event) => props.change(event.currentTarget.value)}
        />
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          aria-label={shown ? words.sign_in.hide_what(what) : words.sign_in.show_what(what)}
          onClick={() => show(!shown)}
        >
          {shown ? words.sign_in.hide : words.sign_in.show}
        </button>
      </div>
    </Around>
  );
}

export interface Mistake {
  id: string;
  says: string;
}

/** What to correct, with a way to each; takes the focus when the mistakes are new. */
export function Mistakes({ mistakes }: { mistakes: Mistake[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (mistakes.length > 0) box.current?.focus();
  }, [mistakes]);
  if (mistakes.length === 0) return null;
  return (
    <div class="govuk-error-summary" tabIndex={-1} ref={box} role="alert">
      <h2 class="govuk-error-summary__title">{words.common.there_is_a_problem}</h2>
      <div class="govuk-error-summary__body">
        <ul class="govuk-list govuk-error-summary__list">
          {mistakes.map(({ id, says }) => (
            <li key={id}>
              <Jump to={id} class="">
                {says}
              </Jump>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

export const error_of = (mistakes: Mistake[], id: string) =>
  mistakes.find((mistake) => mistake.id === id)?.says ?? null;
