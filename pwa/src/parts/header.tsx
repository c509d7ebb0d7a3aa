// What stays on every screen: the mark, who is working, and one line that always
// says in words where the work is: on this tablet, or held by the council.
import { useState } from "preact/hooks";
import { use_acting } from "../app/acting";
import type { AtRisk } from "../app/autosave";
import { use_desk } from "../app/desk";
import { focus_later } from "../app/focus";
import { paths, read_route } from "../app/routes";
import type { Answer, Problem, Stage, SyncState } from "../worker/api";
import { words } from "../words";
import { Link } from "./link";
import { ProblemNotice } from "./problem";

function Mark() {
  return (
    <svg
      class="hw-mark"
      viewBox="0 0 512 512"
      width="36"
      height="36"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d="M256 96 96 232v184h320V232z"
        fill="none"
        stroke="#fff"
        stroke-width="40"
        stroke-linejoin="round"
      />
      <path d="M256 236c34 0 54 26 54 58v122H202V294c0-32 20-58 54-58z" fill="#ffd24a" />
    </svg>
  );
}

interface Locking {
  busy: boolean;
  problem: Problem | null;
  /** What it would cost; nothing is dropped that is not in it. */
  at_risk: AtRisk[];
  /** Locks when all that was typed is saved, or nothing is lost but what was named. */
  lock: (agreed: AtRisk[]) => void;
  look: (at: AtRisk) => void;
}

function use_lock(): Locking {
  const { client, autosaves, enter, place } = use_desk();
  const { busy, problem, act } = use_acting();
  const [at_risk, set_at_risk] = useState<AtRisk[]>([]);
  const lock = async (agreed: AtRisk[]): Promise<Answer<Stage | null>> => {
    await autosaves.flush();
    const left = autosaves.at_risk();
    const is_agreed = left.every(({ key }) => agreed.some((one) => one.key === key));
    set_at_risk(is_agreed ? [] : left);
    if (!is_agreed) return { ok: true, value: null };
    const locked = await client.call("lock", {});
    if (!locked.ok) return locked;
    autosaves.forget();
    const started = await client.call("start", {}); // of the worker that takes the ended one's place
    if (!started.ok) location.reload(); // a child's record does not stay in view (T3)
    return started;
  };
  const look = ({ to, focus }: AtRisk) => {
    set_at_risk([]);
    place.go(to);
    requestAnimationFrame(() => focus_later(focus)); // after the screen has taken the focus
  };
  return {
    busy,
    problem,
    at_risk,
    lock: (agreed) => void act(() => lock(agreed), (stage) => stage && enter(stage)),
    look,
  };
}

function NotLocked({ at_risk, busy, lock, look }: Locking) {
  const told = words.common.not_locked;
  const todo = at_risk.find((one) => one.problem)?.problem?.todo;
  return (
    <div class="hw-notice" role="alert">
      <p class="govuk-body govuk-!-font-weight-bold">{told.title(at_risk.length)}</p>
      <ul class="govuk-list govuk-list--bullet">
        {at_risk.map((one) => (
          <li key={one.key}>
            <button type="button" class="hw-plain-button" onClick={() => look(one)}>
              {one.what}
            </button>{" "}
            <span class="hw-quiet">({one.of})</span>
            <br />
            {one.problem?.says ?? told.still_saving}
          </li>
        ))}
      </ul>
      {todo && <p class="govuk-body">{todo}</p>}
      <div class="govuk-button-group">
        <button type="button" class="govuk-button" aria-disabled={busy} onClick={() => lock([])}>
          {told.save_again}
        </button>
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          aria-disabled={busy}
          onClick={() => lock(at_risk)}
        >
          {told.all_the_same(at_risk.length)}
        </button>
      </div>
    </div>
  );
}

export function Header() {
  const { me } = use_desk();
  const locking = use_lock();
  const { busy, problem, at_risk, lock } = locking;
  return (
    <header class="hw-header">
      <div class="govuk-width-container hw-header__inner">
        <Link to={paths.home} class="hw-header__brand">
          <Mark />
          <span>{words.product}</span>
        </Link>
        {me && <Menu />}
        {me && (
          <Who
            name={me.name}
            organisation={me.organisation}
            lock={() => lock([])}
            busy={busy}
          />
        )}
      </div>
      {(problem || at_risk.length > 0) && (
        <div class="govuk-width-container hw-header__problem">
          {problem && <ProblemNotice problem={problem} />}
          {at_risk.length > 0 && <NotLocked {...locking} />}
        </div>
      )}
    </header>
  );
}

/** Both ways in, one tap away from everywhere. */
function Menu() {
  const { place } = use_desk();
  const { screen } = read_route(place.path());
  const entries = [
    { to: paths.home, says: words.menu.children, here: screen === "home" },
    { to: paths.work, says: words.menu.work, here: screen === "work" },
  ];
  return (
    <nav class="hw-menu" aria-label={words.menu.label}>
      {entries.map(({ to, says, here }) => (
        <Link key={to} to={to} class="hw-menu__link" here={here}>
          {says}
        </Link>
      ))}
    </nav>
  );
}

interface WhoProps {
  name: string;
  organisation: string;
  busy: boolean;
  lock: () => void;
}

function Who({ name, organisation, busy, lock }: WhoProps) {
  return (
    <div class="hw-header__who">
      <p class="hw-header__name">
        <span class="govuk-visually-hidden">{words.common.signed_in_as} </span>
        {name}
        <span class="hw-header__organisation">{organisation}</span>
      </p>
      <button type="button" class="hw-header__lock" aria-disabled={busy} onClick={lock}>
        {words.common.lock}
      </button>
    </div>
  );
}

const looks: Record<SyncState["now"], string> = {
  idle: "calm",
  sending: "moving",
  receiving: "moving",
  offline: "waiting",
  waiting: "waiting",
  signed_out: "asks",
};

/** What is to be decided or done by others stands until it is; a warning until it was read. */
export function Strip({ sync }: { sync: SyncState }) {
  const undecided = sync.held_back.filter((one) => one.decision === null).length;
  const unread = sync.warnings.filter(({ read }) => !read).length;
  const to_know = undecided + unread + (sync.unreadable > 0 ? 1 : 0);
  return (
    <nav
      class={`hw-strip hw-strip--${to_know > 0 ? "asks" : looks[sync.now]}`}
      aria-label={words.sync.strip_link}
    >
      <Link to={paths.sync} class="hw-strip__link">
        <span class="govuk-width-container hw-strip__inner">
          <span>
            <span class="hw-strip__state">{words.sync.states[sync.now]}</span>{" "}
            <span class="hw-strip__words">{sync.words}</span>{" "}
            {to_know > 0 && <span class="hw-strip__words">{words.sync.to_know(to_know)}</span>}
          </span>
        </span>
      </Link>
    </nav>
  );
}

export function SkipLink() {
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    const main = document.getElementById("main");
    main?.setAttribute("tabindex", "-1");
    main?.focus();
  };
  return (
    <a href="#main" class="govuk-skip-link" onClick={skip}>
      {words.common.skip}
    </a>
  );
}
