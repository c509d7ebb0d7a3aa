// "A new version is ready": quiet, and not taken while something is being typed.
import { useState } from "preact/hooks";
import { use_desk } from "../app/desk";
import type { Update } from "../app/update";
import { words } from "../words";

const typing_in = new Set(["INPUT", "TEXTAREA", "SELECT"]);

export function UpdateBanner({ update }: { update: Update }) {
  const { autosaves } = use_desk();
  const [waits, set_waits] = useState(false);
  const use = async () => {
    await autosaves.flush();
    const typing = typing_in.has(document.activeElement?.tagName ?? "");
    if (typing || autosaves.busy()) set_waits(true);
    else update.use();
  };
  return (
    <aside class="hw-update" aria-label={words.update.ready}>
      <div class="govuk-width-container hw-update__inner">
        <p role="status">{waits ? words.update.waits : words.update.ready}</p>
        <button type="button" class="hw-chip" onClick={() => void use()}>
          {words.update.use_it}
        </button>
      </div>
    </aside>
  );
}
