// Asks once more before something is taken away that cannot be had back.
import { useState } from "preact/hooks";

interface SureProps {
  /** What the button says, and what is asked once it was pressed. */
  says: string;
  asks: string;
  yes: string;
  no: string;
  go: () => void;
}

export function Sure({ says, asks, yes, no, go }: SureProps) {
  const [asked, ask] = useState(false);
  if (!asked) {
    return (
      <button type="button" class="hw-plain-button" onClick={() => ask(true)}>
        {says}
      </button>
    );
  }
  return (
    <div class="hw-sure" role="group" aria-label={asks}>
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
