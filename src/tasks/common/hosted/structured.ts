import * as v from "valibot";
import { TaskError } from "../../../shared/errors.ts";
import type { Answer, JsonSchema } from "../../hosted.ts";

/** An object of exactly these keys, as providers demand it of a schema that an answer is held to. */
export function objectOf(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

export function listOf(items: JsonSchema): JsonSchema {
  return { type: "array", items };
}

/**
 * What an answer holds, once it is whole; `undefined` before. Models without structured output put a fence or a
 * sentence around their JSON.
 * @throws TaskError where it is not what was asked for
 */
export function findJson<T>(schema: v.GenericSchema<unknown, T>, answer: Answer | undefined): T | undefined {
  if (!answer || answer.finish === null || answer.finish === "cut") return undefined;
  const { text, finish } = answer;
  const json = text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1);
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), json);
  if (parsed.success) return parsed.output;
  throw new TaskError("run-failed", `The answer is not the JSON that was asked for (${finish}).`, text, {
    reason: "hosted-answer",
  });
}
