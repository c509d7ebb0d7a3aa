// What stays in view while a record is written or reviewed: whose it is, how long since
// the return, and whether what was typed is in the database. Never "saved" before it is.
import type { Saving } from "../app/autosave";
import type { OpenRecord } from "../app/open_record";
import { use_desk } from "../app/desk";
import type { RecordView } from "../worker/api";
import { words } from "../words";
import { ProblemNotice } from "./problem";

const told = words.interview;

function saving_words(saving: Saving): string {
  if (saving.now === "saving") return told.saving;
  if (saving.now === "saved") return told.saved(words.time_of(saving.at));
  return saving.now === "refused" ? told.not_saved : told.untouched;
}

interface SavingStripProps {
  view: RecordView;
  saving: Saving;
  save_again: () => void;
  /** Where what is saved goes next; null where nothing can be written. */
  then: string | null;
}

export function SavingStrip({ view, saving, save_again, then }: SavingStripProps) {
  return (
    <>
      <div class="hw-record-strip">
        <p class="hw-record-strip__who">
          <strong>{view.called}</strong>
          {view.since_return && <span>{view.since_return}</span>}
        </p>
        {then !== null && (
          <p class={`hw-record-strip__saved hw-record-strip__saved--${saving.now}`}>
            <span data-saving={saving.now}>{saving_words(saving)}</span>
            <span class="hw-record-strip__unsent">{then}</span>
          </p>
        )}
      </div>
      {saving.now === "refused" && (
        <ProblemNotice problem={saving.problem}>
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            onClick={save_again}
          >
            {told.save_again}
          </button>
        </ProblemNotice>
      )}
    </>
  );
}

export function RecordStrip({ record }: { record: OpenRecord }) {
  const { sync } = use_desk();
  const { view, saving, autosave } = record;
  const unsent = sync === null ? "" : sync.unsent > 0 ? told.not_sent(sync.unsent) : told.all_sent;
  return (
    <SavingStrip
      view={view}
      saving={saving}
      save_again={() => void autosave.flush()}
      then={view.can.write ? unsent : null}
    />
  );
}
