// The interview as a task list: sections in any order, each with its state in words.
import { use_reading } from "../../app/reading";
import { asked_sections, named, path_to } from "../../app/steps";
import type { OpenRecord } from "../../app/open_record";
import { paths } from "../../app/routes";
import { Begin } from "../../parts/begin";
import { Clock } from "../../parts/clock";
import { ButtonLink, Link } from "../../parts/link";
import { ToCheck } from "../../parts/onward";
import { Page } from "../../parts/page";
import { Guards, guards_of_all } from "../../parts/policy/guard";
import { RecordStrip } from "../../parts/record_strip";
import { AuthorisedWith, ReturnedWith } from "../../parts/returned";
import { Tag, section_colours, stage_colours } from "../../parts/tag";
import type { RecordView, SectionView } from "../../worker/api";
import { words } from "../../words";
import { Undecline } from "./declined";

const told = words.interview;

export function Task({ view, section }: { view: RecordView; section: SectionView }) {
  const id = `state-${section.id}`;
  return (
    <li class="govuk-task-list__item govuk-task-list__item--with-link">
      <div class="govuk-task-list__name-and-hint">
        <Link to={paths.section(view.id, section.id)} class="govuk-link govuk-task-list__link">
          {section.title}
        </Link>
      </div>
      <div class="govuk-task-list__status" id={id}>
        <Tag colour={section_colours[section.state]}>
          {section.state_words || told.states[section.state]}
        </Tag>
      </div>
    </li>
  );
}

function Helplines() {
  const { value: lines } = use_reading("helplines", {});
  if (!lines || lines.length === 0) return null;
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{told.helplines}</span>
      </summary>
      <dl class="govuk-details__text hw-helplines">
        {lines.map((line) => (
          <div key={line.name}>
            <dt>{line.name}</dt>
            <dd>{line.words}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

export function Others({ view }: { view: RecordView }) {
  if (view.other_answers.length === 0) return null;
  return (
    <section class="hw-section">
      <h2 class="govuk-heading-m">{told.other_answers}</h2>
      <p class="govuk-body">{told.other_lead}</p>
      <ul class="govuk-list govuk-list--bullet">
        {view.other_answers.map(({ key, words: says }) => (
          <li key={key}>{says}</li>
        ))}
      </ul>
    </section>
  );
}

/** What stands in a field and is no answer, each with the way to it. */
export function Unfinished({ record }: { record: OpenRecord }) {
  const { view, unfinished } = record;
  if (unfinished.length === 0) return null;
  return (
    <div class="hw-notice">
      <h2 class="govuk-heading-s">{told.unfinished_title(unfinished.length)}</h2>
      <p class="govuk-body">{told.unfinished_lead}</p>
      <ul class="govuk-list govuk-list--bullet">
        {unfinished.map(({ key, why }) => (
          <li key={key}>
            <Link to={path_to(view, key)}>
              {named(view, key).section}: {named(view, key).label}
            </Link>
            <span class="hw-quiet"> {why}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What a person must know before reading on: comments, decisions, additions. */
export function Notices({ record }: { record: OpenRecord }) {
  const { view } = record;
  return (
    <>
      {!view.can.write && <p class="govuk-inset-text">{view.can.why_not || told.read_only}</p>}
      <Unfinished record={record} />
      <ReturnedWith view={view} />
      <AuthorisedWith view={view} />
      <Guards guards={guards_of_all(view)} />
      {view.rival_submissions && (
        <div class="hw-notice">
          <p class="govuk-body govuk-!-font-weight-bold">{words.review.rivals_title}</p>
          <p class="govuk-body">{words.review.rivals}</p>
        </div>
      )}
      {view.decision_conflict && (
        <div class="hw-notice">
          <p class="govuk-body govuk-!-font-weight-bold">{words.review.decision_conflict_title}</p>
          <p class="govuk-body">{words.review.decision_conflict}</p>
        </div>
      )}
      {view.addendum.length > 0 && (
        <p class="govuk-inset-text">{told.addendum(view.addendum.length)}</p>
      )}
      {view.declined && (
        <div class="govuk-inset-text">
          <p class="govuk-body">{told.declined_now}</p>
          {view.can.write && <Undecline record={record} />}
        </div>
      )}
    </>
  );
}

export function Tasks({ record }: { record: OpenRecord }) {
  const { view } = record;
  return (
    <Page title={view.title} back={{ to: paths.child(view.child), text: view.child_name }} calm>
      <RecordStrip record={record} />
      <p class="hw-card__tags">
        <Tag colour={stage_colours[view.stage]}>{view.stage_words}</Tag>
      </p>
      {view.clock && <Clock clock={view.clock} />}
      <Notices record={record} />
      {view.can.write && <p class="govuk-body">{told.intro}</p>}
      <h2 class="govuk-visually-hidden">{told.sections}</h2>
      <ul class="govuk-task-list hw-tasks">
        {asked_sections(view).map((section) => (
          <Task key={section.id} view={view} section={section} />
        ))}
      </ul>
      <div class="govuk-button-group">
        <ToCheck view={view} />
        {view.can.decide && <ButtonLink to={paths.review(view.id)}>{told.to_review}</ButtonLink>}
        <Begin type="safety_plan" child={view.child} episode={null} quiet>
          {told.plan_link}
        </Begin>
      </div>
      {view.can.write && !view.declined && view.outcome !== null && (
        <p class="govuk-body">
          <Link to={paths.declined(view.id)} class="govuk-link hw-alone">
            {told.declined_link}
          </Link>
        </p>
      )}
      <Helplines />
      <Others view={view} />
    </Page>
  );
}
