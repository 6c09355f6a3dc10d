import type { Example } from "../../tasks/definition.ts";
import type { Fields } from "../../tasks/fields.ts";
import type { FileKind } from "../inputs/file.ts";
import { kinds } from "../inputs/kinds.ts";

/** The files that an example brings, by kind: paths below the site's own folder. */
export function mediaOf(example: Example, inputs: Fields) {
  const pathsOf = (wanted: FileKind) =>
    Object.entries(example.input).flatMap(([name, value]) => {
      const field = inputs[name];
      return field && kinds[field.kind].takes === wanted ? [value].flat() : [];
    });
  return { pictures: pathsOf("image"), sounds: pathsOf("audio") };
}
