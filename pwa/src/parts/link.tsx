// A link within the page.
import type { ComponentChildren } from "preact";
import { use_desk } from "../app/desk";

interface LinkProps {
  to: string;
  class?: string;
  label?: string;
  children: ComponentChildren;
}

export function Link({ to, class: look = "govuk-link", label, children }: LinkProps) {
  const { place } = use_desk();
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    place.go(to);
  };
  return (
    <a href={`#${to}`} class={look} onClick={follow} {...(label ? { "aria-label": label } : {})}>
      {children}
    </a>
  );
}

/** Leads somewhere, and is the main thing to do next. */
export function ButtonLink({ to, quiet = false, children }: LinkProps & { quiet?: boolean }) {
  return (
    <Link to={to} class={quiet ? "govuk-button govuk-button--secondary" : "govuk-button"}>
      {children}
    </Link>
  );
}
