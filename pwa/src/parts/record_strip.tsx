// What stays in view while a record is written or reviewed: whose it is, how long since
// the return, and whether what was typed is in the database. Never "saved" before it is.
import type { Saving } from "../app/autosave";
import type { OpenRecord } from "../app/open_record";
import { use_desk } from "../app/desk";
import type { RecordView } from "../worker/api";
import { words } from "../words";
import { ProblemNotice } from "./problem";

const told = words.interview;

function saving_words(saving: Saving, unfinished: string[]): string {
  if (saving.now === "saving") return told.saving;
  if (saving.now !== "refused" && unfinished.length > 0) return told.unfinished(unfinished);
  if (saving.now === "saved") return told.saved(words.time_of(saving.at));
  return saving.now === "refused" ? told.not_saved : told.untouched;
}

interface SavingStripProps {
  view: RecordView;
  saving: Saving;
  save_again: () => void;
  /** Where what is saved goes next; null where nothing can be written. */
  then: string | null;
  /** The labels of what stands in a field and is no answer yet. */
  unfinished?: string[];
}

/** Nothing counts as saved while something on the record is no answer. */
function now_of(saving: Saving, unfinished: string[]): Saving["now"] | "unfinished" {
  const is_quiet = saving.now === "saved" || saving.now === "untouched";
  return is_quiet && unfinished.length > 0 ? "unfinished" : saving.now;
}

export function SavingStrip({
  view,
  saving,
  save_again,
  then,
  unfinished = [],
}: SavingStripProps) {
  const now = now_of(saving, unfinished);
  return (
    <>
      <div class="hw-record-strip">
        <p class="hw-record-strip__who">
          <strong>{view.called}</strong>
          {view.since_return && <span>{view.since_return}</span>}
        </p>
        {then !== null && (
          <p class={`hw-record-strip__saved hw-record-strip__saved--${now}`}>
            <span data-saving={now}>{saving_words(saving, unfinished)}</span>
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
      unfinished={record.unfinished.map(({ label }) => label)}
    />
  );
}
