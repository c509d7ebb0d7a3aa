// A supervisor's review.
import type { AnswerView, OutcomesView, RecordView, ReviewView } from "../src/worker/api";
import { fine, opened, refuse, supervisor, type Replies } from "./client";
import type { Examples } from "./example";
import { now, view_of, type Fixture, type Given } from "./forms";
import { met, waiting } from "./home";
import { asked_for, given, rows, torn } from "./interview";
import { as_last_time, last_time, rows_now } from "./last_time";
import { no_oversight, not_independent } from "./policy";

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

const one_removed: AnswerView = {
  ...changed,
  heads: [],
  comments: [],
  changed_since_return: { was: "Someone called Jay (invented) · 17" },
};

const decide = { write: false, submit: false, decide: true, why_not: "" };

type Remarks = ReviewView["remarks"];
export const no_remarks: Remarks = { comments: [], reason: "", begun_on: null };

/** Two comments begun, one of them about a question that is not asked now. */
const begun: Remarks = {
  comments: [
    {
      key: "what_happened.travel",
      label: "How did you get around?",
      text: "Thank you. About what time?",
    },
    {
      key: "before_we_start.declined_reason",
      label: "What did the child say about not wanting to talk?",
      text: "Leave this out, now that it was held.",
    },
  ],
  reason: "Nearly there.",
  begun_on: { at: "2026-03-30T16:20:00Z", words: "Monday 30 March, 17:20" },
};

function review_of(
  own: Given,
  over: Partial<RecordView>,
  remarks = no_remarks,
  more: Partial<Fixture> = {},
) {
  const view = view_of({
    form: "interview",
    given: { ...given, ...own },
    rows,
    over: {
      stage: "submitted",
      stage_words: "Submitted by P. Sandhurst on Monday 30 March, 17:20",
      clock: met,
      submission: { id: "submission-1", pin: "pin-1", by: "Priya Sandhurst" },
      can: decide,
      ...over,
    },
    ...more,
  });
  return {
    path: "/review/interview-1",
    replies: opened(
      {
        review: () => fine({ ...view, remarks }),
        remark: () => fine({ saved: true as const, at: now }),
        return_interview: () => fine({ decided: true as const }),
        authorise: () => fine({ decided: true as const }),
        home: () => fine(waiting),
      },
      supervisor,
    ),
  };
}

const first_time = review_of({}, {});

/** Submitted again, with another answer, while the page is open; the core refuses a decision on
 * what was read before. */
function submitted_again(): Replies {
  const outcomes: OutcomesView = {
    label: "What happens next?",
    outcomes: [{ code: "early_help", label: "Early help" }],
    consent_label: "Is there consent to any referral?",
    consents: [{ code: "given", label: "Yes" }],
  };
  const before = review_of({}, { outcomes }).replies.review;
  const after = review_of(
    { "what_happened.travel": changed },
    {
      outcomes,
      submission: { id: "submission-2", pin: "pin-2", by: "Priya Sandhurst" },
      stage_words: "Submitted by P. Sandhurst on Tuesday 31 March, 14:02",
      returned: asked_for,
    },
  ).replies.review;
  let read = 0;
  return {
    ...first_time.replies,
    ...(before && after ? { review: (args) => (read++ === 0 ? before : after)(args) } : {}),
    authorise: ({ pin }) =>
      pin === "pin-2" ? fine({ decided: true as const }) : refuse("refused"),
  };
}

export const review: Examples = {
  first_time,
  submitted_again: { ...first_time, replies: submitted_again() },
  refused: {
    ...first_time,
    replies: { ...first_time.replies, authorise: () => refuse("refused") },
  },
  corrected: review_of(
    { "what_happened.travel": changed, "what_happened.who_with": one_removed },
    {
      stage_words: "Submitted by P. Sandhurst on Tuesday 31 March, 14:02",
      returned: asked_for,
    },
  ),
  begun_earlier: review_of(
    { "what_happened.travel": changed },
    {
      stage_words: "Submitted by P. Sandhurst on Tuesday 31 March, 14:02",
      returned: asked_for,
    },
    begun,
  ),
  decided_by_another: review_of(
    {},
    {
      stage: "authorised",
      stage_words: "Authorised by S. Example on Tuesday 31 March, 15:00",
      reason: {
        text: "Thank you. The plan for the evenings is what matters now.",
        author: "S. Example",
        at: { at: "2026-03-31T14:00:00Z", words: "Tuesday 31 March, 15:00" },
      },
      can: { ...decide, decide: false, why_not: "It is authorised already." },
    },
    { ...begun, begun_on: null },
  ),
  repeat: review_of({ "push_and_pull.push": { kind: "blank" } }, { last_time }, no_remarks, {
    rows: { ...rows, ...rows_now },
    as_last_time,
  }),
  guarded: review_of({}, { guards: [no_oversight, not_independent] }),
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
