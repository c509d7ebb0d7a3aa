// Where the focus goes when what had it goes away: never to the beginning of the page, and
// never from a field that is being typed in (WCAG 2.4.3).
import { useEffect } from "preact/hooks";

/** Once the screen has been drawn again: to the first of `ids` that stands there then. */
export function focus_later(...ids: string[]): void {
  requestAnimationFrame(() =>
    ids.map((id) => document.getElementById(id)).find((element) => element !== null)?.focus(),
  );
}

const is_nowhere = () => document.activeElement === null || document.activeElement === document.body;

/** Of its screen, in their order. */
const headings_before = (element: Element) =>
  [...document.querySelectorAll<HTMLElement>("main :is(h1, h2, h3, h4)")].filter(
    (heading) => heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
  );

/** A heading can have the focus until it is left. */
function focus_heading(heading: HTMLElement): void {
  if (!heading.hasAttribute("tabindex")) {
    heading.tabIndex = -1;
    heading.addEventListener("blur", () => heading.removeAttribute("tabindex"), { once: true });
  }
  heading.focus({ preventScroll: true });
}

/** Where nothing else takes the focus of what goes away, the nearest heading before it does,
    or the title of what stands there instead. */
export function use_kept_focus(): void {
  useEffect(() => {
    let had: Element | null = null;
    let headings: HTMLElement[] = [];
    const came = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return;
      had = target;
      headings = headings_before(target);
    };
    // Some browsers say this of what goes away, too: then it stands nowhere a moment later.
    const left = () =>
      queueMicrotask(() => {
        if (had?.isConnected && is_nowhere()) had = null;
      });
    const keep = () => {
      const staying = headings.filter((one) => one.isConnected && one.checkVisibility());
      const heading = staying.at(-1) ?? document.querySelector<HTMLElement>("main h1");
      if (is_nowhere() && heading) focus_heading(heading);
    };
    const changed = () => {
      if (!had || had.isConnected) return;
      had = null;
      requestAnimationFrame(() => requestAnimationFrame(keep)); // after `focus_later`
    };
    const observer = new MutationObserver(changed);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener("focusin", came);
    document.addEventListener("focusout", left);
    return () => {
      observer.disconnect();
      document.removeEventListener("focusin", came);
      document.removeEventListener("focusout", left);
    };
  }, []);
}
