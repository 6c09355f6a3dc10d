import type { HostedEvent } from "../../hosted/client.ts";
import type { Field } from "../../tasks/fields.ts";
import type { AnyChange } from "../../tasks/visualizer.ts";
import type { ClientEvent } from "../../workers/client.ts";
import type { Draft } from "./draft.ts";
import type { OnNotice } from "./notice.ts";

/**
 * @param onEvent hears how the model is loaded, where it has to be
 * @param signal stops it, and the load of its model
 * @returns the task's output
 * @throws TaskError
 * @throws Stopped
 */
export type Ask = (
  change: AnyChange,
  onEvent: (event: ClientEvent | HostedEvent) => void,
  signal: AbortSignal,
) => Promise<unknown>;

/** What every editor gets, besides the field that it edits. */
export interface EditorProps<V> {
  /** Python's name of the input; the test id is made from it. */
  readonly name: string;
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly onNotice: OnNotice;
  /**
   * Runs with what the editor holds now, in the place of the last result.
   * @param signal that nobody waits for it any more: where its model is still being loaded, that ends
   * @returns whether there is one
   */
  readonly onRun?: ((signal: AbortSignal) => Promise<boolean>) | undefined;
  /** True while a file is being read, so that no run starts with what was there before. */
  readonly onReading: (isReading: boolean) => void;
  readonly disabled: boolean;
  /** Whether the field counts under the options of the moment; one that does not is out of sight and takes no files. */
  readonly active: boolean;
  /** The field is why a run was refused. */
  readonly invalid: boolean;
  /** Asks the model of the moment, beside whatever runs, with an input of the editor's own. */
  readonly ask?: Ask | undefined;
  /** Of the model that is chosen, for a text with words to fill in. */
  readonly maskToken?: string | undefined;
}

/** An editor with something in it, as a task would name it: what the gallery shows of a kind. */
export interface EditorSample {
  readonly name: string;
  readonly field: Field;
  readonly draft: Draft;
}
