import * as v from "valibot";

/** Every way in which a run can fail, as the outside sees it (docs/errors.md). The list is closed. */
export const errorCodes = [
  "input-empty",
  "input-invalid",
  "input-too-large",
  "input-no-mask",
  "webgpu-unavailable",
  "insecure-context",
  "model-not-found",
  "model-gated",
  "model-unsupported",
  "dtype-missing",
  "f16-missing",
  "wont-fit",
  "network-refused",
  "network-silent",
  "network-cut",
  "hub-busy",
  "file-corrupt",
  "quota-full",
  "out-of-memory",
  "device-lost",
  "worker-crashed",
  "load-timeout",
  "key-missing",
  "key-refused",
  "quota-spent",
  "rate-limited",
  "overloaded",
  "content-refused",
  "context-too-long",
  "cors-refused",
  "stream-broken",
  "run-failed",
] as const;

export const ErrorCode = v.picklist(errorCodes);
export type ErrorCode = v.InferOutput<typeof ErrorCode>;

/**
 * What narrows a code down so far that other words help: its sentence is `error.because.<reason>`, with what to do
 * behind it. The outside sees the code alone.
 */
export const FailureReason = v.picklist([
  "file-pointer",
  "box-outside",
  "box-untaken",
  "encoder-other",
  "encoder-beyond",
  "features-unknown",
  "file-page",
  "graph-missing",
  "inputs-unknown",
  "tokenizer-missing",
  "head-other",
  "hosted-answer",
  "hosted-deaf",
  "hosted-failed",
  "hosted-gated",
  "hosted-server",
  "hosted-silent",
  "hosted-task",
  "hosted-unknown",
  "hosted-unreachable",
  "labels-few",
  "labels-single",
  "labels-unread",
  "language-unknown",
  "letters-unread",
  "letters-unknown",
  "local-gone",
  "module-unknown",
  "module-unreadable",
  "no-times",
  "no-translation",
  "numbers-beyond",
  "output-other",
  "pair-beyond",
  "picture-beyond",
  "picture-mark",
  "picture-one",
  "picture-stretched",
  "point-outside",
  "pooled-already",
  "preprocessor-missing",
  "prompt-unread",
  "size-beyond",
  "slot-missing",
  "sound-short",
  "speaker-missing",
  "speaker-unknown",
  "stride-beyond",
  "safetensors-missing",
  "task-alone",
  "temperature-unread",
  "subtask-beyond",
  "template-missing",
  "template-refuses",
  "tokens-beyond",
  "training-long",
  "training-short",
]);
export type FailureReason = v.InferOutput<typeof FailureReason>;

/** What a sentence says of this failure, by the names in its message. */
const Values = v.record(v.string(), v.string());

/** An error as it crosses a boundary: `message` is for a log, `detail` the technical text, both untranslated. */
export const Failure = v.object({
  code: ErrorCode,
  message: v.string(),
  detail: v.optional(v.string()),
  reason: v.optional(FailureReason),
  values: v.optional(Values),
});
export type Failure = v.InferOutput<typeof Failure>;

/** What an error knows beyond its code. */
type Narrow = Pick<Failure, "reason" | "values">;

/** The only error that our own code throws on purpose. */
export class TaskError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly narrow: Narrow;

  constructor(code: ErrorCode, message: string, detail?: string, narrow: Narrow = {}) {
    super(message);
    this.name = "TaskError";
    this.code = code;
    this.detail = detail;
    this.narrow = narrow;
  }
}

/** What the sentence about an input says that has more tokens than the model reads at once. */
export function tooManyTokens(given: number, limit: number): Narrow {
  return { reason: "tokens-beyond", values: { given: String(given), limit: String(limit) } };
}

/** Thrown where a run notices that it was asked to stop; not an error to the user. */
export class Stopped extends Error {
  constructor() {
    super("stopped");
    this.name = "Stopped";
  }
}

/** What was thrown, as data; what is not a `TaskError` gets `fallback` as its code. */
export function toFailure(reason: unknown, fallback: ErrorCode): Failure {
  if (reason instanceof TaskError) {
    const { code, message, detail, narrow } = reason;
    return { code, message, ...(detail !== undefined && { detail }), ...narrow };
  }
  if (reason instanceof Error) {
    return { code: fallback, message: reason.message, detail: reason.stack ?? reason.message };
  }
  return { code: fallback, message: String(reason) };
}

/** The error again, on the side that it crossed to. */
export function fromFailure({ code, message, detail, ...narrow }: Failure): TaskError {
  return new TaskError(code, message, detail, narrow);
}
