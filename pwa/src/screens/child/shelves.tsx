// Plans, assessments and meetings: of each kind what there is, and a way to begin another.
import { paths } from "../../app/routes";
import { Begin } from "../../parts/begin";
import { Link } from "../../parts/link";
import { Tag, stage_colours } from "../../parts/tag";
import type { Id, ShelfView } from "../../worker/api";
import { words } from "../../words";

const told = words.child;

function Shelf({ shelf }: { shelf: ShelfView }) {
  return (
    <div class="hw-shelf">
      <dt class="hw-shelf__title">{shelf.title}</dt>
      {shelf.records.map((record) => (
        <dd key={record.id} class="hw-shelf__record">
          <Link to={paths.record(record.id)} label={`${shelf.title}: ${record.words}`}>
            {record.words}
          </Link>
          {record.stage_words && (
            <Tag colour={stage_colours[record.stage]}>{record.stage_words}</Tag>
          )}
        </dd>
      ))}
    </div>
  );
}

interface ShelvesProps {
  child: Id;
  episode: Id | null;
  /** Which time away, where several stand on the screen; else "". */
  of: string;
  shelves: ShelfView[];
}

function Buttons({ child, episode, of, shelves }: ShelvesProps) {
  const offered = shelves.filter(({ begin }) => begin.length > 0);
  if (offered.length === 0) return null;
  return (
    <details class="govuk-details hw-begin">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          {told.begin_record}
          {of && <span class="govuk-visually-hidden">: {of}</span>}
        </span>
      </summary>
      <div class="hw-begin__buttons">
        {offered.flatMap(({ type, begin }) =>
          begin.map(({ words: says, instrument }) => (
            <Begin
              key={`${type} ${instrument}`}
              type={type}
              child={child}
              episode={episode}
              instrument={instrument}
              quiet
              about={of}
            >
              {says}
            </Begin>
          )),
        )}
      </div>
    </details>
  );
}

export function Shelves(props: ShelvesProps) {
  const filled = props.shelves.filter(({ records }) => records.length > 0);
  return (
    <>
      {filled.length === 0 && <p class="govuk-body hw-quiet">{told.no_records}</p>}
      {filled.length > 0 && (
        <dl class="hw-shelves">
          {filled.map((shelf) => (
            <Shelf key={shelf.type} shelf={shelf} />
          ))}
        </dl>
      )}
      <Buttons {...props} />
    </>
  );
}
