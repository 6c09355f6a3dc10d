import type { Example } from "../../tasks/definition.ts";
import type { Fields } from "../../tasks/fields.ts";
import { type FileKind, kindOf } from "../inputs/file.ts";
import { kinds } from "../inputs/kinds.ts";

/** The files that an example brings, by kind: paths below the site's own folder. */
export function mediaOf(example: Example, inputs: Fields) {
  const pathsOf = (wanted: FileKind) =>
    Object.entries(example.input).flatMap(([name, value]) => {
      const field = inputs[name];
      if (field?.kind === "messages") return [value].flat().filter((path) => isFileOf(wanted, path));
      return field && kinds[field.kind].takes === wanted ? [value].flat() : [];
    });
  return { pictures: pathsOf("image"), sounds: pathsOf("audio") };
}

/** Among the words of a conversation. */
function isFileOf(kind: FileKind, path: string): boolean {
  return path.startsWith("examples/") && kindOf({ type: "", name: path }) === kind;
}
