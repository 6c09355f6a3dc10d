import * as v from "valibot";

/** @typedef {import("./protocol.mjs").Protocol} Protocol */

const Text = v.strictObject({ type: v.literal("text"), text: v.string() });
const Picture = v.strictObject({
  type: v.literal("image"),
  source: v.strictObject({
    type: v.literal("base64"),
    media_type: v.picklist(["image/jpeg", "image/png", "image/gif", "image/webp"]),
    data: v.pipe(v.string(), v.minLength(1)),
  }),
});
const Content = v.union([v.string(), v.array(v.union([Text, Picture]))]);
const Request = v.looseObject({
  model: v.string(),
  stream: v.literal(true),
  max_tokens: v.number(),
  system: v.optional(Content, ""),
  messages: v.array(v.object({ role: v.picklist(["user", "assistant"]), content: Content })),
  temperature: v.optional(v.number()),
  output_config: v.optional(v.object({ format: v.object({ type: v.literal("json_schema"), schema: v.unknown() }) })),
});

/** @param {v.InferOutput<typeof Content>} content */
const textOf = (content) =>
  typeof content === "string" ? content : content.map((part) => ("text" in part ? part.text : "")).join("");

/** @param {v.InferOutput<typeof Content>} content */
const picturesIn = (content) =>
  typeof content === "string" ? [] : content.flatMap((part) => ("source" in part ? [part.source.media_type] : []));

/**
 * @param {number} status
 * @param {string} type
 * @param {string} message
 */
const refusal = (status, type, message) => ({
  status,
  body: { type: "error", error: { type, message }, request_id: "req_011" },
  headers: { "request-id": "req_011" },
});

/**
 * @param {string} type
 * @param {object} more
 */
const event = (type, more = {}) => `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`;

/**
 * Anthropic's Messages API: https://docs.anthropic.com/en/api/messages-streaming and https://docs.anthropic.com/en/api/errors.
 * @type {Protocol}
 */
export const anthropic = {
  isWrite: (path) => path.endsWith("/v1/messages"),
  isList: (path) => path.endsWith("/v1/models"),
  keyOf: (headers) => (headers["anthropic-version"] === "2023-06-01" ? String(headers["x-api-key"] ?? "") : ""),
  list: (models) => ({
    data: models.map((id) => ({ type: "model", id, display_name: `Model ${id}`, created_at: "2026-01-01T00:00:00Z" })),
    has_more: false,
  }),
  tell(_, body) {
    const request = v.parse(Request, body);
    return {
      model: request.model,
      prompt: textOf(request.messages.findLast(({ role }) => role === "user")?.content ?? ""),
      system: textOf(request.system),
      schema: request.output_config?.format.schema,
      maxTokens: request.max_tokens,
      samples: request.temperature !== undefined,
      probabilities: false,
      pictures: request.messages.flatMap(({ content }) => picturesIn(content)),
      sounds: [],
    };
  },
  limited: () => refusal(429, "rate_limit_error", "This request would exceed your organization's rate limit."),
  refusals: {
    key: refusal(401, "authentication_error", "invalid x-api-key"),
    credit: refusal(400, "invalid_request_error", "Your credit balance is too low to access the Anthropic API."),
    access: refusal(403, "permission_error", "Your API key does not have permission to use the specified resource."),
    unknown: refusal(404, "not_found_error", "model: fault-unknown"),
    overloaded: refusal(529, "overloaded_error", "Overloaded"),
    prompt: refusal(400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum"),
    // It has none to ask for.
    probabilities: refusal(400, "invalid_request_error", "logprobs: Extra inputs are not permitted"),
    sampling: refusal(400, "invalid_request_error", "`temperature` is deprecated for this model."),
  },
  midway: event("error", { error: { type: "overloaded_error", message: "Overloaded" } }),
  *stream({ model, thought, pieces, finish, inputTokens }) {
    const message = { id: "msg_01", type: "message", role: "assistant", model, content: [], stop_reason: null };
    yield event("message_start", { message: { ...message, usage: { input_tokens: inputTokens, output_tokens: 1 } } });
    yield event("ping");
    let index = 0;
    for (const [kind, words] of /** @type {const} */ ([
      ["thinking", thought],
      ["text", pieces],
    ])) {
      if (words.length === 0) continue;
      yield event("content_block_start", { index, content_block: { type: kind, [kind]: "" } });
      for (const piece of words) {
        yield event("content_block_delta", { index, delta: { type: `${kind}_delta`, [kind]: piece } });
      }
      yield event("content_block_stop", { index });
      index += 1;
    }
    const reasons = { end: "end_turn", length: "max_tokens", refused: "refusal" };
    const usage = {
      output_tokens: pieces.length + thought.length,
      output_tokens_details: { thinking_tokens: thought.length },
    };
    yield event("message_delta", { delta: { stop_reason: reasons[finish], stop_sequence: null }, usage });
    yield event("message_stop");
  },
};
