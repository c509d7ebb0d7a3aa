// What was just done, on the screen that follows: it has the focus, and goes with the screen.
import { useEffect, useRef } from "preact/hooks";
import { use_desk, type Done } from "../app/desk";
import { words } from "../words";

export function JustDone({ done }: { done: Done }) {
  const { say_done } = use_desk();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    return () => say_done(null);
  }, []);
  return (
    <div
      class="govuk-notification-banner govuk-notification-banner--success"
      role="alert"
      aria-labelledby="done-title"
      tabIndex={-1}
      ref={box}
    >
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id="done-title">
          {words.common.success}
        </h2>
      </div>
      <div class="govuk-notification-banner__content">
        <p class="govuk-notification-banner__heading">{done.what}</p>
        <p class="govuk-body">{done.next}</p>
      </div>
    </div>
  );
}
