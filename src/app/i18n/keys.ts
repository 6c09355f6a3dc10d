import type device from "./messages/en/device.json";
import type errors from "./messages/en/errors.json";
import type inputs from "./messages/en/inputs.json";
import type results from "./messages/en/results.json";
import type shell from "./messages/en/shell.json";
import type tasks from "./messages/en/tasks.json";

/** Every key of the core catalogs; a task's own keys are plain strings and are checked by `messages.test.ts`. */
export type MessageKey =
  | keyof typeof device
  | keyof typeof errors
  | keyof typeof inputs
  | keyof typeof results
  | keyof typeof shell
  | keyof typeof tasks;

export type MessageValues = Readonly<Record<string, string | number>>;
