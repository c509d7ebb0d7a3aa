// A name as it is looked for: capitals, accents and the spaces around it are no matter.
export const folded = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .trim()
    .toLocaleLowerCase("en-GB");
