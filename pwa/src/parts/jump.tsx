// Leads to another place on the same screen, which takes the focus.
import type { ComponentChildren } from "preact";

interface JumpProps {
  to: string;
  class?: string;
  children: ComponentChildren;
}

/** A field is shown with its label. */
function visit(event: MouseEvent, id: string): void {
  event.preventDefault(); // the address is of the screen (app/place.ts)
  const there = document.getElementById(id);
  there?.focus({ preventScroll: true });
  (there?.closest(".govuk-form-group") ?? there)?.scrollIntoView();
}

export function Jump({ to, class: look = "govuk-link", children }: JumpProps) {
  return (
    <a href={`#${to}`} class={look} onClick={(event) => visit(event, to)}>
      {children}
    </a>
  );
}
