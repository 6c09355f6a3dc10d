import * as v from "valibot";
import { type ChatMessage, Role, secondsOf } from "../../../shared/media.ts";

/** A token that might have been, with the probability that the model gave it. */
const Candidate = v.object({ id: v.number(), text: v.string(), probability: v.number() });
export type Candidate = v.InferOutput<typeof Candidate>;

/** A token that was written, and the ten most probable ones at that place, best first. */
export const WrittenToken = v.object({ ...Candidate.entries, top: v.array(Candidate) });
export type WrittenToken = v.InferOutput<typeof WrittenToken>;

/** Of a picture or a sound a story says that it is there: it may be told hundreds of times while it grows. */
const ToldPart = v.variant("type", [
  v.object({ type: v.literal("text"), text: v.string() }),
  v.object({ type: v.literal("image"), width: v.number(), height: v.number() }),
  v.object({ type: v.literal("audio"), seconds: v.number() }),
]);

/** A turn as Python gives it back. */
const ToldMessage = v.object({ role: Role, content: v.union([v.string(), v.array(ToldPart)]) });
export type ToldMessage = v.InferOutput<typeof ToldMessage>;

export function toTold({ role, content }: ChatMessage): ToldMessage {
  if (typeof content === "string") return { role, content };
  const told = content.map((part) => {
    if (part.type === "image") return { type: part.type, width: part.image.width, height: part.image.height };
    return part.type === "audio" ? { type: part.type, seconds: secondsOf(part.audio) } : part;
  });
  return { role, content: told };
}

/** How fast it wrote: the wait for the first token, and the tokens of a second after it. */
const Speed = v.object({ firstTokenMs: v.number(), tokensPerSecond: v.nullable(v.number()) });

const Perceived = v.object({ tokens: v.number(), ms: v.number() });

/** The conversation or prompt that was continued, and what the model wrote. */
export const Story = v.object({
  messages: v.nullable(v.array(ToldMessage)),
  prompt: v.string(),
  text: v.string(),
  tokens: v.array(WrittenToken),
  /** What the model thinks of the place after them: of the end where it ended there, of the reader's choice in steps. */
  next: v.nullable(WrittenToken),
  promptTokens: v.number(),
  /** Of the prompt and what was given with it: tokens that were in memory from the run before. */
  keptTokens: v.number(),
  speed: v.nullable(Speed),
  /** `cut`: whoever wrote it broke off. */
  finish: v.nullable(v.picklist(["end", "length", "stop", "choice", "cut"])),
  /** Where `tokens` does not have all that were written: a provider may count them and not show them. */
  writtenTokens: v.optional(v.number()),
  /** Of the prompt: places that pictures take, and how long it took to look at those that had not been seen before. */
  pictures: v.optional(Perceived),
  /** The same of sounds. */
  sounds: v.optional(Perceived),
});
export type Story = v.InferOutput<typeof Story>;
