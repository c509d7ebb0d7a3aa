// The frame of a screen: its title (also the tab's), a way back, and the focus on the
// title when the screen is new, so that a screen reader starts at the top.
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { words } from "../words";
import { Link } from "./link";

interface PageProps {
  title: string;
  /** The tab's, where the title names a child: the browser keeps it, in clear (T2). */
  tab?: string;
  caption?: string;
  back?: { to: string; text?: string } | undefined;
  /** When this changes the title takes the focus again, though the screen stays. */
  part?: string | number;
  /** A child may be watching: amber and dark blue in place of any red. */
  calm?: boolean;
  /** For reading together across a table. */
  large?: boolean;
  /** Before the title: it takes the focus. */
  above?: ComponentChildren;
  children: ComponentChildren;
}

export function Page({
  title,
  tab = title,
  caption,
  back,
  part,
  calm = false,
  large = false,
  above,
  children,
}: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // With the title on the page, so that what is kept of a visit is never kept under the tab's last one.
  useLayoutEffect(() => void (document.title = words.common.page_title(tab)), [tab]);
  useEffect(() => {
    if (!above) heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [part]);
  return (
    <div class={`hw-page${calm ? " hw-calm" : ""}${large ? " hw-large" : ""}`}>
      {back && (
        <Link to={back.to} class="govuk-back-link">
          {back.text ?? words.common.back}
        </Link>
      )}
      <main id="main" class="govuk-main-wrapper hw-main">
        {above}
        {caption && <span class="govuk-caption-l">{caption}</span>}
        <h1 class="govuk-heading-l" tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {children}
      </main>
    </div>
  );
}

export function Opening() {
  return (
    <main id="main" class="govuk-main-wrapper hw-main" aria-busy="true">
      <p class="govuk-body-l hw-opening">{words.common.loading}</p>
    </main>
  );
}
