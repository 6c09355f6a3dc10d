import { type ErrorCode, TaskError } from "../shared/errors.ts";

/** An answer of a provider that is none, and what it asks for. */
export interface Refusal {
  readonly error: TaskError;
  /** How long the provider wants to be left alone, where it says so. */
  readonly waitMs: number | undefined;
  /** Whether it is about a parameter, which the same request may do without. */
  readonly isParameter: boolean;
}

interface Refused {
  /** 0 for an error in the middle of a stream, which has none. */
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
  readonly host: string;
  readonly model: string;
}

/** What providers write in an error, where a status says too little; the first that fits counts. */
const words: readonly (readonly [RegExp, ErrorCode])[] = [
  [
    /insufficient_quota|credit balance|billing_|payment required|exceeded your (?:monthly|current quota, please check)|depleted/i,
    "quota-spent",
  ],
  [
    /context_length_exceeded|maximum context length|prompt is too long|input token count|exceeds? (?:the )?(?:available )?context|too large for model|exceed_context_size/i,
    "context-too-long",
  ],
  [/API_KEY_INVALID|api key not valid|invalid_api_key|incorrect api key|authentication_error/i, "key-refused"],
  [/content_policy|content_filter|content management policy|safety system/i, "content-refused"],
  [/overloaded/i, "overloaded"],
  [/rate_limit|RESOURCE_EXHAUSTED/i, "rate-limited"],
  [/permission_error|PERMISSION_DENIED|does not have access/i, "model-gated"],
  // Mistral refuses an unknown model with a status of 400.
  [/model_not_found|not_found_error|invalid_model|not a valid model/i, "model-not-found"],
];

const statuses: Readonly<Record<number, ErrorCode>> = {
  401: "key-refused",
  402: "quota-spent",
  403: "model-gated",
  404: "model-not-found",
  413: "context-too-long",
  429: "rate-limited",
};

const reasons = {
  "model-gated": "hosted-gated",
  "model-not-found": "hosted-unknown",
  "run-failed": "hosted-failed",
} as const;

/** What the refusal of a provider means, whichever it is. */
export function toRefusal(refused: Refused): Refusal {
  const { status, body, headers, host, model } = refused;
  const code = codeOf(refused);
  const waitMs = code === "rate-limited" || code === "overloaded" ? findWait(headers, body) : undefined;
  const values = {
    host,
    model,
    seconds: waitMs === undefined ? "none" : String(Math.ceil(waitMs / 1000)),
    said: sentenceIn(body) ?? `HTTP ${status}`,
  };
  const reason = code in reasons ? Object.entries(reasons).find(([known]) => known === code)?.[1] : undefined;
  return {
    error: new TaskError(code, `${host} answered ${status || "with an error"}`, body.slice(0, 4000), {
      ...(reason && { reason }),
      values,
    }),
    waitMs,
    isParameter: code === "run-failed" && (status === 400 || status === 422),
  };
}

function codeOf({ status, body }: Refused): ErrorCode {
  const told = words.find(([pattern]) => pattern.test(body))?.[1];
  const usual = statuses[status] ?? (status >= 500 ? "overloaded" : undefined);
  // Where a status is plain, words in the body only narrow it down.
  if (usual === undefined || status === 0) return told ?? (status === 0 ? "stream-broken" : "run-failed");
  const narrows: Readonly<Partial<Record<ErrorCode, readonly ErrorCode[]>>> = {
    "rate-limited": ["quota-spent"],
    "model-gated": ["quota-spent", "key-refused"],
    "model-not-found": ["model-gated"],
    overloaded: ["context-too-long"],
  };
  return told !== undefined && narrows[usual]?.includes(told) ? told : usual;
}

/** `Retry-After` in seconds or as a date, OpenAI's `retry-after-ms`, and the `retryDelay` in Google's errors. */
function findWait(headers: Headers, body: string): number | undefined {
  const ms = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (ms > 0) return ms;
  const after = headers.get("retry-after");
  if (after !== null) {
    const seconds = Number(after);
    const wait = Number.isNaN(seconds) ? Date.parse(after) - Date.now() : seconds * 1000;
    if (wait >= 0) return wait;
  }
  const delay = /"retryDelay"\s*:\s*"([\d.]+)s"/.exec(body)?.[1];
  return delay === undefined ? undefined : Number(delay) * 1000;
}

/** The provider's own sentence, which every one of them has under `message`. */
function sentenceIn(body: string): string | undefined {
  const found = /"(?:message|detail|error)"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(body)?.[1];
  if (found === undefined) return undefined;
  const text: unknown = JSON.parse(found);
  return typeof text === "string" && text !== "" ? text.slice(0, 300) : undefined;
}
