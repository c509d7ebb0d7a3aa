// A link within the page.
import type { ComponentChildren } from "preact";
import { use_desk } from "../app/desk";

interface LinkProps {
  to: string;
  class?: string;
  label?: string;
  /** It leads to the screen that is in view. */
  here?: boolean;
  children: ComponentChildren;
}

export function Link({ to, class: look = "govuk-link", label, here = false, children }: LinkProps) {
  const { place } = use_desk();
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    place.go(to);
  };
  return (
    <a
      href={`#${to}`}
      class={look}
      onClick={follow}
      {...(label ? { "aria-label": label } : {})}
      {...(here ? { "aria-current": "page" as const } : {})}
    >
      {children}
    </a>
  );
}

/** Leads somewhere, and is the main thing to do next. */
export function ButtonLink({ quiet = false, children, ...link }: LinkProps & { quiet?: boolean }) {
  return (
    <Link {...link} class={quiet ? "govuk-button govuk-button--secondary" : "govuk-button"}>
      {children}
    </Link>
  );
}
