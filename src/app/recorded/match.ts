import type { Example } from "../../tasks/definition.ts";
import type { Fields } from "../../tasks/fields.ts";
import { type Drafts, textsOf } from "../inputs/draft.ts";

/** Whether the editors hold nothing that a reader would have put there. */
export function isUntouched(drafts: Drafts): boolean {
  return Object.values(drafts).every((draft) => textsOf(draft).length === 0);
}

/** Whether the editors hold this example: its texts, and files of its names. */
export function holds(drafts: Drafts, { input }: Example, fields: Fields): boolean {
  return Object.keys(fields).every((name) => {
    const draft = drafts[name];
    const wanted = [input[name] ?? []].flat().map((text) => text.split("/").at(-1) ?? text);
    const found = draft ? textsOf(draft).map((text) => text.split("/").at(-1) ?? text) : [];
    return JSON.stringify(found) === JSON.stringify(wanted);
  });
}
