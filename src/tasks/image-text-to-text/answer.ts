import * as v from "valibot";
import { Story } from "../common/chat/story.ts";
import { Regions } from "./regions.ts";

/** What a model wrote, and of Florence-2 what the words say of a task: a text, or where things are in the picture. */
export const Answer = v.object({
  ...Story.entries,
  read: v.optional(v.object({ task: v.string(), answer: v.union([v.string(), Regions]) })),
});
export type Answer = v.InferOutput<typeof Answer>;
