// Adding a child.
import type { AlikeChild } from "../src/worker/api";
import { fine, interviewer, offline_sync, opened } from "./client";
import type { Examples } from "./example";

const alike: AlikeChild[] = [
  {
    id: "child-1",
    name: "Rowan Fernhollow",
    age_words: "13 years old",
    placement_words: "Family home",
    why: "A name like this",
  },
  {
    id: "child-2",
    name: "Name not recorded (number T-1001)",
    age_words: "Age not known",
    placement_words: "",
    why: "The same number in the case system",
  },
];

const asked = {
  path: "/add-child",
  replies: opened({ alike: () => fine(alike) }, interviewer, offline_sync),
};

export const add_child: Examples = { asked, alike: asked, nothing_typed: asked };
