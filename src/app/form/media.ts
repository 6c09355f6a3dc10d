import type { Example } from "../../tasks/definition.ts";
import type { FieldKind, Fields } from "../../tasks/fields.ts";

/** The files that an example brings, by kind: paths below the site's own folder. */
export function mediaOf(example: Example, inputs: Fields) {
  const pathsOf = (...kinds: readonly FieldKind[]) =>
    Object.entries(example.input).flatMap(([name, value]) => {
      const kind = inputs[name]?.kind;
      return kind !== undefined && kinds.includes(kind) ? [value].flat() : [];
    });
  return { pictures: pathsOf("image", "images"), sounds: pathsOf("audio") };
}
