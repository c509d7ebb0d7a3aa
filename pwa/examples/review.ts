// A supervisor's review.
import type { AnswerView, RecordView } from "../src/worker/api";
import { fine, opened, supervisor } from "./client";
import type { Examples } from "./example";
import { view_of, type Given } from "./forms";
import { met } from "./home";
import { given, rows, torn } from "./interview";

const changed: AnswerView = {
  ...torn,
  conflict: false,
  heads: torn.heads
    .slice(0, 1)
    .map((head) => ({
      ...head,
      words: "I walked to the park and got the 14 bus with Dee, about seven. Dee paid.",
    })),
  comments: [
    {
      text: "Which bus? Police could ask for the cameras.",
      author: "Tom Hollowell",
      at: { at: "2026-03-31T09:12:00Z", words: "Tuesday 31 March, 10:12" },
    },
  ],
  changed_since_return: { was: "I walked to the park and then I got the bus with Dee." },
};

const decide = { write: false, submit: false, decide: true, why_not: "" };

function review_of(own: Given, over: Partial<RecordView>) {
  const view = view_of({
    form: "interview",
    given: { ...given, ...own },
    rows,
    over: {
      stage: "submitted",
      stage_words: "Submitted by P. Sandhurst on Monday 30 March, 17:20",
      clock: met,
      submission: { id: "submission-1", pin: "pin-1" },
      can: decide,
      ...over,
    },
  });
  return { path: "/review/interview-1", replies: opened({ review: () => fine(view) }, supervisor) };
}

export const review: Examples = {
  first_time: review_of({}, {}),
  corrected: review_of(
    { "what_happened.travel": changed },
    { stage_words: "Submitted again by P. Sandhurst on Tuesday 31 March, 14:02" },
  ),
  own: review_of(
    {},
    {
      can: {
        ...decide,
        decide: false,
        why_not: "You held this interview yourself. Another supervisor decides about it.",
      },
    },
  ),
  decided_twice: review_of(
    { "what_happened.travel": { ...changed, addendum: true, changed_since_return: null } },
    {
      decision_conflict: true,
      addendum: ["what_happened.travel"],
      stage: "returned",
      stage_words: "Returned by T. Hollowell and authorised by S. Example",
    },
  ),
};
