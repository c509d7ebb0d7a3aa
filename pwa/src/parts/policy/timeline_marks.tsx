// The marks of the picture of times away: a shape and a pattern for each category.
import type { TimelineView } from "../../worker/api";

export type Category = TimelineView["bars"][number]["category"];

const shapes: Record<Category, string> = {
  missing: "M0-13A13 13 0 1 1 0 13 13 13 0 1 1 0-13Z",
  absent: "M-12-12H12V12H-12Z",
  away_without_authorisation: "M0-15 15 0 0 15-15 0Z",
};

interface MarkProps {
  category: Category;
  counts: boolean;
  text: string;
}

/** Around the point 0, 0. */
export function Mark({ category, counts, text }: MarkProps) {
  return (
    <g class={`hw-mark-of hw-mark-of--${counts ? "full" : "empty"}`}>
      <path d={shapes[category]} />
      <text y="5" text-anchor="middle">
        {text}
      </text>
    </g>
  );
}

/** What a long time away is filled with. */
export function Patterns() {
  const tile = { width: 8, height: 8, patternUnits: "userSpaceOnUse" } as const;
  return (
    <defs>
      <pattern id="hw-missing" {...tile}>
        <rect width="8" height="8" class="hw-line__ink" />
      </pattern>
      <pattern id="hw-absent" {...tile}>
        <path d="M-2 10 10-2M-2 2 2-2M6 10 10 6" class="hw-line__hatch" />
      </pattern>
      <pattern id="hw-away_without_authorisation" {...tile}>
        <circle cx="4" cy="4" r="2.4" class="hw-line__ink" />
      </pattern>
    </defs>
  );
}
