// A button that saves unsent work to a file which only the council can read (S7).
import { useState } from "preact/hooks";
import { use_acting } from "../app/acting";
import type { Answer, RescueFile } from "../worker/api";
import { words } from "../words";
import { ProblemNotice } from "./problem";

const told = words.sync.rescue;

function hand_over(file: RescueFile) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file.octets], { type: "application/octet-stream" }));
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(link.href);
}

interface Props {
  says: string;
  says_saved: (name: string) => string;
  ask: () => Promise<Answer<RescueFile>>;
}

export function SaveUnsent({ says, says_saved, ask }: Props) {
  const { busy, problem, act } = use_acting();
  const [saved, set_saved] = useState<RescueFile | null>(null);
  const save = (file: RescueFile) => {
    hand_over(file);
    set_saved(file);
  };
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        aria-disabled={busy}
        onClick={() => void act(ask, save)}
      >
        {says}
      </button>
      <p class="govuk-body" role="status">
        {saved && says_saved(saved.name)} {saved && saved.left_out > 0 && told.left_out(saved.left_out)}{" "}
        {saved && told.only_here(saved.unfinished, saved.remarks)}{" "}
        {saved && !saved.is_whole && words.unlock.damaged.not_whole}
      </p>
    </>
  );
}
