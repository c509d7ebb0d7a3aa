// My children, ordered by the core by what is due. Supervisors see first what waits
// for them; interviewers what came back to them.
import { useState } from "preact/hooks";
import { use_desk } from "../../app/desk";
import { folded } from "../../app/folded";
import { use_reading } from "../../app/reading";
import { paths } from "../../app/routes";
import { Away } from "../../parts/away";
import { Because, Clock } from "../../parts/clock";
import { ButtonLink, Link } from "../../parts/link";
import { Opening, Page } from "../../parts/page";
import { ProblemNotice, ProblemPage } from "../../parts/problem";
import { Progress } from "../../parts/progress";
import { ReviewCards } from "../../parts/review_cards";
import type { ChildCard, ReviewCard } from "../../worker/api";
import { words } from "../../words";

const told = words.home;
const searchable_from = 8;

function Marks({ card }: { card: ChildCard }) {
  const marks = [
    card.returned_to_you > 0 ? told.returned(card.returned_to_you) : "",
    card.conflicts > 0 ? told.conflicts(card.conflicts) : "",
    card.unsent > 0 ? told.unsent(card.unsent) : "",
  ].filter(Boolean);
  if (marks.length === 0) return null;
  return (
    <ul class="hw-marks">
      {marks.map((mark) => (
        <li key={mark}>{mark}</li>
      ))}
    </ul>
  );
}

function Child({ card }: { card: ChildCard }) {
  return (
    <li class={`hw-card hw-card--${card.away ? "away" : (card.due?.state ?? "quiet")}`}>
      <h3 class="hw-card__title">
        <Link to={paths.child(card.id)} class="hw-card__link">
          {card.name}
        </Link>
      </h3>
      <p class="hw-card__facts">
        {[card.age_words, card.placement_words].filter(Boolean).join(" · ")}
      </p>
      <Away says={card.away} />
      {card.due && <Clock clock={card.due} compact />}
      {!card.due && !card.away && <p class="govuk-body hw-card__next">{card.next_step}</p>}
      <Marks card={card} />
      {card.due && <Because clock={card.due} />}
    </li>
  );
}

interface ReviewsProps {
  title: string;
  cards: ReviewCard[];
  returned: boolean;
}

function Reviews({ title, cards, returned }: ReviewsProps) {
  if (cards.length === 0) return null;
  return (
    <section>
      <h2 class="govuk-heading-m">{title}</h2>
      <ReviewCards cards={cards} returned={returned} level={3} />
    </section>
  );
}

function Search({
  value,
  change,
  found,
}: {
  value: string;
  change: (text: string) => void;
  found: number;
}) {
  return (
    <div class="govuk-form-group" role="search">
      <label class="govuk-label govuk-label--s" for="search">
        {told.search}
      </label>
      <input
        id="search"
        class="govuk-input"
        type="search"
        value={value}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <p class="govuk-hint hw-found" role="status">
        {value === "" ? "" : told.found(found)}
      </p>
    </div>
  );
}

const named = (text: string) => (card: ChildCard) => folded(card.name).includes(folded(text));

export function Home() {
  const { value: home, problem, again } = use_reading("home", {});
  const progress = use_desk().sync?.progress ?? null;
  const [text, search] = useState("");
  if (!home) return problem ? <ProblemPage problem={problem} again={again} /> : <Opening />;
  const shown = home.children.filter(named(text));
  const first = home.to_review.length > 0 || home.returned.length > 0;
  return (
    <Page title={told.title}>
      {problem && <ProblemNotice problem={problem} />}
      {progress && <Progress progress={progress} />}
      <Reviews title={told.review_title} cards={home.to_review} returned={false} />
      <Reviews title={told.returned_title} cards={home.returned} returned />
      <section aria-label={told.title}>
        {first && <h2 class="govuk-heading-m">{told.all_title}</h2>}
        {home.can_add_child && (
          <ButtonLink to={paths.add_child} quiet>
            {told.add_child}
          </ButtonLink>
        )}
        {home.children.length >= searchable_from && (
          <Search value={text} change={search} found={shown.length} />
        )}
        {home.children.length === 0 && !progress && <p class="govuk-inset-text">{home.me.role === "administrator" ? told.none_ever : told.none}</p>}
        <ul class="hw-cards">
          {shown.map((card) => (
            <Child key={card.id} card={card} />
          ))}
        </ul>
      </section>
    </Page>
  );
}
