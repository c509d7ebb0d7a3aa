// What stays in view while a record is written: whose it is, how long since the
// return, and whether what was typed is in the database. Never "saved" before it is.
import type { OpenRecord } from "../app/open_record";
import { use_desk } from "../app/desk";
import { words } from "../words";
import { ProblemNotice } from "./problem";

const told = words.interview;

function saving_words(record: OpenRecord): string {
  const { saving } = record;
  if (saving.now === "saving") return told.saving;
  if (saving.now === "saved") return told.saved(words.time_of(saving.at));
  return saving.now === "refused" ? told.not_saved : told.untouched;
}

export function RecordStrip({ record }: { record: OpenRecord }) {
  const { sync } = use_desk();
  const { view, saving, autosave } = record;
  return (
    <>
      <div class="hw-record-strip">
        <p class="hw-record-strip__who">
          <strong>{view.child_name.split(" ")[0]}</strong>
          {view.since_return && <span>{view.since_return}</span>}
        </p>
        {view.can.write && (
          <p class={`hw-record-strip__saved hw-record-strip__saved--${saving.now}`}>
            <span data-saving={saving.now}>{saving_words(record)}</span>
            {sync && (
              <span class="hw-record-strip__unsent">
                {sync.unsent > 0 ? told.not_sent(sync.unsent) : told.all_sent}
              </span>
            )}
          </p>
        )}
      </div>
      {saving.now === "refused" && (
        <ProblemNotice problem={saving.problem}>
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            onClick={() => void autosave.flush()}
          >
            {told.save_again}
          </button>
        </ProblemNotice>
      )}
    </>
  );
}
