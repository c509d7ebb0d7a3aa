// Photographs and documents, in every state they can be in.
import type { AttachmentView, FileView, RecordView } from "../src/worker/api";
import { fine, opened, writable, type Replies } from "./client";
import type { Example, Examples } from "./example";

/** A picture drawn here: sky, a hill, a path. */
export const a_picture: NonNullable<Replies["file"]> = async () => {
  const canvas = document.createElement("canvas");
  canvas.width = 800;
  canvas.height = 600;
  const pen = canvas.getContext("2d");
  if (pen) {
    pen.fillStyle = "#b5d3ea";
    pen.fillRect(0, 0, 800, 600);
    pen.fillStyle = "#5a8a5e";
    pen.fillRect(0, 360, 800, 240);
    pen.fillStyle = "#e8dcc0";
    pen.fillRect(360, 360, 90, 240);
  }
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg"));
  return fine({ octets: new Uint8Array((await blob?.arrayBuffer()) ?? []) });
};

const photograph: FileView = {
  photograph: true,
  media_type: "image/jpeg",
  name: "School photograph.jpg",
  size_words: "482 kB",
  here: true,
  state: "held",
  state_words: "Held by the council",
  progress: null,
};

const letter: FileView = {
  ...photograph,
  photograph: false,
  media_type: "application/pdf",
  name: "Signed consent form.pdf",
  size_words: "2.4 MB",
};

const one = (id: string, title: string, kind_words: string, file: FileView): AttachmentView => ({
  id,
  title,
  kind_words,
  at: { at: "2026-03-30T09:00:00Z", words: "Monday 30 March, 10:00" },
  by: "Priya Sandhurst",
  file,
});

export const child_files = [
  one("attachment-1", "School photograph", "Photograph", photograph),
  one("attachment-2", "Birth certificate", "Scanned document", {
    ...letter,
    here: false,
    state: "elsewhere",
    state_words: "Not on this tablet yet",
  }),
];

const sending: FileView = {
  ...letter,
  state: "sending",
  state_words: "Sending: 3 of 7 pieces",
  progress: { done: 3, total: 7 },
};

export const episode_files = [
  one("attachment-3", "The coat that was found at the station", "Photograph", {
    ...photograph,
    state: "tablet_only",
    state_words: "On this tablet only",
  }),
  one("attachment-4", "Signed consent form", "Signed document", sending),
  one("attachment-5", "Letter from school", "Other document", {
    ...letter,
    here: false,
    state: "getting",
    state_words: "Getting it: 2 of 7 pieces",
    progress: { done: 2, total: 7 },
  }),
  one("attachment-6", "Police report", "Other document", {
    ...letter,
    here: false,
    state: "absent",
    state_words: "The council does not have all of it yet",
  }),
];

function of_record(title: string, kind: string, file: FileView): Example {
  const over: Partial<RecordView> = {
    title: "Photograph or document",
    stage: "plain",
    stage_words: "",
    file,
  };
  return {
    path: "/record/attachment-1",
    replies: opened({
      ...writable({
        form: "attachment",
        given: {
          "about.title": { kind: "text", text: title },
          "about.kind": { kind: "code", code: kind },
        },
        rows: {},
        over,
      }),
      file: a_picture,
    }),
  };
}

const add: Example = {
  path: "/child/child-1/add-file",
  replies: opened({
    child: () =>
      fine({
        id: "child-1",
        name: "Rowan Fernhollow",
        called: "Rowan",
        age_words: "13 years old",
        away: "",
        stage_words: "",
        added: "Added by Priya Sandhurst on Friday 27 March, 22:40",
        facts: [],
        duties: [],
        questions: [],
        timeline: null,
        episodes: [],
        can_add_episode: true,
        safety_plan: null,
        notes: [],
        shelves: [],
        attachments: [],
        can_attach: true,
      }),
  }),
};

export const files: Examples = {
  add,
  photograph: of_record("School photograph", "photograph", photograph),
  document: of_record("Signed consent form", "signed_document", sending),
  elsewhere: of_record("Birth certificate", "scanned_document", {
    ...letter,
    here: false,
    state: "elsewhere",
    state_words: "Not on this tablet yet",
  }),
};
