import type { ErrorCode, Failure } from "../shared/errors.ts";

/** What a button beside an error can do about it. */
export type Remedy =
  | "retry"
  | "edit-input"
  | "shorten"
  | "use-prompt"
  | "use-wasm"
  | "use-other-endpoint"
  | "use-other-dtype"
  | "use-smaller-dtype"
  | "use-default-model"
  | "use-other-task"
  | "give-key"
  | "set-server";

/**
 * What helps against each error, the most likely first. Its sentence is `error.<code>`, what to do about it
 * `error.<code>.remedy`, in `i18n/messages/<language>/errors.json`.
 */
export const errorRemedies = {
  "input-empty": ["edit-input"],
  "input-invalid": ["use-prompt", "edit-input"],
  "input-too-large": ["shorten"],
  "input-no-mask": ["edit-input"],
  "webgpu-unavailable": ["use-wasm"],
  "insecure-context": ["use-wasm"],
  "model-not-found": ["set-server", "use-other-endpoint", "use-default-model"],
  "model-gated": ["use-default-model"],
  "model-unsupported": ["use-other-task", "use-default-model"],
  "dtype-missing": ["use-other-dtype", "use-default-model"],
  "f16-missing": ["use-other-dtype", "use-wasm"],
  "wont-fit": ["use-smaller-dtype", "use-wasm", "use-default-model"],
  "network-refused": ["retry", "set-server", "use-other-endpoint", "use-default-model"],
  "network-silent": ["retry", "use-other-endpoint", "use-default-model"],
  "network-cut": ["retry", "use-other-endpoint", "use-default-model"],
  "hub-busy": ["retry", "use-other-endpoint"],
  "file-corrupt": ["retry", "use-other-endpoint", "use-default-model"],
  "quota-full": ["retry", "use-default-model"],
  "out-of-memory": ["use-smaller-dtype", "use-wasm", "use-default-model"],
  "device-lost": ["retry", "use-wasm"],
  "worker-crashed": ["retry", "use-wasm"],
  "load-timeout": ["retry", "use-smaller-dtype"],
  "key-missing": ["give-key"],
  "key-refused": ["give-key"],
  "quota-spent": ["retry"],
  "rate-limited": ["retry"],
  overloaded: ["retry"],
  "content-refused": ["edit-input"],
  "context-too-long": ["shorten"],
  "cors-refused": ["retry", "set-server"],
  "stream-broken": ["retry"],
  "run-failed": ["retry", "use-wasm"],
} as const satisfies Record<ErrorCode, readonly Remedy[]>;

/** The sentence of a failure, by its reason where it has one. */
export function sentenceKeyOf({ code, reason }: Pick<Failure, "code" | "reason">) {
  return reason === undefined ? (`error.${code}` as const) : (`error.because.${reason}` as const);
}
