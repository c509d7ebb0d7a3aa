// Times away on a line, drawn: what the picture says is beside it in words.
//
// Positions are in parts of the width and sizes in pixels, so that words and marks are as
// large on a phone as on a desk.
import { use_desk } from "../../app/desk";
import { paths } from "../../app/routes";
import type { Id, TimelineView } from "../../worker/api";
import { words } from "../../words";
import { Link } from "../link";
import { Mark, Patterns, type Category } from "./timeline_marks";

const told = words.timeline;

type Bar = TimelineView["bars"][number];

const narrow = 310; // the line's width on a phone
const lane_height = 34;
const line_height = 16;
const letter = 8;
const percent = (part: number) => `${(part * 100).toFixed(2)}%`;

/** For each bar the lowest row in which its mark covers no other's, on a phone too. */
function lanes_of(bars: Bar[]): number[] {
  const ends: number[] = [];
  return bars.map(({ from }) => {
    const free = ends.findIndex((end) => end <= from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = from + 30 / narrow;
    return lane;
  });
}

/** Every month has its tick, and as many have their name as there is room for. */
function named_ticks(ticks: TimelineView["ticks"]): TimelineView["ticks"] {
  const apart = (ticks[1]?.at ?? 1) - (ticks[0]?.at ?? 0);
  const longest = Math.max(...ticks.map(({ words: says }) => says.length), 1);
  const step = Math.max(1, Math.ceil((longest * letter + 8) / narrow / Math.max(apart, 0.01)));
  return ticks.filter((_, index) => (ticks.length - 1 - index) % step === 0);
}

function anchor(at: number): "start" | "middle" | "end" {
  if (at < 0.08) return "start";
  return at > 0.92 ? "end" : "middle";
}

function Axis({ ticks, top }: { ticks: TimelineView["ticks"]; top: number }) {
  return (
    <g>
      <line x1="0" x2="100%" y1={top} y2={top} class="hw-line__axis" />
      {ticks.map(({ at }) => (
        <line
          key={at}
          x1={percent(at)}
          x2={percent(at)}
          y1={top}
          y2={top + 8}
          class="hw-line__axis"
        />
      ))}
      {named_ticks(ticks).map(({ at, words: says }) => (
        <text key={at} x={percent(at)} y={top + 26} text-anchor={anchor(at)} class="hw-line__month">
          {says}
        </text>
      ))}
    </g>
  );
}

interface DrawnProps {
  bar: Bar;
  lane: number;
  top: number;
  go: () => void;
}

function Drawn({ bar, lane, top, go }: DrawnProps) {
  const middle = top - 40 - lane * lane_height;
  return (
    <g class="hw-line__bar" onClick={go}>
      <line
        x1={percent(bar.from)}
        x2={percent(bar.from)}
        y1={middle}
        y2={top}
        class="hw-line__stem"
      />
      <svg x={percent(bar.from)} overflow="visible">
        <rect x="-1" y={top - line_height} width="5" height={line_height} class="hw-line__least" />
      </svg>
      <rect
        x={percent(bar.from)}
        y={top - line_height}
        width={percent(Math.max(bar.to - bar.from, 0))}
        height={line_height}
        class="hw-line__span"
        fill={`url(#hw-${bar.category})`}
      />
      <svg x={percent(bar.from)} y={middle} overflow="visible">
        <Mark category={bar.category} counts={bar.counts} text={String(bar.number)} />
      </svg>
    </g>
  );
}

function Picture({ child, timeline }: { child: Id; timeline: TimelineView }) {
  const { place } = use_desk();
  const { window, bars, ticks } = timeline;
  const lanes = lanes_of(bars);
  const top = Math.max(...lanes, 0) * lane_height + 60;
  const described = [window.words, ...bars.map(({ number, words: says }) => `${number}: ${says}`)];
  return (
    <svg
      class="hw-line"
      role="img"
      aria-labelledby="timeline-title timeline-words"
      width="100%"
      height={top + 34}
    >
      <title id="timeline-title">{timeline.words}</title>
      <desc id="timeline-words">{described.join(". ")}</desc>
      <Patterns />
      <rect
        x={percent(window.from)}
        y="0"
        width={percent(window.to - window.from)}
        height={top}
        class="hw-line__window"
      />
      <Axis ticks={ticks} top={top} />
      {bars.map((bar, index) => (
        <Drawn
          key={bar.episode}
          bar={bar}
          lane={lanes[index] ?? 0}
          top={top}
          go={() => place.go(paths.episode(child, bar.episode))}
        />
      ))}
    </svg>
  );
}

function Sample({ category, counts = true }: { category: Category; counts?: boolean }) {
  return (
    <svg class="hw-legend__mark" viewBox="-16 -16 32 32" width="24" height="24" aria-hidden="true">
      <Mark category={category} counts={counts} text="" />
    </svg>
  );
}

function Legend({ timeline }: { timeline: TimelineView }) {
  const { bars, window } = timeline;
  const shown = [...new Set(bars.map(({ category }) => category))];
  return (
    <ul class="hw-legend">
      {shown.map((category) => (
        <li key={category}>
          <Sample category={category} />
          {told.categories[category]}
        </li>
      ))}
      {bars.some(({ counts }) => !counts) && (
        <li>
          <Sample category={shown[0] ?? "missing"} counts={false} />
          {told.not_counted}
        </li>
      )}
      <li>
        <span class="hw-legend__window" aria-hidden="true" />
        {window.words}
      </li>
    </ul>
  );
}

function InWords({ child, bars }: { child: Id; bars: Bar[] }) {
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{told.list}</span>
      </summary>
      <ol class="hw-line-list">
        {bars.map((bar) => (
          <li key={bar.episode} value={bar.number}>
            <Link to={paths.episode(child, bar.episode)}>{bar.words}</Link>
            {bar.away && <strong> ({told.away})</strong>}
          </li>
        ))}
      </ol>
    </details>
  );
}

export function Timeline({ child, timeline }: { child: Id; timeline: TimelineView }) {
  return (
    <div class="hw-timeline">
      <p class="govuk-body hw-timeline__words">{timeline.words}</p>
      <Picture child={child} timeline={timeline} />
      <Legend timeline={timeline} />
      <InWords child={child} bars={timeline.bars} />
    </div>
  );
}
