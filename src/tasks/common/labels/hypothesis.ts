import { TaskError } from "../../../shared/errors.ts";

/**
 * The sentence that the model is asked about one label: the template with the label for `{}`. Doubled braces are braces,
 * as in Python's `str.format`.
 * @throws TaskError `input-invalid` where the template has no place for a label
 */
export function hypothesisOf(template: string, label: string): string {
  let places = 0;
  const text = template.replaceAll(/\{\{|\}\}|\{(?:0)?\}/g, (found) => {
    if (found === "{{") return "{";
    if (found === "}}") return "}";
    places++;
    return label;
  });
  if (places > 0) return text;
  throw new TaskError(
    "input-invalid",
    `The hypothesis template "${template}" needs {} where a label goes.`,
    undefined,
    {
      reason: "slot-missing",
      values: { template },
    },
  );
}
