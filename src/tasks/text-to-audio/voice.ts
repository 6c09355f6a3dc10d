/** A model that speaks. */
export interface Voice {
  readonly samplingRate: number;
  /** How many numbers make a speaker; 0 for a voice of its own. */
  readonly speakerWidth: number;
  /** The ids of a text. @throws TaskError `input-invalid` where the voice knows none of its letters */
  read(text: string): readonly number[];
  /** The wave, -1..1 at `samplingRate` Hz. */
  speak(ids: readonly number[], signal: AbortSignal, speaking: Speaking): Promise<Float32Array>;
}

export interface Speaking {
  /** The numbers of a speaker, of a voice that can be anyone's; empty for the checkpoint's own. */
  readonly speaker_embeddings: readonly string[];
  /** Of a voice with several speakers, which of them; the first where nobody says. */
  readonly speaker_id: number | null;
}
