// A photograph in the page, or a document to save a copy of; and where it is.
import { use_acting } from "../app/acting";
import { use_desk } from "../app/desk";
import { use_picture } from "../app/file_address";
import type { FileView, Id } from "../worker/api";
import { words } from "../words";
import { FileStanding } from "./file_standing";
import { ProblemNotice } from "./problem";

const told = words.files;

interface FileBoxProps {
  record: Id;
  title: string;
  file: FileView;
}

function Picture({ record, title, file }: FileBoxProps) {
  const { address, problem } = use_picture(record, file.here);
  if (problem) return <ProblemNotice problem={problem} />;
  return address === null ? null : <img class="hw-file__picture" src={address} alt={title} />;
}

function Copy({ record, file }: FileBoxProps) {
  const { client } = use_desk();
  const { busy, problem, act } = use_acting();
  const save = ({ octets }: { octets: Uint8Array<ArrayBuffer> }) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([octets], { type: file.media_type }));
    link.download = file.name;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        aria-disabled={busy}
        onClick={() => void act(() => client.call("file", { record }), save)}
      >
        {told.save_copy}
      </button>
      <p class="govuk-hint">{told.copy_hint}</p>
    </>
  );
}

export function FileBox(props: FileBoxProps) {
  const { file } = props;
  return (
    <section class="hw-file">
      <p class="govuk-body">
        {file.name} · {file.size_words}
      </p>
      <div role="status">
        <FileStanding {...props} />
      </div>
      {file.photograph && <Picture {...props} />}
      {file.here && !file.photograph && <Copy {...props} />}
    </section>
  );
}
