import * as v from "valibot";
import { Failure } from "../errors.ts";

/** One thing that a page may ask of a worker. What crosses is checked by its schemas where it arrives. */
export interface Verb<Request, Event, Answer> {
  readonly name: string;
  readonly request: v.GenericSchema<unknown, Request>;
  /** What may be told on the way to the answer. */
  readonly event: v.GenericSchema<unknown, Event>;
  readonly answer: v.GenericSchema<unknown, Answer>;
}

export function defineVerb<Request, Event, Answer>(verb: Verb<Request, Event, Answer>): Verb<Request, Event, Answer> {
  return verb;
}

/** Everything that a page may post. */
export const ToCallee = v.variant("type", [
  v.object({ type: v.literal("ask"), id: v.number(), verb: v.string(), request: v.unknown() }),
  /** Soft: the work sees it when it looks at its signal. */
  v.object({ type: v.literal("stop"), id: v.number() }),
]);
export type ToCallee = v.InferOutput<typeof ToCallee>;

/** Everything that a worker may post. A request ends in exactly one `answer`, `failed` or `cancelled`. */
export const FromCallee = v.variant("type", [
  /** The worker's module has been evaluated and listens. */
  v.object({ type: v.literal("ready") }),
  v.object({ type: v.literal("event"), id: v.number(), event: v.unknown() }),
  v.object({ type: v.literal("answer"), id: v.number(), answer: v.unknown() }),
  v.object({ type: v.literal("failed"), id: v.number(), failure: Failure }),
  v.object({ type: v.literal("cancelled"), id: v.number() }),
]);
export type FromCallee = v.InferOutput<typeof FromCallee>;
