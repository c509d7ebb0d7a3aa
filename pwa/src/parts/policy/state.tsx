// The state of something owed: a shape and words. The colour only repeats them.
import type { ClockView } from "../../worker/api";
import { clock_colours } from "../tag";

type State = ClockView["state"];

const triangle = "M8 1 15.5 15H.5Z M7.2 6h1.6v4.5H7.2Z M7.2 11.6h1.6v1.6H7.2Z";
const ring = "M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15Z M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Z";
const clock = `${ring} M7.1 4h1.8v3.6l2.6 1.6-.9 1.5-3.5-2.1Z`;
const tick = "M6.2 13.6 1.4 8.8l1.9-1.9 2.9 2.9 6.5-6.6 1.9 1.9Z";
const dash = "M2 6.8h12v2.4H2Z";

const shapes: Record<State, string> = {
  overdue: triangle,
  due_soon: clock,
  open: ring,
  met: tick,
  met_late: tick,
  waived: dash,
  cancelled: dash,
  not_measurable: dash,
};

export function StateTag({ state, children }: { state: State; children: string }) {
  return (
    <strong class={`govuk-tag hw-tag hw-tag--${clock_colours[state]} hw-state`}>
      <svg class="hw-state__mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={shapes[state]} fill="currentColor" fill-rule="evenodd" />
      </svg>
      {children}
    </strong>
  );
}
