import * as v from "valibot";

/** @typedef {import("./protocol.mjs").Protocol} Protocol */

const Text = v.strictObject({ text: v.string() });
const Data = v.pipe(v.string(), v.minLength(1));
const Pictures = v.picklist(["image/png", "image/jpeg"]);
const Sounds = v.literal("audio/wav");
const Wav = v.pipe(v.string(), v.startsWith("UklGR"));
/** Names may be written in either way, as everywhere in protocol buffers' JSON; Google's library for Python writes both. */
const Media = v.pipe(
  v.strictObject({
    inlineData: v.union([
      v.strictObject({ mimeType: Pictures, data: Data }),
      v.strictObject({ mime_type: Pictures, data: Data }),
      v.strictObject({ mimeType: Sounds, data: Wav }),
      v.strictObject({ mime_type: Sounds, data: Wav }),
    ]),
  }),
  v.transform(({ inlineData }) => ({ mime: "mimeType" in inlineData ? inlineData.mimeType : inlineData.mime_type })),
);
const Parts = v.object({ parts: v.array(v.union([Text, Media])) });
const Request = v.looseObject({
  contents: v.array(v.object({ role: v.optional(v.picklist(["user", "model"])), ...Parts.entries })),
  systemInstruction: v.optional(Parts),
  generationConfig: v.optional(
    v.looseObject({
      maxOutputTokens: v.optional(v.number()),
      temperature: v.optional(v.number()),
      responseJsonSchema: v.optional(v.unknown()),
      responseLogprobs: v.optional(v.boolean(), false),
      logprobs: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(20))),
    }),
    { responseLogprobs: false },
  ),
});

/** @param {v.InferOutput<typeof Parts> | undefined} content */
const textOf = (content) => (content?.parts ?? []).map((part) => ("text" in part ? part.text : "")).join("");

/**
 * @param {v.InferOutput<typeof Parts>["parts"]} parts
 * @param {string} kind
 */
const mediaIn = (parts, kind) =>
  parts.flatMap((part) => ("mime" in part && part.mime.startsWith(kind) ? [part.mime] : []));

/**
 * @param {number} code
 * @param {string} status
 * @param {string} message
 * @param {readonly object[]} details
 */
const refusal = (code, status, message, details = []) => ({
  status: code,
  body: { error: { code, message, status, details } },
});

const reason = { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "API_KEY_INVALID" };

/**
 * Gemini's API: https://ai.google.dev/api/generate-content and https://ai.google.dev/gemini-api/docs/troubleshooting.
 * @type {Protocol}
 */
export const google = {
  isWrite: (path) => path.includes(":streamGenerateContent"),
  isList: (path) => path.endsWith("/models"),
  keyOf: (headers) => String(headers["x-goog-api-key"] ?? ""),
  list: (models) => ({
    models: models.map((id) => ({
      name: `models/${id}`,
      displayName: `Model ${id}`,
      inputTokenLimit: 1_048_576,
      supportedGenerationMethods: ["generateContent", "countTokens"],
    })),
  }),
  tell(path, body) {
    const { contents, systemInstruction, generationConfig } = v.parse(Request, body);
    return {
      model: /models\/([^:]+):/.exec(path)?.[1] ?? "",
      prompt: textOf(contents.findLast(({ role }) => role !== "model")),
      system: textOf(systemInstruction),
      schema: generationConfig.responseJsonSchema,
      maxTokens: generationConfig.maxOutputTokens,
      samples: generationConfig.temperature !== undefined,
      probabilities: generationConfig.responseLogprobs,
      pictures: contents.flatMap(({ parts }) => mediaIn(parts, "image/")),
      sounds: contents.flatMap(({ parts }) => mediaIn(parts, "audio/")),
    };
  },
  limited: (seconds) =>
    refusal(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted.", [
      { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: `${seconds}s` },
    ]),
  refusals: {
    key: refusal(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", [reason]),
    credit: refusal(402, "FAILED_PRECONDITION", "Your prepayment credits are depleted."),
    access: refusal(403, "PERMISSION_DENIED", "Your API key doesn't have the required permissions."),
    unknown: refusal(404, "NOT_FOUND", "models/fault-unknown is not found for API version v1beta."),
    overloaded: refusal(503, "UNAVAILABLE", "The model is overloaded. Please try again later."),
    prompt: refusal(
      400,
      "INVALID_ARGUMENT",
      "The input token count (2000000) exceeds the maximum number of tokens allowed (1048576).",
    ),
    sampling: refusal(400, "INVALID_ARGUMENT", "temperature is not supported by this model."),
    probabilities: refusal(400, "INVALID_ARGUMENT", "Logprobs is not enabled for models/fault-probabilities"),
  },
  midway: `data: ${JSON.stringify({ error: { code: 503, message: "The model is overloaded.", status: "UNAVAILABLE" } })}\r\n\r\n`,
  *stream({ model, thought, pieces, finish, inputTokens, probabilities }) {
    let count = 0;
    let thoughts = 0;
    const chunk = (/** @type {object} */ candidate) =>
      `data: ${JSON.stringify({
        candidates: [{ index: 0, ...candidate }],
        usageMetadata: {
          promptTokenCount: inputTokens,
          candidatesTokenCount: count,
          ...(thoughts > 0 && { thoughtsTokenCount: thoughts }),
          totalTokenCount: inputTokens + count + thoughts,
        },
        modelVersion: model,
        responseId: "resp-1",
      })}\r\n\r\n`;
    for (const [isThought, words] of /** @type {const} */ ([
      [true, thought],
      [false, pieces],
    ])) {
      for (const text of words) {
        if (isThought) thoughts += 1;
        else count += 1;
        const chosen = { token: text, tokenId: count, logProbability: -0.1 };
        const candidates = [chosen, { token: " other", tokenId: 0, logProbability: -3 }];
        const logprobsResult = { chosenCandidates: [chosen], topCandidates: [{ candidates }] };
        yield chunk({
          content: { role: "model", parts: [{ text, ...(isThought && { thought: true }) }] },
          ...(probabilities && !isThought && { logprobsResult }),
        });
      }
    }
    const reasons = { end: "STOP", length: "MAX_TOKENS", refused: "SAFETY" };
    yield chunk({ content: { role: "model", parts: [{ text: "" }] }, finishReason: reasons[finish] });
  },
};
