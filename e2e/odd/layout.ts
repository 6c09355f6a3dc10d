import * as v from "valibot";
import type { OddRepository } from "./repository.ts";

/** A question of a reference, and Python's answer. */
export const Case = v.object({
  // A text, a file below e2e/reference, a conversation, or texts.
  inputs: v.record(v.string(), v.union([v.string(), v.array(v.unknown())])),
  options: v.record(v.string(), v.unknown()),
  output: v.union([v.array(v.unknown()), v.record(v.string(), v.unknown())]),
});
type Case = v.InferOutput<typeof Case>;

/** A reference whose files were changed to lie as some repository on the Hub has them. */
export interface Changed {
  readonly reference: string;
  change(repository: OddRepository): Promise<void>;
}

export interface Layout extends Changed {
  readonly dtype?: string;
  /** Where it is all the same who serves, one of them. */
  readonly hosts?: readonly ("a Hub" | "a plain mirror")[];
  /** Where it is not the reference's first case. */
  readonly asked?: Readonly<Omit<Case, "output">> & { readonly task: string; readonly output: unknown[] };
}

export interface Fault extends Changed {
  readonly code: string;
  readonly words: RegExp;
}
