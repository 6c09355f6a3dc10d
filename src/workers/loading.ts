import * as v from "valibot";

/** How far the files of a checkpoint are, as it is told while they come. */
export const Loading = v.object({
  type: v.literal("loading"),
  phase: v.picklist(["download", "load", "compile"]),
  loadedBytes: v.number(),
  /** `null` until every file has told its size. */
  totalBytes: v.nullable(v.number()),
});
export type Loading = v.InferOutput<typeof Loading>;

/** Hears of it. */
export type OnLoading = (event: Omit<Loading, "type">) => void;
