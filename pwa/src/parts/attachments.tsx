// The photographs and documents of a child or a time away, and a way to add one.
import { use_picture } from "../app/file_address";
import { paths } from "../app/routes";
import type { AttachmentView, Id } from "../worker/api";
import { words } from "../words";
import { FileStanding } from "./file_standing";
import { ButtonLink, Link } from "./link";

const told = words.files;

function Thumbnail({ attachment }: { attachment: AttachmentView }) {
  const { address } = use_picture(attachment.id, attachment.file.here);
  return address === null ? null : <img class="hw-file__thumbnail" src={address} alt="" />;
}

function Attachment({ attachment }: { attachment: AttachmentView }) {
  const { id, title, kind_words, at, by, file } = attachment;
  return (
    <li class="hw-file hw-file--listed">
      {file.photograph && file.here && <Thumbnail attachment={attachment} />}
      <div>
        <Link to={paths.record(id)} class="govuk-link hw-alone">
          {title}
        </Link>
        <p class="hw-quiet">
          {[kind_words, file.size_words, told.added(at.words, by)].filter(Boolean).join(" · ")}
        </p>
        <FileStanding record={id} title={title} file={file} />
      </div>
    </li>
  );
}

interface AttachmentsProps {
  child: Id;
  episode: Id | null;
  /** Which time away, where several stand on the screen; else "". */
  of: string;
  attachments: AttachmentView[];
  can_attach: boolean;
}

export function Attachments({ child, episode, of, attachments, can_attach }: AttachmentsProps) {
  return (
    <>
      {attachments.length === 0 && <p class="govuk-body hw-quiet">{told.none}</p>}
      <ul class="hw-files">
        {attachments.map((attachment) => (
          <Attachment key={attachment.id} attachment={attachment} />
        ))}
      </ul>
      {can_attach && (
        <ButtonLink
          to={paths.attach(child, episode)}
          {...(of ? { label: `${told.add}: ${of}` } : {})}
          quiet
        >
          {told.add}
        </ButtonLink>
      )}
    </>
  );
}
