import { describe, expect, it } from "vitest";
import { toRefusal } from "./problem.ts";

/** As providers write them, where the status alone says something else or nothing. */
const bodies = [
  [
    "Mistral, of an unknown model",
    400,
    { object: "error", message: "Invalid model: x", type: "invalid_model" },
    "model-not-found",
  ],
  [
    "Mistral, of a long prompt",
    400,
    { message: "Prompt contains 40000 tokens, too large for model with 32768 maximum context length" },
    "context-too-long",
  ],
  ["OpenAI, of an empty account", 429, { error: { code: "insufficient_quota" } }, "quota-spent"],
  ["Gemini, of a wrong key", 400, { error: { details: [{ reason: "API_KEY_INVALID" }] } }, "key-refused"],
  ["llama.cpp, of a long prompt", 500, { error: { message: "exceed_context_size_error" } }, "context-too-long"],
  ["vLLM, of a parameter", 400, { object: "error", message: "logprobs is not supported" }, "run-failed"],
] as const;

describe("a refusal", () => {
  it.each(bodies)("of %s", (_whose, status, body, code) => {
    const { error, isParameter } = toRefusal({
      ...{ status, body: JSON.stringify(body), headers: new Headers() },
      ...{ host: "api.example", model: "x" },
    });
    expect(error.code).toBe(code);
    // What is not a parameter's is not asked for again with fewer of them.
    expect(isParameter).toBe(code === "run-failed");
  });
});
