// govuk-frontend without what belongs to gov.uk alone: the GDS Transport typeface
// and the crest, and without two lines for a browser that nobody has, which are no CSS.
// What remains uses the tablet's own typeface.
import type { Plugin } from "vite";

const own = "system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,Ubuntu,arial,sans-serif";

export function own_typeface(): Plugin {
  return {
    name: "own-typeface",
    enforce: "pre",
    transform(code, id) {
      if (!id.includes("govuk-frontend") || !id.includes(".css")) return null;
      return code
        .replaceAll("@media screen\\0 and", "@media not all and")
        .replaceAll("(min-width:0\\0)", "(max-width:0)")
        .replaceAll(/@font-face\s*{[^}]*}/g, "")
        .replaceAll(/GDS Transport,arial,sans-serif/g, own)
        .replaceAll(/url\([^)]*govuk-crest[^)]*\)/g, "none")
        .replaceAll(/\/\*# sourceMappingURL=[^*]*\*\//g, "");
    },
  };
}
