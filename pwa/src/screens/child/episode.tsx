// One time away: when, what is owed and why, the offers made, the interview.
import { paths } from "../../app/routes";
import { Clock } from "../../parts/clock";
import { ButtonLink, Link } from "../../parts/link";
import { Facts } from "../../parts/facts";
import { Tag, stage_colours } from "../../parts/tag";
import type { EpisodeView, Id } from "../../worker/api";
import { words } from "../../words";
import { Begin } from "./begin";
import { Shelves } from "./shelves";

const told = words.child;

function Owed({ owed }: { owed: string[] }) {
  if (owed.length === 0) return <p class="govuk-body hw-quiet">{told.nothing_owed}</p>;
  return (
    <>
      <h4 class="govuk-heading-s">{told.owed}</h4>
      <ul class="govuk-list govuk-list--bullet">
        {owed.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </>
  );
}

function Offers({ offers }: { offers: EpisodeView["offers"] }) {
  if (offers.length === 0) return <p class="govuk-body hw-quiet">{told.no_offers}</p>;
  return (
    <ul class="govuk-list hw-offers">
      {offers.map((offer) => (
        <li key={offer.id}>
          {offer.words}
          <span class="hw-quiet">
            {" "}
            · {offer.at.words} {told.offer_by(offer.by)}
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

function InterviewState({ child, episode }: { child: Id; episode: EpisodeView }) {
  const { interview } = episode;
  const finished =
    interview !== null && interview.stage !== "draft" && interview.stage !== "returned";
  return (
    <>
      <p class="govuk-body">
        <Tag colour={interview ? stage_colours[interview.stage] : "grey"}>
          {interview?.stage_words ?? told.not_started}
        </Tag>
      </p>
      <div class="govuk-button-group">
        {interview ? (
          <ButtonLink to={paths.record(interview.id)} quiet={finished}>
            {open_words(interview)}
          </ButtonLink>
        ) : (
          <Begin type="interview" child={child} episode={episode.id}>
            {told.start}
          </Begin>
        )}
        {!finished && (
          <Begin type="offer" child={child} episode={episode.id} quiet>
            {told.record_offer}
          </Begin>
        )}
      </div>
    </>
  );
}

function title(episode: EpisodeView): string {
  const from = episode.missing_from;
  return from ? told.episode(episode.number, from.words) : told.episode_unknown(episode.number);
}

function facts(episode: EpisodeView) {
  return [
    { label: told.missing_from, words: episode.missing_from?.words ?? told.unknown },
    { label: told.returned, words: episode.returned?.words ?? told.still_missing },
    { label: told.category, words: episode.category_words },
    { label: told.risk, words: episode.risk_words },
  ].filter(({ words: says }) => says !== "");
}

interface EpisodeProps {
  child: Id;
  episode: EpisodeView;
  newest: boolean;
}

function Body({ child, episode }: Omit<EpisodeProps, "newest">) {
  return (
    <>
      {episode.clock && <Clock clock={episode.clock} />}
      <Owed owed={episode.owed} />
      <Facts facts={facts(episode)} />
      {episode.summary && <p class="govuk-body hw-words">{episode.summary}</p>}
      <h4 class="govuk-heading-s">{told.offers}</h4>
      <Offers offers={episode.offers} />
      <h4 class="govuk-heading-s">{told.interview}</h4>
      <InterviewState child={child} episode={episode} />
      <h4 class="govuk-heading-s">{told.records}</h4>
      <Shelves child={child} episode={episode.id} shelves={episode.shelves} />
      <p class="govuk-body">
        <Link to={paths.record(episode.id)}>{told.open_episode}</Link>
      </p>
    </>
  );
}

/** The newest, and any that owes something, stand open; the others are one tap away. */
export function Episode({ child, episode, newest }: EpisodeProps) {
  const open = newest || episode.owed.length > 0;
  return (
    <li class={`hw-card hw-card--${episode.clock?.state ?? "quiet"}`}>
      <h3 class="hw-card__title">{title(episode)}</h3>
      {open ? (
        <Body child={child} episode={episode} />
      ) : (
        <details class="govuk-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">
              {episode.interview?.stage_words ?? episode.category_words}
            </span>
          </summary>
          <Body child={child} episode={episode} />
        </details>
      )}
    </li>
  );
}
