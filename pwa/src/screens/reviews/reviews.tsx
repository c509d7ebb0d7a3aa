// What waits for a supervisor's review, oldest first: where a decision leads.
import { use_desk } from "../../app/desk";
import { use_reading } from "../../app/reading";
import { paths } from "../../app/routes";
import { JustDone } from "../../parts/done";
import { Opening, Page } from "../../parts/page";
import { ProblemNotice, ProblemPage } from "../../parts/problem";
import { ReviewCards } from "../../parts/review_cards";
import { words } from "../../words";

const told = words.reviews;

export function Reviews() {
  const { done } = use_desk();
  const { value: home, problem, again } = use_reading("home", {});
  if (!home) return problem ? <ProblemPage problem={problem} again={again} /> : <Opening />;
  const waiting = home.to_review.filter(({ mine }) => !mine).length;
  return (
    <Page
      title={words.home.review_title}
      back={{ to: paths.home, text: words.home.title }}
      above={done && <JustDone done={done} />}
    >
      {problem && <ProblemNotice problem={problem} />}
      <p class="govuk-body">{waiting > 0 ? told.waiting(waiting) : told.none}</p>
      <ReviewCards cards={home.to_review} returned={false} level={2} />
    </Page>
  );
}
