import type { SharedKey } from "../../tasks/words.ts";
import type chat from "./messages/en/chat.json";
import type device from "./messages/en/device.json";
import type errors from "./messages/en/errors.json";
import type hosted from "./messages/en/hosted.json";
import type inputs from "./messages/en/inputs.json";
import type later from "./messages/en/later.json";
import type learn from "./messages/en/learn.json";
import type models from "./messages/en/models.json";
import type results from "./messages/en/results.json";
import type shell from "./messages/en/shell.json";

/** Every key of the core catalogs; those of a task are typed by its definition. */
export type MessageKey =
  | keyof typeof chat
  | keyof typeof device
  | keyof typeof errors
  | keyof typeof hosted
  | keyof typeof inputs
  | keyof typeof later
  | keyof typeof models
  | keyof typeof learn
  | keyof typeof results
  | keyof typeof shell
  | SharedKey;

export type MessageValues = Readonly<Record<string, string | number>>;
