import type { Answer } from "../../hosted.ts";
import type { LineItem } from "../lines/lines.ts";

/** One item for each answer: what it is read as, or that it is waited for. */
export function itemsOf<T>(
  answers: readonly (Answer | undefined)[],
  read: (answer: Answer, place: number) => T | undefined,
): LineItem<T>[] {
  return answers.map((answer, place) => {
    const value = answer && read(answer, place);
    return value === undefined ? { status: "waiting" } : { status: "done", value };
  });
}
