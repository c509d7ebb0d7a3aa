// The screens before unlocking.
import type { Stage } from "../src/worker/api";
import { fine, problem, refuse } from "./client";
import type { Examples } from "./example";

const priya = { user: "user-1", name: "Priya Sandhurst", organisation: "Example County Council" };
const people = [
  priya,
  { user: "user-2", name: "Tom Hollowell", organisation: "Example County Council" },
  { user: "user-3", name: "Mina Oakridge", organisation: "Lantern Youth Trust (invented)" },
];

const at = (stage: Stage) => ({ start: () => fine(stage) });

export const sign_in: Examples = {
  first: { replies: { ...at({ stage: "signed_out" }), sign_in: () => refuse("wrong_password") } },
};

export const unlock: Examples = {
  choose_person: { replies: at({ stage: "locked", people }) },
  one_person: {
    replies: {
      ...at({ stage: "locked", people: [priya] }),
      unlock: () => refuse("wrong_passphrase"),
    },
  },
};

const recovering = { stage: "recovering", person: priya, needs: null } as const;

export const passphrase: Examples = {
  choose: { replies: at({ stage: "choose_passphrase", person: priya }) },
  waiting: { replies: at({ ...recovering, approved: false }) },
  signing_in: { replies: at({ ...recovering, approved: false, needs: "signing_in" }) },
  asking_again: { replies: at({ ...recovering, approved: false, needs: "asking_again" }) },
  approved: { replies: at({ ...recovering, approved: true }) },
};

export const another_tab: Examples = { offer: { replies: at({ stage: "another_tab" }) } };

export const no_storage: Examples = {
  refused: { replies: at({ stage: "no_storage", problem: problem("no_storage") }) },
};
