import type { Comparison } from "../../parity/comparison.ts";
import type { Case } from "../../parity/reference.ts";

/** The native elements that take a value. */
export const natives = {
  textarea: "textarea",
  text: "textarea, input[type=text]",
  number: "input[type=number], input[type=range]",
  checkbox: "input[type=checkbox]",
  select: "select",
  file: "input[type=file]",
} as const;

export type Native = keyof typeof natives;

/** Controls by the name of the input or option that they take. */
export type Controls = Readonly<Record<string, Native>>;

/** What the outside knows of a task, written by hand: the app is held to it, so nothing here is read off the app. */
export interface TaskContract {
  /** Its controls, as docs/contract.md and Python name them. */
  readonly inputs: Controls;
  readonly options: Controls;
  /** How its answers are held to Python's; nothing where Python has no such pipeline. */
  readonly parity?: Parity;
}

export interface Parity {
  /** @param tolerance of scores, vectors and probabilities */
  readonly compare: (ours: unknown, theirs: Case, tolerance: number) => Comparison;
  /** Options of ours that Python's pipeline does not have, set so that they change nothing. */
  readonly neutral?: Readonly<Record<string, unknown>>;
  /** Python's arguments as options of ours, where they are not the same. */
  readonly toOptions?: (asked: Case) => Readonly<Record<string, unknown>>;
  /** Python's arguments that `toOptions` says in other words. */
  readonly replaced?: readonly string[];
  /** A text that is cut earlier ends otherwise, since a checkpoint may force an end id (BART, Marian): all of it is asked. */
  readonly forcesEnds?: boolean;
}
