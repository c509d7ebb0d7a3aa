// A second interview: what was said in the first, and what is said of it now.
import type { Key, LastTimeView, Said, TopicView } from "../src/worker/api";
import { forms, type Fixture, type GivenRows } from "./forms";

const held = { at: "2026-02-17T15:30:00Z", words: "Tuesday 17 February, 15:30" };

const said = (words: string, more: Partial<Said> = {}): Said => ({
  words,
  said_by: "child",
  author: "Mina Oakridge",
  at: held,
  ...more,
});

const sections = forms.interview.sections;

function topic(key: Key, things: Said[][], beside: Said[] = []): TopicView {
  const section = sections.find(({ id }) => key.startsWith(`${id}.`));
  const question = section?.questions.find(({ id }) => key === `${section.id}.${id}`);
  return {
    key,
    section: section?.title ?? "",
    label: question?.label ?? "",
    answers_it: question?.ask_again === "still_true",
    beside: beside.map((one) => ({ ...one, key: `${key}_words` })),
    things: things.map((each, index) => ({ row: `${key}-${index}`, said: each })),
  };
}

const list = "since_last_time.things";

export const last_time: LastTimeView = {
  list,
  topics: [
    topic("what_happened.where", [[said("The bandstand in Madeup Park, then Dee’s.")]]),
    topic("what_happened.who_with", [[said("“Dee”, from the park · 19 · A friend’s cousin")]]),
    topic(
      "push_and_pull.push",
      [[said("Arguments or trouble in the family")], [said("Feeling alone")]],
      [said("It is loud at home and I am the one who gets blamed.")],
    ),
    topic(
      "harm_and_risk.online_contact",
      [
        [
          said("Yes"),
          said("Still true", {
            at: { at: "2026-03-09T16:00:00Z", words: "Monday 9 March, 16:00" },
            author: "Priya Sandhurst",
          }),
        ],
      ],
      [said("A friend from a game who wants to meet.", { said_by: "parent_or_carer" })],
    ),
    topic("what_needs_to_change.what_would_stop_it", [[said("Somebody asking first.")]]),
  ],
};

/** What is said of each now: all of the reasons, and of what would help. */
export const rows_now: GivenRows = {
  [list]: [
    { id: "push_and_pull.push-0", answers: { still: { kind: "code", code: "still_true" } } },
    { id: "push_and_pull.push-1", answers: { still: { kind: "code", code: "no_longer" } } },
    {
      id: "what_needs_to_change.what_would_stop_it-0",
      answers: {
        still: { kind: "code", code: "changed" },
        words: { kind: "text", text: "A lift home when I ring, and no questions until morning." },
      },
    },
  ],
};

export const as_last_time = [
  "push_and_pull.push",
  "push_and_pull.push_words",
  "what_needs_to_change.what_would_stop_it",
];

/** A repeat interview as it is begun, and one that was gone through. */
export const begun = (base: Fixture): Fixture => ({
  ...base,
  given: {},
  rows: {},
  over: { ...base.over, last_time },
});
export const gone_through = (base: Fixture): Fixture => ({
  ...base,
  given: {},
  rows: rows_now,
  as_last_time,
  over: { ...base.over, last_time },
});
