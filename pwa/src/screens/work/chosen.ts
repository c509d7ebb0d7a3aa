// Which of what is owed is shown. The order, and what each is, stay as the core gave them.
import { folded } from "../../app/folded";
import type { DutyView, WorkChild } from "../../worker/api";

export interface Chosen {
  state: "all" | "overdue" | "due_soon";
  who: string; // "" is everyone
  name: string;
}

export const everything: Chosen = { state: "all", who: "", name: "" };

export const is_everything = ({ state, who, name }: Chosen) =>
  state === "all" && who === "" && name.trim() === "";

const is_shown =
  ({ state, who }: Chosen) =>
  (duty: DutyView) =>
    (state === "all" || duty.state === state) && (who === "" || duty.who === who);

/** What lies with the reader, and what is asked about a child's facts, is no duty: shown with
 * all that is owed. */
export function shown_of(children: WorkChild[], chosen: Chosen): WorkChild[] {
  const whole = chosen.state === "all" && chosen.who === "";
  return children
    .filter(({ name }) => folded(name).includes(folded(chosen.name)))
    .map((child) => ({
      ...child,
      duties: child.duties.filter(is_shown(chosen)),
      questions: whole ? child.questions : [],
      lying: whole ? child.lying : [],
    }))
    .filter(({ duties, questions, lying }) => duties.length + questions.length + lying.length > 0);
}
