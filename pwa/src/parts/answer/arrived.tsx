// Another answer has come while this one is being written (M3): told below it, quietly. Nothing
// above moves, the focus stays, and both can be looked at when one likes.
import type { Head } from "../../worker/api";
import { words } from "../../words";

const told = words.conflict;

/** The newest of those that were not written here. */
function newcomer(heads: Head[]): Head | undefined {
  return heads
    .filter(({ this_tablet }) => !this_tablet)
    .reduce<Head | undefined>((newest, one) => (newest && newest.at.at > one.at.at ? newest : one), undefined);
}

interface ArrivedProps {
  label: string;
  /** Those that stand, where another is among them; else none. */
  heads: Head[];
  /** Null while what is typed is no answer that could be looked at. */
  look: (() => void) | null;
}

export function Arrived({ label, heads, look }: ArrivedProps) {
  const other = newcomer(heads);
  return (
    <div class={other ? "hw-arrived" : ""}>
      {/* There before it says anything: else it is not read out. */}
      <div role="status">
        {other && (
          <>
            <p>{told.arrived(other.mine, told.by(other.author, other.at.words))}</p>
            <p>{told.both_kept}</p>
          </>
        )}
      </div>
      {other && look && (
        <button type="button" class="hw-plain-button" onClick={look}>
          {told.look}
          <span class="govuk-visually-hidden">: {label}</span>
        </button>
      )}
    </div>
  );
}
