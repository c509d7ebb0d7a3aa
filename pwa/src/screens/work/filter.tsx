// By state, by who owes it, by the child's name; how many of each state there are.
import type { Work } from "../../worker/api";
import { words } from "../../words";
import { shown_of, type Chosen } from "./chosen";

const told = words.work;
const states = ["all", "overdue", "due_soon"] as const;

interface FilterProps {
  work: Work;
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
}

function States({ work, chosen, choose }: FilterProps) {
  const count = (state: Chosen["state"]) =>
    shown_of(work.children, { ...chosen, state }).reduce((sum, one) => sum + one.duties.length, 0);
  return (
    <div class="hw-filter__states" role="group" aria-label={told.state_group}>
      {states.map((state) => (
        <button
          key={state}
          type="button"
          class="hw-chip"
          aria-pressed={chosen.state === state}
          onClick={() => choose({ ...chosen, state })}
        >
          {told.states[state]} ({count(state)})
        </button>
      ))}
    </div>
  );
}

function Who({ work, chosen, choose }: FilterProps) {
  return (
    <div class="govuk-form-group">
      <label class="govuk-label govuk-label--s" for="who">
        {told.who}
      </label>
      <select
        id="who"
        class="govuk-select"
        value={chosen.who}
        onChange={(event) => choose({ ...chosen, who: event.currentTarget.value })}
      >
        <option value="">{told.everyone}</option>
        {work.whos.map((who) => (
          <option key={who} value={who}>
            {who}
          </option>
        ))}
      </select>
    </div>
  );
}

function Name({ chosen, choose }: FilterProps) {
  return (
    <div class="govuk-form-group">
      <label class="govuk-label govuk-label--s" for="name">
        {told.name}
      </label>
      <input
        id="name"
        class="govuk-input"
        type="search"
        value={chosen.name}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => choose({ ...chosen, name: event.currentTarget.value })}
      />
    </div>
  );
}

export function Filter(props: FilterProps) {
  return (
    <div class="hw-filter" role="search">
      <States {...props} />
      <div class="hw-filter__fields">
        <Name {...props} />
        <Who {...props} />
      </div>
    </div>
  );
}
