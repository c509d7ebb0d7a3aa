// How far a long receiving is: the total is known from its start (S6).
import type { SyncState } from "../worker/api";
import { words } from "../words";

const told = words.sync;

export function Progress({ progress }: { progress: NonNullable<SyncState["progress"]> }) {
  return (
    <div class="hw-progress">
      <label class="govuk-label govuk-label--s" for="progress">
        {told.progress_label}
      </label>
      <progress id="progress" max={progress.total} value={progress.done} />
      <p class="govuk-hint">{told.progress(progress.done, progress.total)}</p>
    </div>
  );
}
