// A state in words, with a colour that only repeats what the words say.
import type { ClockView, RecordView, SectionView } from "../worker/api";

type Colour = "blue" | "green" | "amber" | "grey" | "plain";

export function Tag({ colour, children }: { colour: Colour; children: string }) {
  return <strong class={`govuk-tag hw-tag hw-tag--${colour}`}>{children}</strong>;
}

export const clock_colours: Record<ClockView["state"], Colour> = {
  open: "blue",
  due_soon: "amber",
  overdue: "amber",
  met: "green",
  met_late: "grey",
  cancelled: "grey",
  waived: "grey",
  not_measurable: "grey",
};

export const section_colours: Record<SectionView["state"], Colour> = {
  not_started: "grey",
  in_progress: "blue",
  done: "plain",
  needs_attention: "amber",
};

export const stage_colours: Record<RecordView["stage"], Colour> = {
  draft: "grey",
  submitted: "blue",
  returned: "amber",
  authorised: "green",
  plain: "grey",
};

/** Where a record that was submitted, or has to be, stands. */
export function StageTag({ view }: { view: RecordView }) {
  if (view.stage === "plain") return null;
  return (
    <p class="hw-card__tags">
      <Tag colour={stage_colours[view.stage]}>{view.stage_words}</Tag>
    </p>
  );
}
