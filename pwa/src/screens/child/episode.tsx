// One time away: when, what is owed and why, the offers made, the interview.
import { useEffect, useRef } from "preact/hooks";
import { paths } from "../../app/routes";
import { Attachments } from "../../parts/attachments";
import { Away } from "../../parts/away";
import { Begin } from "../../parts/begin";
import { Clock } from "../../parts/clock";
import { ButtonLink, Link } from "../../parts/link";
import { Facts } from "../../parts/facts";
import { Guards } from "../../parts/policy/guard";
import { Sides } from "../../parts/policy/judged";
import { Tag, stage_colours } from "../../parts/tag";
import type { EpisodeView, Id, Judge } from "../../worker/api";
import { words } from "../../words";
import { Owed, owes } from "./owed";
import { Routes } from "./routes";
import { Shelves } from "./shelves";

const told = words.child;

function Offers({ offers }: { offers: EpisodeView["offers"] }) {
  if (offers.length === 0) return <p class="govuk-body hw-quiet">{told.no_offers}</p>;
  return (
    <ul class="govuk-list hw-offers">
      {offers.map((offer) => (
        <li key={offer.id}>
          <Link to={paths.record(offer.id)} class="govuk-link hw-alone">
            {offer.words}
          </Link>
          <span class="hw-quiet">
            {" "}
            · {offer.at.words} {told.offer_by(offer.by)}
            {offer.stage_words && ` · ${offer.stage_words}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

type Interview = NonNullable<EpisodeView["interview"]>;

function open_words(interview: Interview): string {
  if (interview.stage === "returned") return told.correct;
  return interview.stage === "draft" ? told.carry_on : told.read;
}

/** Then its duty has the way to record one. */
const is_offer_owed = ({ duties }: EpisodeView) =>
  duties.some(({ act }) => act?.type === "offer" && act.record === null);

/** What the interview itself still needs. */
function Left({ steps }: { steps: string[] }) {
  if (steps.length === 0) return null;
  return (
    <>
      <p class="govuk-body hw-left">{told.left}</p>
      <ul class="govuk-list govuk-list--bullet">
        {steps.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </>
  );
}

interface PartProps {
  child: Id;
  episode: EpisodeView;
  /** Which time away, where the child has several; "" where there is one. */
  of: string;
}

function Acts({ child, episode, of }: PartProps) {
  const { interview } = episode;
  const finished =
    interview !== null && interview.stage !== "draft" && interview.stage !== "returned";
  const which = (says: string) => (of ? `${says}: ${of}` : says);
  return (
    <div class="govuk-button-group">
      {interview?.can_decide && (
        <ButtonLink to={paths.review(interview.id)}>
          {which(words.interview.to_review)}
        </ButtonLink>
      )}
      {interview ? (
        <ButtonLink to={paths.record(interview.id)} quiet={finished}>
          {which(open_words(interview))}
        </ButtonLink>
      ) : (
        <Begin type="interview" child={child} episode={episode.id}>
          {which(told.start)}
        </Begin>
      )}
      {(!finished || episode.offers.length === 0) && !is_offer_owed(episode) && (
        <Begin type="offer" child={child} episode={episode.id} quiet>
          {which(told.record_offer)}
        </Begin>
      )}
    </div>
  );
}

function InterviewState(part: PartProps) {
  const { interview, steps, guards } = part.episode;
  return (
    <>
      <p class="govuk-body">
        <Tag colour={interview ? stage_colours[interview.stage] : "grey"}>
          {interview?.stage_words ?? told.not_started}
        </Tag>
      </p>
      <Left steps={steps} />
      <Guards guards={guards} />
      <Acts {...part} />
    </>
  );
}

function title(episode: EpisodeView): string {
  const from = episode.missing_from;
  return from ? told.episode(episode.number, from.words) : told.episode_unknown(episode.number);
}

function which_of({ missing_from, number }: EpisodeView): string {
  return missing_from ? told.which(missing_from.words) : told.which_unknown(number);
}

function facts(episode: EpisodeView) {
  return [
    { label: told.missing_from, words: episode.missing_from?.words ?? told.unknown },
    { label: told.returned, words: episode.returned?.words ?? told.still_missing },
    { label: told.category, words: episode.category_words },
    { label: told.risk, words: episode.risk_words },
  ].filter(({ words: says }) => says !== "");
}

interface BodyProps extends PartProps {
  /** Both authorities, where two judge. */
  judges: Judge[];
}

/** Its clock is one of the duties, and is shown as such. */
const clock_apart = ({ clock, duties }: EpisodeView) =>
  duties.some(({ rule }) => rule === clock?.rule) ? null : clock;

/** Where several stand open, a screen reader is told which time away a heading is of. */
function Heading({ of, children }: { of: string; children: string }) {
  return (
    <h4 class="govuk-heading-s">
      {children}
      {of && <span class="govuk-visually-hidden">: {of}</span>}
    </h4>
  );
}

function Asked({ child, episode, of, judges }: BodyProps) {
  const clock = clock_apart(episode);
  return (
    <>
      {clock && <Clock clock={clock} />}
      <Heading of={of}>{words.policy.owed}</Heading>
      <Sides judges={judges}>
        {(own) => (
          <>
            <Owed
              child={child}
              duties={own(episode.duties)}
              upcoming={own(episode.upcoming)}
              of={of}
            />
            <Routes routes={own(episode.routes)} />
          </>
        )}
      </Sides>
    </>
  );
}

function Body(props: BodyProps) {
  const { child, episode, of } = props;
  return (
    <>
      <Asked {...props} />
      <Facts facts={facts(episode)} />
      {episode.summary && <p class="govuk-body hw-words">{episode.summary}</p>}
      <Heading of={of}>{told.offers}</Heading>
      <Offers offers={episode.offers} />
      <Heading of={of}>{told.interview}</Heading>
      <InterviewState child={child} episode={episode} of={of} />
      <Heading of={of}>{told.files}</Heading>
      <Attachments
        child={child}
        episode={episode.id}
        of={of}
        attachments={episode.attachments}
        can_attach={episode.can_attach}
      />
      <Heading of={of}>{told.records}</Heading>
      <Shelves child={child} episode={episode.id} of={of} shelves={episode.shelves} />
      <p class="govuk-body">
        <Link
          to={paths.record(episode.id)}
          class="govuk-link hw-alone"
          {...(of ? { label: `${told.open_episode}: ${of}` } : {})}
        >
          {told.open_episode}
        </Link>
        {episode.stage_words && <span class="hw-quiet"> {episode.stage_words}</span>}
      </p>
    </>
  );
}

/** Brought into view, with the focus, when the person came for this time away. */
function use_arrival(wanted: boolean) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!wanted) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView();
  }, [wanted]);
  return heading;
}

interface EpisodeProps extends Omit<BodyProps, "of"> {
  newest: boolean;
  /** The only time away of the child. */
  only: boolean;
  wanted: boolean;
}

/** What came back to be corrected is not done with, whatever was met. */
function look_of({ away, clock, interview }: EpisodeView): string {
  if (away) return "away";
  return interview?.stage === "returned" ? "due_soon" : (clock?.state ?? "quiet");
}

/** The newest, any that owes something, and the one come for stand open. */
export function Episode({ newest, only, wanted, ...props }: EpisodeProps) {
  const { episode } = props;
  const body = { ...props, of: only ? "" : which_of(episode) };
  const heading = use_arrival(wanted);
  const open = newest || wanted || owes(episode.duties);
  return (
    <li class={`hw-card hw-episode hw-card--${look_of(episode)}`}>
      <h3 class="hw-card__title" tabIndex={-1} ref={heading}>
        {title(episode)}
      </h3>
      {!newest && <Away says={episode.away} />}
      {open ? (
        <Body {...body} />
      ) : (
        <details class="govuk-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">
              {episode.interview?.stage_words ?? episode.category_words}
            </span>
          </summary>
          <Body {...body} />
        </details>
      )}
    </li>
  );
}
