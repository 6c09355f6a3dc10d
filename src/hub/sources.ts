import * as v from "valibot";
import { Endpoint, RuntimeChoice, Timeouts } from "../shared/site.ts";
import { LocalFile } from "./local.ts";

/** Where a worker may fetch from, and how long it waits. */
export const Sources = v.object({
  endpoints: v.array(Endpoint),
  timeoutMs: Timeouts,
  /** Address of the folder `models/`, which `embedded/<name>` is served from. */
  embeddedBase: v.string(),
  runtime: RuntimeChoice,
  /** Memory for matrices that are unpacked to floats, which WASM computes with. */
  mostFloatBytes: v.number(),
  /** The reader's own at the Hub, for those endpoints alone that take one. */
  token: v.optional(v.string()),
  /** The files of the checkpoint, where it is one of the reader's own. */
  local: v.optional(v.array(LocalFile)),
});
export type Sources = v.InferOutput<typeof Sources>;
