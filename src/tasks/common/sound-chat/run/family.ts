import type { Sound } from "../../../../shared/media.ts";
import type { FloatTensor } from "../../../../shared/tensor.ts";
import type { Checkpoint, SpanTokenizer } from "../../../ports.ts";
import type { Reader, Reading } from "../../picture-chat/run/family.ts";

/** What a family of models that read sounds beside text does with a sound: features for each pass of its encoder. */
export interface SoundFamily extends Reader, Reading<Sound, readonly FloatTensor[]> {}

/** Reads off a checkpoint how it takes sounds. */
export type OpenSoundFamily = (checkpoint: Checkpoint, tokenizer: SpanTokenizer) => Promise<SoundFamily>;
