// Something that is owed: what, by when, by whom; why, and the record it is done in.
import { paths } from "../../app/routes";
import type { DutyView, Id } from "../../worker/api";
import { words } from "../../words";
import { Begin } from "../begin";
import { ButtonLink, Link } from "../link";
import { StateTag } from "./state";
import { Why } from "./why";

const told = words.policy;

interface DutyProps {
  child: Id;
  duty: DutyView;
  /** Away from its child and its time away: says which authority, and leads to the time away. */
  alone?: boolean;
  /** The child's name, where many stand together. */
  about?: string;
  /** Which time away, where several stand together. */
  which?: string;
}

function Act({
  child,
  duty,
  about,
  which,
}: Pick<DutyProps, "child" | "duty" | "about" | "which">) {
  const { act } = duty;
  if (!act) return null;
  const says = which ? `${act.words}: ${which}` : act.words;
  const of = which ? "" : about || duty.episode_words;
  if (act.record === null) {
    return (
      <Begin
        type={act.type}
        child={child}
        episode={duty.episode}
        rule={act.rule}
        quiet
        about={of}
      >
        {says}
      </Begin>
    );
  }
  return (
    <ButtonLink
      to={paths.record(act.record)}
      {...(of ? { label: `${says}: ${of}` } : {})}
      quiet
    >
      {says}
    </ButtonLink>
  );
}

function Alone({ child, duty }: { child: Id; duty: DutyView }) {
  const { judge, episode } = duty;
  return (
    <>
      {episode !== null && (
        <>
          {" · "}
          <Link to={paths.episode(child, episode)}>{duty.episode_words}</Link>
        </>
      )}
      {judge.side && <> · {told.sides[judge.side](judge.name)}</>}
    </>
  );
}

export function Duty({ child, duty, alone = false, about = "", which = "" }: DutyProps) {
  return (
    <li
      class={`hw-duty hw-duty--${duty.state}${which ? " hw-duty--which" : ""}`}
      data-due={duty.due?.at ?? ""}
    >
      <p class="hw-duty__state">
        <StateTag state={duty.state}>{duty.state_words}</StateTag>
        {duty.due && <span class="hw-quiet">{told.due(duty.due.words)}</span>}
      </p>
      <p class="hw-duty__what">{duty.what}</p>
      <p class="hw-duty__who hw-quiet">
        {duty.who}
        {alone && <Alone child={child} duty={duty} />}
      </p>
      <div class="hw-duty__act">
        <Act child={child} duty={duty} about={about} which={which} />
      </div>
      <Why
        rule={duty}
        what={duty.what}
        because={duty.because}
        facts={[
          [told.who, duty.who],
          [told.arose, duty.arose.words],
        ]}
      >
        {duty.waive && (
          <Begin
            type="waiver"
            child={child}
            episode={duty.episode}
            rule={duty.rule}
            quiet
            about={duty.what}
          >
            {duty.waive}
          </Begin>
        )}
      </Why>
    </li>
  );
}

interface DutiesProps {
  child: Id;
  duties: DutyView[];
  which: string;
}

export function Duties({ child, duties, which }: DutiesProps) {
  return (
    <ul class="hw-duties">
      {duties.map((duty) => (
        <Duty key={duty.key} child={child} duty={duty} which={which} />
      ))}
    </ul>
  );
}
