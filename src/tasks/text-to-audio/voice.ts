/** A model that speaks. */
export interface Voice {
  readonly samplingRate: number;
  /** The ids of a text. @throws TaskError `input-invalid` where the voice knows none of its letters */
  read(text: string): readonly number[];
  /** The wave, -1..1 at `samplingRate` Hz. */
  speak(ids: readonly number[], signal: AbortSignal): Promise<Float32Array>;
}
