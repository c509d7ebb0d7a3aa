// The whole page: which stage the tablet is at, where the person is, and the two lines
// that stay (the header, and where the work is).
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Header, SkipLink, Strip } from "../parts/header";
import { Opening } from "../parts/page";
import { ProblemPage } from "../parts/problem";
import { UpdateBanner } from "../parts/update_banner";
import type { Client, Id, Problem, Stage, SyncState } from "../worker/api";
import { Autosaves } from "./autosave";
import { Boundary } from "./boundary";
import { DeskProvider, type Desk, type Done } from "./desk";
import { use_kept_focus } from "./focus";
import type { Place } from "./place";
import { paths } from "./routes";
import { Screen } from "./screen";
import { StageScreen } from "./stage_screen";
import type { Update } from "./update";

interface AppProps {
  client: Client;
  place: Place;
  update: Update;
}

function use_path(place: Place): string {
  const [path, set_path] = useState(place.path());
  useEffect(() => place.listen(() => set_path(place.path())), [place]);
  return path;
}

/** What is half typed goes to the database before the page can be put away, or another tab takes over.
    Of what could not be saved the browser asks before it closes the page. */
function use_flush_on_hiding(client: Client, autosaves: Autosaves): void {
  useEffect(
    () =>
      client.listen(({ event }) => {
        if (event !== "save_now") return;
        void autosaves.flush().then(() => client.call("saved_now", {}));
      }),
    [client, autosaves],
  );
  useEffect(() => {
    const flush = () => void autosaves.flush();
    const ask = (event: Event) => {
      if (autosaves.at_risk().some(({ problem }) => problem)) event.preventDefault();
    };
    document.addEventListener("visibilitychange", flush);
    window.addEventListener("pagehide", flush);
    window.addEventListener("beforeunload", ask);
    return () => {
      window.removeEventListener("beforeunload", ask);
      document.removeEventListener("visibilitychange", flush);
      window.removeEventListener("pagehide", flush);
    };
  }, [autosaves]);
}

function use_network(client: Client): void {
  useEffect(() => {
    const told = ({ type }: Event) => void client.call("network", { there: type === "online" });
    window.addEventListener("online", told);
    window.addEventListener("offline", told);
    return () => {
      window.removeEventListener("online", told);
      window.removeEventListener("offline", told);
    };
  }, [client]);
}

interface Opened {
  stage: Stage | null;
  problem: Problem | null;
  sync: SyncState | null;
  start: () => Promise<void>;
  enter: (stage: Stage) => void;
}

function use_stage(client: Client, autosaves: Autosaves, place: Place): Opened {
  const [stage, set_stage] = useState<Stage | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [sync, set_sync] = useState<SyncState | null>(null);

  const last_user = useRef<Id | null>(null);

  const enter = (next: Stage) => {
    // What one person typed is never there for the next; the same person finds it again.
    if (next.stage === "open" && next.me.user !== last_user.current) {
      autosaves.forget();
      if (last_user.current !== null) place.go(paths.home, "replace"); // it was another's place
      last_user.current = next.me.user;
    }
    set_problem(null);
    set_stage(next);
    if (next.stage !== "open") set_sync(null);
  };
  const start = async () => {
    const answer = await client.call("start", {});
    if (answer.ok) enter(answer.value);
    else set_problem(answer.problem);
  };
  useEffect(() => void start(), [client]);
  useEffect(
    () =>
      client.listen((event) => {
        if (event.event === "sync") set_sync(event.state);
        if (event.event === "stage") enter(event.stage);
      }),
    [client],
  );
  const open = stage?.stage === "open";
  useEffect(() => {
    if (!open) return;
    void client.call("sync_state", {}).then((answer) => {
      if (answer.ok) set_sync(answer.value);
    });
  }, [client, open]);
  return { stage, problem, sync, start, enter };
}

export function App({ client, place, update }: AppProps) {
  const autosaves = useMemo(() => new Autosaves(client), [client]);
  const path = use_path(place);
  const { stage, problem, sync, start, enter } = use_stage(client, autosaves, place);
  use_flush_on_hiding(client, autosaves);
  use_network(client);
  use_kept_focus();
  const me = stage?.stage === "open" ? stage.me : null;
  const [done, say_done] = useState<Done | null>(null);
  const desk: Desk = { client, place, autosaves, me, sync, done, say_done, enter };
  return (
    <DeskProvider value={desk}>
      <SkipLink />
      <Header />
      {update.ready && <UpdateBanner update={update} />}
      {me && sync && <Strip sync={sync} />}
      <div class="govuk-width-container">
        <Boundary>
          {problem && <ProblemPage problem={problem} again={start} />}
          {!problem && !stage && <Opening />}
          {!problem &&
            stage &&
            (stage.stage === "open" ? <Screen path={path} /> : <StageScreen stage={stage} />)}
        </Boundary>
      </div>
    </DeskProvider>
  );
}
