import * as v from "valibot";

/**
 * @typedef {object} Told What a protocol's server read off a request.
 * @property {string} model
 * @property {string} prompt the last turn of the user
 * @property {string} system
 * @property {unknown} schema JSON Schema that the answer is held to; `undefined` where there is none
 * @property {number | undefined} maxTokens
 * @property {boolean} samples whether it asks for a temperature
 * @property {boolean} probabilities whether it asks for those of tokens
 * @property {readonly string[]} pictures their media types
 * @property {readonly string[]} sounds their media types
 */

/**
 * @typedef {object} Written What the model of these servers answers.
 * @property {string} model
 * @property {readonly string[]} thought
 * @property {readonly string[]} pieces
 * @property {"end" | "length" | "refused"} finish
 * @property {number} inputTokens
 * @property {boolean} probabilities whether they are told
 */

/** @param {string} text */
const wordsOf = (text) => text.match(/\s*\S+/g) ?? [];

/**
 * A model that knows nothing: it says what it was told, or fills in the schema that it is given with words of the prompt.
 * @param {Told} told
 * @returns {Written}
 */
export function write({ model, prompt, system, schema, maxTokens, probabilities, pictures, sounds }) {
  const shown = pictures.length === 0 ? "" : `showed ${pictures.join(" and ")}, `;
  const played = sounds.length === 0 ? "" : `played ${sounds.join(" and ")}, `;
  const text =
    schema === undefined
      ? `You ${shown}${played}${shown + played === "" ? "" : "and "}said: ${prompt}`
      : JSON.stringify(fill(schema, prompt));
  const all = wordsOf(system === "" ? text : `${text} (${system})`);
  const pieces = model.includes("long") ? Array.from({ length: 200 }, (_, place) => ` word${place}`) : all;
  const limit = maxTokens ?? pieces.length;
  return {
    model,
    thought: model.includes("thinker") ? ["Let me", " think."] : [],
    pieces: pieces.slice(0, limit),
    finish: limit < pieces.length ? "length" : "end",
    inputTokens: wordsOf(`${system} ${prompt}`).length,
    probabilities,
  };
}

const Schema = v.object({
  type: v.string(),
  properties: v.optional(v.record(v.string(), v.unknown()), {}),
  items: v.optional(v.unknown()),
  enum: v.optional(v.array(v.string()), []),
});
const Labelled = v.object({ properties: v.object({ label: v.object({ enum: v.array(v.string()) }) }) });

/**
 * Something that fits a schema of objects, lists, texts and numbers. Of labels to choose from, all, the first as the best.
 * @param {unknown} schema
 * @param {string} prompt
 * @returns {unknown}
 */
function fill(schema, prompt) {
  const { type, properties, items, enum: choices } = v.parse(Schema, schema);
  if (type === "number") return 0.75;
  if (type === "string") return choices[0] ?? (wordsOf(prompt).at(-1) ?? "").trim();
  if (type === "array") {
    const labelled = v.safeParse(Labelled, items);
    if (!labelled.success) return [fill(items, prompt)];
    return labelled.output.properties.label.enum.map((label, place) => ({ label, score: 0.9 / (place + 1) }));
  }
  return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, fill(one, prompt)]));
}
