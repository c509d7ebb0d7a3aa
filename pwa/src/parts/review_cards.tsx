// Records that were submitted: those that wait for the reader's review, or came back to them.
import { paths } from "../app/routes";
import type { ReviewCard } from "../worker/api";
import { words } from "../words";
import { Clock } from "./clock";
import { Link } from "./link";
import { Tag } from "./tag";

const told = words.home;

function name_of(card: ReviewCard, returned: boolean): string {
  const what = returned ? "correct" : "review";
  if (card.type === "interview") return told[what](card.child_name);
  if (card.type === "safety_plan") return told.plan[what](card.child_name);
  return told.any[what](card.child_name, card.title);
}

interface CardProps {
  card: ReviewCard;
  returned: boolean;
  level: 2 | 3;
}

function Card({ card, returned, level }: CardProps) {
  const Heading = level === 2 ? "h2" : "h3";
  const name = name_of(card, returned);
  return (
    <li class="hw-card hw-card--review">
      <Heading class="hw-card__title">
        <Link
          to={returned ? paths.record(card.interview) : paths.review(card.interview)}
          class="hw-card__link"
          label={name}
        >
          {card.child_name}
        </Link>
      </Heading>
      <p class="hw-card__facts">
        {returned
          ? card.stage_words
          : `${card.title} · ${told.submitted(card.interviewer, card.submitted.words)}`}
      </p>
      <p class="hw-card__tags">
        {card.conflict && <Tag colour="amber">{told.conflict}</Tag>}
        {!returned && card.mine && <Tag colour="grey">{told.own}</Tag>}
        {!returned && card.comments_begun > 0 && (
          <Tag colour="blue">{told.comments_begun(card.comments_begun)}</Tag>
        )}
        {!returned && card.changed_since_return > 0 && (
          <Tag colour="blue">{told.changed(card.changed_since_return)}</Tag>
        )}
      </p>
      {card.clock && !returned && <Clock clock={card.clock} compact />}
    </li>
  );
}

interface CardsProps {
  cards: ReviewCard[];
  /** To the reader, to be corrected. */
  returned: boolean;
  level: CardProps["level"];
}

export function ReviewCards({ cards, returned, level }: CardsProps) {
  return (
    <ul class="hw-cards">
      {cards.map((card) => (
        <Card key={card.interview} card={card} returned={returned} level={level} />
      ))}
    </ul>
  );
}
