// A child who is missing now, in words and a shape: never by colour alone, and never red,
// since a child may be beside the worker.
export function Away({ says }: { says: string }) {
  if (says === "") return null;
  return (
    <p class="hw-away">
      <svg viewBox="0 0 16 16" width="20" height="20" aria-hidden="true">
        <path
          d="M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15Z M7 3.5h2v6H7Z M7 11h2v2H7Z"
          fill="currentColor"
          fill-rule="evenodd"
        />
      </svg>
      <strong>{says}</strong>
    </p>
  );
}
