// Builds what the worker would answer from the real forms, for fixtures only: the
// screens are looked at with the questions they will really show. The product never
// reads a form in TypeScript; the core does.
import type {
  AnswerView,
  Head,
  Id,
  Key,
  Moment,
  Question,
  RecordView,
  RowView,
  SaidBy,
  SectionView,
  Sharing,
  Value,
} from "../src/worker/api";
import interview from "../../core/form/forms/interview.2.json";
import offer from "../../core/form/forms/offer.1.json";
import safety_plan from "../../core/form/forms/safety_plan.2.json";
import note from "../../core/form/forms/note.1.json";
import action_plan from "../../core/form/forms/action_plan.1.json";
import attachment from "../../core/form/forms/attachment.1.json";
import episode from "../../core/form/forms/episode.1.json";
import assessment from "../../core/form/forms/exploitation_assessment.1.json";
import grab_pack from "../../core/form/forms/grab_pack.1.json";
import meeting from "../../core/form/forms/meeting.1.json";
import notification from "../../core/form/forms/notification.1.json";
import risk_matrix from "../../core/form/forms/risk_matrix.1.json";
import step from "../../core/form/forms/step.1.json";
import trigger_plan from "../../core/form/forms/trigger_plan.1.json";
import waiver from "../../core/form/forms/waiver.1.json";
import helplines from "../../core/form/forms/helplines.json";
import roles from "../../core/form/forms/roles.json";
import seraf from "../../core/form/instruments/seraf_north_somerset.1.json";

type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { question: Key; is?: string; any_of?: string[]; answered?: boolean };

interface Inherited {
  who_said_it?: string[];
  sharing?: string;
  absences?: string[];
  relevant?: Condition;
}
interface QuestionJson extends Inherited {
  id: string;
  kind: Question["kind"];
  label: string;
  hint?: string;
  options?: { code: string; label: string; hint?: string }[];
  options_from?: string;
  least?: number;
  most?: number;
  least_label?: string;
  most_label?: string;
  length_max?: number;
  required?: string | Condition;
  refers_to?: string;
  ask_again?: string;
  columns?: QuestionJson[];
  row_noun?: string;
}
interface SectionJson extends Inherited {
  id: string;
  title: string;
  intro?: string;
  questions: QuestionJson[];
}
interface FormJson extends Inherited {
  title: string;
  version: number;
  outcome?: string;
  sections: SectionJson[];
}

type OptionJson = { code: string; label: string; hint?: string };
const option_lists: Record<string, OptionJson[]> = {
  helplines: helplines.options,
  roles: roles.options,
};

export const seraf_code = `${seraf.id}_${seraf.version}`;

/** A part of the instrument as the core makes a section of it. */
function part_section({ id, title, intro, columns, items }: (typeof seraf.parts)[number]) {
  const codes = columns.map((column) => column.id);
  const section_id = `${seraf_code}_${id}`;
  const questions = items.flatMap((item) => [
    {
      id: item.id,
      kind: "codes",
      label: item.label,
      options: columns.map((column) => ({ code: column.id, label: column.label })),
    },
    {
      id: `${item.id}_evidence`,
      kind: "narrative",
      label: `Evidence: ${item.label}`,
      relevant: { question: `${section_id}.${item.id}`, any_of: codes },
    },
  ]);
  return { id: section_id, title, intro, audience: "worker", questions };
}

const [first, ...others] = assessment.sections;
const exploitation_assessment = {
  ...assessment,
  sections: [
    { ...first, questions: first?.questions.filter(({ id }) => id !== "instrument") },
    ...seraf.parts.map(part_section),
    ...others,
  ],
};

const all_forms = {
  interview,
  offer,
  safety_plan,
  note,
  action_plan,
  attachment: { ...attachment, sections: attachment.sections.slice(0, 1) },
  episode,
  exploitation_assessment,
  grab_pack,
  meeting,
  notification,
  risk_matrix,
  step,
  trigger_plan,
  waiver,
};
export const forms = all_forms as unknown as Record<keyof typeof all_forms, FormJson>;

export type Given = Record<Key, Value | AnswerView>;
export type GivenRows = Record<
  Key,
  { id: Id; conflict?: boolean; presence?: Head[]; answers: Given }[]
>;

const is_view = (given: Value | AnswerView): given is AnswerView => "heads" in given;

function stands(given: Given, key: Key): Value {
  const one = given[key];
  if (!one) return { kind: "blank" };
  return is_view(one) ? (one.draft?.value ?? one.heads[0]?.value ?? { kind: "blank" }) : one;
}

function word_of(value: Value): string {
  if (value.kind === "code") return value.code;
  if (value.kind === "yes_no") return value.yes ? "yes" : "no";
  return value.kind === "absence" ? value.absence : "";
}

function holds(condition: Condition | undefined, given: Given): boolean {
  if (!condition) return true;
  if ("all" in condition) return condition.all.every((one) => holds(one, given));
  if ("any" in condition) return condition.any.some((one) => holds(one, given));
  if ("not" in condition) return !holds(condition.not, given);
  const value = stands(given, condition.question);
  const said = value.kind === "codes" ? value.codes : [word_of(value)];
  const wanted = condition.is !== undefined ? [condition.is] : (condition.any_of ?? []);
  return said.some((word) => wanted.includes(word));
}

/** False of what the program writes beside a row about last time. */
const is_for_people = ({ kind, refers_to }: QuestionJson) =>
  !["pin", "answer_key"].includes(kind) && ((kind as string) !== "reference" || Boolean(refers_to));

function question(json: QuestionJson, key: Key, above: Inherited[], given: Given): Question {
  const first = <K extends keyof Inherited>(name: K) =>
    [json, ...above].find((one) => one[name] !== undefined)?.[name];
  const from = option_lists[json.options_from ?? ""] ?? [];
  const who = first("who_said_it");
  return {
    key,
    kind: (json.kind as string) === "reference" ? "code" : json.kind,
    label: json.label,
    hint: json.hint ?? "",
    options: (json.options ?? from).map(({ code, label, hint }) => ({
      code,
      label,
      hint: hint ?? "",
    })),
    said_by: who && who.length > 1 ? (who[0] as SaidBy) : null,
    sharing: (first("sharing") as Sharing | undefined) ?? "case_file",
    absences: (first("absences") ?? []) as Question["absences"],
    required: Boolean(json.required),
    relevant: [json, ...above].every((one) => holds(one.relevant, given)),
    as_last_time: false,
    max_length: json.length_max ?? 20000,
    least: json.least ?? null,
    most: json.most ?? null,
    least_label: json.least_label ?? "",
    most_label: json.most_label ?? "",
    columns: (json.columns ?? [])
      .filter(is_for_people)
      .map((column) => question(column, column.id, [json, ...above], given)),
    row_noun: json.row_noun ?? "",
  };
}

export const worker_name = "Priya Sandhurst";
export const now: Moment = { at: "2026-03-31T13:02:00Z", words: "Tuesday 31 March, 14:02" };

const written = (key: Key, value: Value, words: string, form: Question | undefined): Head => ({
  name: key,
  value,
  words,
  said_by: form?.said_by ?? "unsaid",
  sharing: form?.sharing ?? "case_file",
  author: worker_name,
  mine: true,
  this_tablet: true,
  tablet: 0,
  at: now,
  where: "tablet",
});

const absences = {
  not_asked: "Not asked",
  would_not_say: "Would not say",
  nothing_to_tell: "Nothing to tell",
};

export function words_for(value: Value, asked: Question | undefined): string {
  const label = (code: string) =>
    asked?.options.find((option) => option.code === code)?.label ?? code;
  switch (value.kind) {
    case "text":
      return value.text;
    case "code":
      return label(value.code);
    case "codes":
      return value.codes.map(label).join(", ");
    case "whole_number":
      return String(value.number);
    case "yes_no":
      return value.yes ? "Yes" : "No";
    case "date":
      return value.date;
    case "instant":
      return now.words;
    case "absence":
      return value.why ? `${absences[value.absence]}: ${value.why}` : absences[value.absence];
    default:
      return "";
  }
}

function answer(key: Key, given: Value | AnswerView, asked: Question | undefined): AnswerView {
  if (is_view(given)) return given;
  const heads = given.kind === "blank" ? [] : [written(key, given, words_for(given, asked), asked)];
  return {
    heads,
    conflict: false,
    before: [],
    earlier: false,
    draft: null,
    settling: null,
    comments: [],
    changed_since_return: null,
    addendum: false,
  };
}

function section(json: SectionJson, form: FormJson, given: Given, rows: GivenRows): SectionView {
  const questions = json.questions.map((one) =>
    question(one, `${json.id}.${one.id}`, [json, form], given),
  );
  const asked = questions.filter((one) => one.relevant);
  const done = asked.filter(
    (one) => stands(given, one.key).kind !== "blank" || (rows[one.key] ?? []).length > 0,
  );
  const torn = asked.filter((one) => {
    const view = given[one.key];
    return view !== undefined && is_view(view) && view.conflict;
  });
  const needs = torn.length > 0;
  const state = needs
    ? "needs_attention"
    : done.length === 0
      ? "not_started"
      : done.length === asked.length
        ? "done"
        : "in_progress";
  const says = {
    not_started: "Not started",
    done: "Done",
    in_progress: `${done.length} of ${asked.length} answered`,
    needs_attention: `${torn.length} to settle`,
  };
  return {
    id: json.id,
    title: json.title,
    intro: json.intro ?? "",
    state,
    state_words: says[state],
    questions,
  };
}

function row_view(list: Question, row: GivenRows[Key][number]): RowView {
  const columns = Object.entries(row.answers).map(([key, value]) => {
    const column = list.columns.find((one) => one.key === key);
    return [key, answer(`${list.key}/${row.id}/${key}`, value, column)] as const;
  });
  return {
    id: row.id,
    conflict: row.conflict ?? false,
    presence: row.presence ?? [],
    shown: [],
    answers: Object.fromEntries(columns),
  };
}

function unfinished_of(sections: SectionView[], given: Given): RecordView["unfinished"] {
  return sections.flatMap(({ id, questions }) =>
    questions.flatMap(({ key, label }) => {
      const one = given[key];
      const why = one && is_view(one) ? one.draft?.unfinished : null;
      return why ? [{ key, section: id, label, why }] : [];
    }),
  );
}

export interface Fixture {
  form: keyof typeof forms;
  given: Given;
  rows: GivenRows;
  /** Keys of the questions that what was said last time answers. */
  as_last_time?: Key[];
  over?: Partial<RecordView>;
}

export function view_of(fixture: Fixture): RecordView {
  const { form: name, given, rows, as_last_time = [], over = {} } = fixture;
  const form = forms[name];
  const has_last_time = Boolean(over.last_time);
  const sections = form.sections
    .filter(({ id }) => id !== "since_last_time" || has_last_time)
    .map((one) => section(one, form, given, rows));
  const asked = sections.flatMap((one) => one.questions);
  for (const one of asked) one.as_last_time = as_last_time.includes(one.key);
  const by_key = new Map(asked.map((one) => [one.key, one]));
  const answers = Object.entries(given).map(
    ([key, value]) => [key, answer(key, value, by_key.get(key))] as const,
  );
  const lists = Object.entries(rows).map(([key, list]) => {
    const asked_list = by_key.get(key);
    return [key, asked_list ? list.map((row) => row_view(asked_list, row)) : []] as const;
  });
  return {
    id: `${name}-1`,
    type: name,
    child: "child-1",
    episode: "episode-1",
    child_name: "Rowan Fernhollow",
    called: "Rowan",
    title: form.title,
    form_version: form.version,
    stage: "draft",
    stage_words: "Draft",
    reviewed: "always",
    declined: form.outcome !== undefined && word_of(stands(given, form.outcome)) === "declined",
    outcome: form.outcome ?? null,
    held_by_council: false,
    version: "version-1",
    submission: null,
    returned: null,
    decision_conflict: false,
    reason: null,
    rival_submissions: false,
    can: { write: true, submit: true, decide: false, why_not: "" },
    clock: null,
    since_return: null,
    assessment: null,
    outcomes: null,
    sections,
    answers: Object.fromEntries(answers),
    rows: Object.fromEntries(lists),
    other_answers: [],
    conflicts: [],
    addendum: [],
    missing: [],
    unfinished: unfinished_of(sections, given),
    doubts: [],
    guards: [],
    last_time: null,
    file: null,
    ...over,
  };
}
