import type * as v from "valibot";
import type { Sound } from "../../shared/media.ts";
import type { OptionsOf } from "../options.ts";
import type { RunContext } from "../run.ts";
import type { definition } from "./definition.ts";

type Output = v.InferOutput<typeof definition.output>;

type Options = OptionsOf<typeof definition.options>;

/** Writes down a sound that was made ready for the model. */
export type Transcribe = (options: Options, context: RunContext<Output>) => Promise<Output>;

/** Makes a sound ready; two kinds of model share nothing more than this. */
export type SpeechModel = (sound: Sound, options: Pick<Options, "chunk_length_s">) => Transcribe;
