// The way from a record to submitting it; where it cannot be submitted, to reading it through.
import { paths } from "../app/routes";
import type { RecordView } from "../worker/api";
import { words } from "../words";
import { ButtonLink } from "./link";

export const read_words = (view: RecordView) =>
  view.type === "safety_plan" ? words.plan.read_through : words.interview.read_through;

function check_words(view: RecordView): string {
  if (view.type === "safety_plan") return words.plan.check;
  if (view.type === "episode") return words.interview.finalise;
  return view.reviewed === "always" ? words.interview.check : words.interview.ask_review;
}

interface WayProps {
  view: RecordView;
  quiet?: boolean;
}

export function ToRead({ view, quiet = false }: WayProps) {
  return (
    <ButtonLink to={paths.read_through(view.id)} quiet={quiet}>
      {read_words(view)}
    </ButtonLink>
  );
}

export function ToCheck({ view, quiet = false }: WayProps) {
  if (!view.can.submit) return <ToRead view={view} quiet={quiet} />;
  return (
    <ButtonLink to={paths.check(view.id)} quiet={quiet}>
      {check_words(view)}
    </ButtonLink>
  );
}
