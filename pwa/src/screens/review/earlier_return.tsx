// The last return of what is read: what was asked for, and which answers changed since.
import { in_form_order, is_asked, label_of } from "../../app/steps";
import { Jump } from "../../parts/jump";
import { Tag } from "../../parts/tag";
import type { Key, Returned, ReviewView } from "../../worker/api";
import { words } from "../../words";

const told = words.review;

/** The place of a question on this screen. */
export const place_of = (key: Key) => `read-${key}`;

/** Of a list: a row of it, too. */
export function has_changed(view: ReviewView, key: Key): boolean {
  const in_rows = (view.rows[key] ?? []).some((row) =>
    Object.values(row.answers).some((one) => one.changed_since_return),
  );
  return in_rows || Boolean(view.answers[key]?.changed_since_return);
}

const asked_keys = (view: ReviewView) =>
  view.sections
    .flatMap(({ questions }) => questions)
    .filter(({ relevant }) => relevant)
    .map(({ key }) => key);

export const changed_keys = (view: ReviewView) =>
  asked_keys(view).filter((key) => has_changed(view, key));

/** Nothing could have changed before it was submitted again. */
export const is_again = (view: ReviewView) => view.returned !== null && view.stage !== "returned";

function Asked({ view, comment }: { view: ReviewView; comment: Returned["comments"][number] }) {
  const { key, label, text } = comment;
  const changed = has_changed(view, key);
  return (
    <li>
      {is_asked(view, key) ? (
        <Jump to={place_of(key)}>{label_of(view, key)}</Jump>
      ) : (
        <strong>{label}</strong>
      )}
      <p class="hw-words hw-returned__comment">{text}</p>
      {is_again(view) && (
        <Tag colour={changed ? "blue" : "amber"}>
          {changed ? told.changed_since : told.unchanged_since}
        </Tag>
      )}
    </li>
  );
}

/** Changed without being asked for. */
function ChangedToo({ view, returned }: { view: ReviewView; returned: Returned }) {
  const asked = new Set(returned.comments.map(({ key }) => key));
  const others = changed_keys(view).filter((key) => !asked.has(key));
  if (!is_again(view)) return null;
  if (others.length === 0) {
    const none = changed_keys(view).length === 0;
    return <p class="govuk-body">{none ? told.none_changed : told.no_other_changed}</p>;
  }
  return (
    <>
      <p class="govuk-body">{told.changed_too(others.length)}</p>
      <ul class="govuk-list govuk-list--bullet">
        {others.map((key) => (
          <li key={key}>
            <Jump to={place_of(key)}>{label_of(view, key)}</Jump>
          </li>
        ))}
      </ul>
    </>
  );
}

export function EarlierReturn({ view }: { view: ReviewView }) {
  const { returned } = view;
  if (!returned) return null;
  return (
    <section class="hw-notice">
      <h2 class="govuk-heading-m">{told.asked_title}</h2>
      <p class="govuk-body">{returned.words}</p>
      {returned.reason && <p class="govuk-body hw-words">{returned.reason}</p>}
      {returned.comments.length > 0 && (
        <ul class="govuk-list govuk-list--bullet hw-returned__asked">
          {in_form_order(view, returned.comments).map((comment) => (
            <Asked key={comment.key} view={view} comment={comment} />
          ))}
        </ul>
      )}
      <ChangedToo view={view} returned={returned} />
    </section>
  );
}
