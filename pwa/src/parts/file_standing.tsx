// Where a photograph or a document is: on this tablet, on its way, held by the council.
import { use_acting } from "../app/acting";
import { use_desk } from "../app/desk";
import type { FileView, Id } from "../worker/api";
import { words } from "../words";
import { ProblemNotice } from "./problem";
import { Tag } from "./tag";

const told = words.files;

const colours = {
  tablet_only: "amber",
  sending: "blue",
  held: "green",
  here: "plain",
  elsewhere: "grey",
  getting: "blue",
  absent: "grey",
  set_aside: "amber",
} as const satisfies Record<FileView["state"], string>;

interface FileProps {
  record: Id;
  title: string;
  file: FileView;
}

export function GetFile({ record, title }: FileProps) {
  const { client } = use_desk();
  const { busy, problem, act } = use_acting();
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      <button
        type="button"
        class="govuk-button govuk-button--secondary hw-file__get"
        aria-disabled={busy}
        onClick={() => void act(() => client.call("get_file", { record }))}
      >
        {told.get}
        <span class="govuk-visually-hidden">: {title}</span>
      </button>
    </>
  );
}

export function FileStanding(props: FileProps) {
  const { title, file } = props;
  return (
    <div class="hw-file__standing">
      <Tag colour={colours[file.state]}>{file.state_words}</Tag>
      {file.progress && (
        <progress
          aria-label={told.progress(title)}
          max={file.progress.total}
          value={file.progress.done}
        />
      )}
      {file.state === "elsewhere" && <GetFile {...props} />}
      {file.state === "absent" && <p class="hw-quiet">{told.absent}</p>}
      {file.state === "getting" && <p class="hw-quiet">{told.getting_offline}</p>}
    </div>
  );
}
