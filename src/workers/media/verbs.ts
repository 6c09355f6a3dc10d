import * as v from "valibot";
import { Pixels, Sound } from "../../shared/media.ts";
import { defineVerb } from "../../shared/rpc/verb.ts";

const WantedSound = v.object({
  samplingRate: v.number(),
  /** Of a longer one nothing is read. */
  maxSeconds: v.number(),
});
export type WantedSound = v.InferOutput<typeof WantedSound>;

/** Seconds of a sound that lasts longer than was asked for, and of which nothing was read. */
const LongSound = v.union([Sound, v.object({ tooLong: v.number() })]);
export type LongSound = v.InferOutput<typeof LongSound>;

/** A sound at `samplingRate`, or `null` for a file that is not read in pieces. The worker tells how far it is, 0..1. */
export const readVerb = defineVerb({
  name: "read",
  request: v.object({ file: v.instance(Blob), ...WantedSound.entries }),
  event: v.number(),
  answer: v.nullable(LongSound),
});

/** What a file holds that could not be decoded. */
export const FileContent = v.object({
  /** As the file calls it; `null` where it tells of none. */
  codec: v.nullable(v.string()),
  isWithoutSound: v.boolean(),
});
export type FileContent = v.InferOutput<typeof FileContent>;

export const contentVerb = defineVerb({
  name: "content",
  request: v.object({ file: v.instance(Blob) }),
  event: v.never(),
  answer: FileContent,
});

/** A picture of a film, and when it is shown, in seconds from the film's beginning on. */
export const Frame = v.object({ pixels: Pixels, seconds: v.number() });
export type Frame = v.InferOutput<typeof Frame>;

/** `count` pictures of a film at equal distances, or `null` for a file that is not read so. The worker tells how far it is, 0..1. */
export const framesVerb = defineVerb({
  name: "frames",
  request: v.object({ file: v.instance(Blob), count: v.number() }),
  event: v.number(),
  answer: v.nullable(v.array(Frame)),
});
