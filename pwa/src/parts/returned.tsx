// What a supervisor wrote of a record: asked for, for whoever corrects it, or with its
// authorisation.
import { in_form_order, is_asked, label_of, path_to } from "../app/steps";
import type { Key, RecordView, Returned } from "../worker/api";
import { words } from "../words";
import { Link } from "./link";

const told = words.interview;

interface CommentsProps {
  view: RecordView;
  comments: Returned["comments"];
}

function Comments({ view, comments }: CommentsProps) {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {in_form_order(view, comments).map(({ key, label, text }) => (
        <li key={key}>
          <Link to={path_to(view, key)}>{is_asked(view, key) ? label_of(view, key) : label}</Link>
          <p class="hw-words hw-returned__comment">{text}</p>
        </li>
      ))}
    </ul>
  );
}

function Folded(of: CommentsProps) {
  return (
    <details class="govuk-details hw-returned__others">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{told.other_comments(of.comments.length)}</span>
      </summary>
      <Comments {...of} />
    </details>
  );
}

/** What was written with an authorisation. */
export function AuthorisedWith({ view }: { view: RecordView }) {
  if (view.stage !== "authorised" || !view.reason) return null;
  return (
    <section class="govuk-inset-text">
      <h2 class="govuk-heading-s">{told.authorised_with}</h2>
      <p class="govuk-body hw-words">{view.reason.text}</p>
    </section>
  );
}

interface ReturnedProps {
  view: RecordView;
  /** The questions of the page, where answers are written: their comments stand at them. */
  beside?: Key[];
}

export function ReturnedWith({ view, beside }: ReturnedProps) {
  const { returned } = view;
  if (view.stage !== "returned" || !returned) return null;
  const comments = returned.comments.filter(({ key }) => !beside?.includes(key));
  const List = beside ? Folded : Comments;
  return (
    <section class="hw-notice">
      <h2 class="govuk-heading-s">{told.comments_title}</h2>
      <p class="govuk-body">{returned.words}</p>
      {returned.reason && <p class="govuk-body hw-words">{returned.reason}</p>}
      {comments.length > 0 && <List view={view} comments={comments} />}
    </section>
  );
}
