// Asks once more before something is taken away that cannot be had back.
import { useId, useState } from "preact/hooks";
import { focus_later } from "../../app/focus";

interface SureProps {
  /** What the button says, and what is asked once it was pressed. */
  says: string;
  asks: string;
  yes: string;
  no: string;
  go: () => void;
}

export function Sure({ says, asks, yes, no, go }: SureProps) {
  const id = useId();
  const [asked, set_asked] = useState(false);
  // The question has the focus, not "yes": a key held down on the button would answer it.
  const ask = (wanted: boolean) => {
    set_asked(wanted);
    focus_later(id);
  };
  if (!asked) {
    return (
      <button type="button" id={id} class="hw-plain-button" onClick={() => ask(true)}>
        {says}
      </button>
    );
  }
  return (
    <div class="hw-sure" id={id} role="group" aria-label={asks} tabIndex={-1}>
      <span>{asks}</span>
      <button type="button" class="hw-chip" onClick={go}>
        {yes}
      </button>
      <button type="button" class="hw-chip" onClick={() => ask(false)}>
        {no}
      </button>
    </div>
  );
}
