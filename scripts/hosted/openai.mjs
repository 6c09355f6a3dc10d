import * as v from "valibot";

/** @typedef {import("./protocol.mjs").Protocol} Protocol */

const Text = v.strictObject({ type: v.literal("text"), text: v.string() });
const Picture = v.strictObject({
  type: v.literal("image_url"),
  image_url: v.strictObject({ url: v.pipe(v.string(), v.regex(/^data:image\/(?:png|jpeg);base64,./)) }),
});
const Bytes = v.pipe(v.string(), v.startsWith("UklGR"));
/** OpenAI's form, and Mistral's: https://docs.mistral.ai/capabilities/audio_transcription. */
const Sound = v.strictObject({
  type: v.literal("input_audio"),
  input_audio: v.union([v.strictObject({ data: Bytes, format: v.literal("wav") }), Bytes]),
});
const Content = v.union([v.string(), v.array(v.union([Text, Picture, Sound]))]);
const Request = v.looseObject({
  model: v.string(),
  stream: v.literal(true),
  messages: v.array(v.object({ role: v.string(), content: Content })),
  max_tokens: v.optional(v.number()),
  max_completion_tokens: v.optional(v.number()),
  temperature: v.optional(v.number()),
  logprobs: v.optional(v.boolean(), false),
  response_format: v.optional(v.object({ json_schema: v.object({ schema: v.unknown() }) })),
});

/** @param {v.InferOutput<typeof Content>} content */
const textOf = (content) =>
  typeof content === "string" ? content : content.map((part) => ("text" in part ? part.text : "")).join("");

/** @param {v.InferOutput<typeof Content>} content */
const picturesIn = (content) =>
  typeof content === "string"
    ? []
    : content.flatMap((part) => ("image_url" in part ? [/^data:([^;]+)/.exec(part.image_url.url)?.[1] ?? ""] : []));

/** @param {v.InferOutput<typeof Content>} content */
const soundsIn = (content) =>
  typeof content === "string" ? [] : content.flatMap((part) => ("input_audio" in part ? ["audio/wav"] : []));

/**
 * @param {number} status
 * @param {string} message
 * @param {string} type
 * @param {string | null} code
 */
const refusal = (status, message, type, code) => ({ status, body: { error: { message, type, param: null, code } } });

/**
 * OpenAI's Chat Completions: https://platform.openai.com/docs/api-reference/chat and its guide to error codes.
 * @type {Protocol}
 */
export const openai = {
  isWrite: (path) => path.endsWith("/chat/completions"),
  isList: (path) => path.endsWith("/models"),
  keyOf: (headers) => String(headers.authorization ?? "").replace(/^Bearer /, ""),
  list: (models) => ({
    object: "list",
    data: models.map((id) => ({ id, object: "model", created: 1, owned_by: "me" })),
  }),
  tell(_, body) {
    const request = v.parse(Request, body);
    const said = request.messages.map(({ role, content }) => ({ role, text: textOf(content) }));
    return {
      model: request.model,
      prompt: said.findLast(({ role }) => role === "user")?.text ?? "",
      system: said.flatMap(({ role, text }) => (role === "system" ? [text] : [])).join(" "),
      schema: request.response_format?.json_schema.schema,
      maxTokens: request.max_completion_tokens ?? request.max_tokens,
      samples: request.temperature !== undefined,
      probabilities: request.logprobs,
      pictures: request.messages.flatMap(({ content }) => picturesIn(content)),
      sounds: request.messages.flatMap(({ content }) => soundsIn(content)),
    };
  },
  limited: () => refusal(429, "Rate limit reached for requests.", "requests", "rate_limit_exceeded"),
  refusals: {
    key: refusal(401, "Incorrect API key provided: test.", "invalid_request_error", "invalid_api_key"),
    credit: refusal(
      429,
      "You exceeded your current quota, please check your plan and billing details.",
      "insufficient_quota",
      "insufficient_quota",
    ),
    access: refusal(403, "Project does not have access to model.", "invalid_request_error", "model_not_found"),
    unknown: refusal(
      404,
      "The model does not exist or you do not have access to it.",
      "invalid_request_error",
      "model_not_found",
    ),
    overloaded: refusal(503, "The engine is currently overloaded, please try again later.", "server_error", null),
    prompt: refusal(
      400,
      "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.",
      "invalid_request_error",
      "context_length_exceeded",
    ),
    sampling: refusal(
      400,
      "Unsupported value: 'temperature' does not support 0 with this model.",
      "invalid_request_error",
      "unsupported_value",
    ),
    probabilities: refusal(400, "logprobs are not supported by this model.", "invalid_request_error", null),
  },
  midway:
    'data: {"error":{"message":"The server had an error while processing your request.","type":"server_error"}}\n\n',
  *stream({ model, thought, pieces, finish, inputTokens, probabilities }) {
    const chunk = (/** @type {object} */ choice, /** @type {object} */ more = {}) =>
      `data: ${JSON.stringify({ id: "chatcmpl-1", object: "chat.completion.chunk", model, choices: [{ index: 0, finish_reason: null, ...choice }], ...more })}\n\n`;
    yield chunk({ delta: { role: "assistant", content: "" } });
    for (const piece of thought) yield chunk({ delta: { reasoning_content: piece } });
    for (const piece of pieces) {
      const rivals = [
        { token: piece, logprob: -0.1, bytes: null },
        { token: " other", logprob: -3, bytes: null },
      ];
      yield chunk({
        delta: { content: piece },
        ...(probabilities && {
          logprobs: { content: [{ token: piece, logprob: -0.1, bytes: null, top_logprobs: rivals }] },
        }),
      });
    }
    const reasons = { end: "stop", length: "length", refused: "content_filter" };
    yield chunk({ delta: {}, finish_reason: reasons[finish] });
    const usage = {
      prompt_tokens: inputTokens,
      completion_tokens: pieces.length + thought.length,
      completion_tokens_details: { reasoning_tokens: thought.length },
    };
    yield `data: ${JSON.stringify({ id: "chatcmpl-1", object: "chat.completion.chunk", model, choices: [], usage })}\n\n`;
    yield "data: [DONE]\n\n";
  },
};
