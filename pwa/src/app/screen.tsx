// The screens after unlocking, by address. A record's screens share one open record, so
// that going from page to page of an interview neither flickers nor forgets.
import { Opening } from "../parts/page";
import { ProblemPage } from "../parts/problem";
import { AddChild } from "../screens/add_child/add_child";
import { Attach } from "../screens/attach/attach";
import { Child } from "../screens/child/child";
import { History } from "../screens/history/history";
import { Home } from "../screens/home/home";
import { Check } from "../screens/interview/check";
import { Declined } from "../screens/interview/declined";
import { ReadThrough } from "../screens/interview/read_through";
import { Section } from "../screens/interview/section";
import { Submitted } from "../screens/interview/submitted";
import { Tasks } from "../screens/interview/tasks";
import { LivingRecord } from "../screens/living_record/living_record";
import { Nowhere } from "../screens/nowhere/nowhere";
import { Review } from "../screens/review/review";
import { Reviews } from "../screens/reviews/reviews";
import { SafetyPlan } from "../screens/safety_plan/safety_plan";
import { ShortForm } from "../screens/short_form/short_form";
import { SignIn } from "../screens/sign_in/sign_in";
import { Sync } from "../screens/sync/sync";
import { Work } from "../screens/work/work";
import { use_open_record, type OpenRecord } from "./open_record";
import { read_route, type Route } from "./routes";

type RecordRoute = Extract<
  Route,
  { screen: "record" | "section" | "declined" | "read_through" | "check" | "submitted" }
>;

function RecordTop({ record }: { record: OpenRecord }) {
  if (record.view.type === "interview") return <Tasks record={record} />;
  if (record.view.type === "safety_plan") return <SafetyPlan record={record} />;
  const short = record.view.reviewed === "if_asked" && record.view.sections.length <= 2;
  return short ? <ShortForm record={record} /> : <LivingRecord record={record} />;
}

function RecordScreen({ route }: { route: RecordRoute }) {
  const { record, problem, again } = use_open_record(route.record);
  if (!record) return problem ? <ProblemPage problem={problem} again={again} /> : <Opening />;
  switch (route.screen) {
    case "record":
      return <RecordTop record={record} />;
    case "section":
      return <Section record={record} section={route.section} step={route.step} />;
    case "declined":
      return <Declined record={record} />;
    case "read_through":
      return <ReadThrough record={record} />;
    case "check":
      return record.view.can.submit ? <Check record={record} /> : <ReadThrough record={record} />;
    case "submitted":
      return <Submitted record={record} />;
  }
}

export function Screen({ path }: { path: string }) {
  const route = read_route(path);
  switch (route.screen) {
    case "home":
      return <Home />;
    case "work":
      return <Work />;
    case "sync":
      return <Sync />;
    case "sign_in":
      return <SignIn />;
    case "add_child":
      return <AddChild />;
    case "child":
      return <Child key={route.child} id={route.child} episode={route.episode} />;
    case "attach":
      return <Attach child={route.child} episode={route.episode} />;
    case "history":
      return <History record={route.record} name={route.key} />;
    case "reviews":
      return <Reviews />;
    case "review":
      return <Review key={route.interview} interview={route.interview} />;
    case "nowhere":
      return <Nowhere />;
    default:
      return <RecordScreen key={route.record} route={route} />;
  }
}
