import * as v from "valibot";

/** An object that nobody has looked into yet: `config.json`, `tokenizer.json` and their like. */
export const Json = v.record(v.string(), v.unknown());
export type Json = Readonly<v.InferOutput<typeof Json>>;

const numbers: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
};

/** A text that begins with this was a number: nobody writes a NUL into a checkpoint. */
const mark = "\u0000number:";

/**
 * Reads JSON as Python's `json.loads` does, which also knows `NaN`, `Infinity` and `-Infinity`.
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (reason) {
    if (!/NaN|Infinity/.test(text)) throw reason;
    const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g, (part) =>
      part.startsWith('"') ? part : JSON.stringify(mark + part),
    );
    return JSON.parse(marked, (_key, value) =>
      typeof value === "string" && value.startsWith(mark) ? numbers[value.slice(mark.length)] : value,
    );
  }
}
