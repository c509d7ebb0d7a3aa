// What two authorities ask of one child stands side by side, home first, each under its name.
import type { ComponentChildren } from "preact";
import type { ChildView, Judge } from "../../worker/api";
import { words } from "../../words";

interface Judged {
  judge: Judge;
}

/** Both authorities of a child, home first; none where there is only one to judge. */
export function judges_of(child: ChildView): Judge[] {
  const judged: Judged[] = [
    ...child.duties,
    ...child.episodes.flatMap((one) => [
      ...one.duties,
      ...one.upcoming,
      ...one.guards,
      ...one.routes,
    ]),
  ];
  const of_side = (side: Judge["side"]) => judged.find(({ judge }) => judge.side === side)?.judge;
  return [of_side("home"), of_side("host")].filter((one) => one !== undefined);
}

interface SidesProps {
  judges: Judge[];
  /** What stands under one authority's name; under none where only one judges. */
  children: (own: <T extends Judged>(all: T[]) => T[]) => ComponentChildren;
}

export function Sides({ judges, children }: SidesProps) {
  if (judges.length === 0) return <>{children((all) => all)}</>;
  return (
    <div class="hw-sides">
      {judges.map(({ name, side }) => (
        <div class="hw-side" key={side}>
          <p class="hw-side__name">{side && words.policy.sides[side](name)}</p>
          {children((all) => all.filter(({ judge }) => judge.side === side))}
        </div>
      ))}
    </div>
  );
}
