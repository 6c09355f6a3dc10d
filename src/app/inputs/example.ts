import type { Field } from "../../tasks/fields.ts";
import { type Draft, draftFromExample } from "./draft.ts";

/**
 * The draft that a ready example stands for. Media are fetched from below `base`, the site's own folder.
 * @throws InputError where a file is not what it should be, `TypeError` or `Error` where it cannot be fetched.
 */
export function loadExampleDraft(field: Field, value: string | readonly string[], base: string): Promise<Draft> {
  const texts = typeof value === "string" ? [value] : value;
  return draftFromExample(field.kind, field, texts, async (path) => {
    const address = new URL(path, new URL(base, document.baseURI));
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address.pathname}: HTTP ${response.status}`);
    return { file: await response.blob(), name: path.split("/").at(-1) ?? path };
  });
}
