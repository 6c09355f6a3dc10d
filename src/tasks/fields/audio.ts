import * as v from "valibot";
import { isLongerThan, Sound, secondsOf } from "../../shared/media.ts";
import {
  beyond,
  empty,
  type FieldBase,
  type FieldType,
  type Optional,
  type OptionalSettings,
  type Settings,
} from "./field.ts";

export interface SoundField extends FieldBase {
  readonly kind: "audio";
  /** What the models of the task hear, in Hz. A sound comes at its file's own rate where that is known, else at this one. */
  readonly samplingRate: number;
  readonly maxSeconds: number;
  /** Whether the task says something of a sound while it is still being spoken. */
  readonly live?: true;
}

/** 16 kHz is what Whisper, Wav2Vec2, HuBERT and AST were trained on. */
export function soundField(settings: OptionalSettings<SoundField>): SoundField & Optional;
export function soundField(settings?: Settings<SoundField>): SoundField;
export function soundField(settings: Partial<Omit<SoundField, "kind">> = {}): SoundField {
  return { kind: "audio", samplingRate: 16_000, maxSeconds: 3600, ...settings };
}

export const audio: FieldType<SoundField, Sound> = {
  schema: Sound,
  problemOf({ maxSeconds, optional }, value) {
    if (!v.is(Sound, value) || value.samples.length === 0) return optional ? undefined : empty;
    const seconds = secondsOf(value);
    return isLongerThan(seconds, maxSeconds) ? beyond("seconds", Math.ceil(seconds), maxSeconds) : undefined;
  },
};
