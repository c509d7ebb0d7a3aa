// Who is asked to interview, and why they are.
import { Why } from "../../parts/policy/why";
import type { RouteView } from "../../worker/api";
import { words } from "../../words";

const told = words.policy;

export function Routes({ routes }: { routes: RouteView[] }) {
  return (
    <>
      {routes.map((route) => (
        <div key={`${route.judge.name} ${route.rule}`} class="hw-route">
          <p class="govuk-body">
            {told.asked}: <strong>{route.words}</strong>
          </p>
          <Why rule={route} what={told.asked} because={route.because} />
        </div>
      ))}
    </>
  );
}
