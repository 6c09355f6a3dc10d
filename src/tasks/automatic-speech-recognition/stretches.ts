import { roundHalfEven } from "../../shared/round.ts";

/** A part of a long sound; `left` and `right` are heard for their context only. In samples. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly left: number;
  readonly right: number;
}

export interface StretchSettings {
  readonly samplingRate: number;
  /** Samples of one frame of the model: all lengths are whole frames. */
  readonly samplesPerFrame: number;
  readonly chunkSeconds: number;
  /** On each side. */
  readonly contextSeconds?: number;
}

/** Cuts a sound into overlapping parts: `chunk_iter` of transformers' speech pipeline, a sixth of each side for context. */
export function toStretches(
  length: number,
  { samplingRate, samplesPerFrame, chunkSeconds, contextSeconds = chunkSeconds / 6 }: StretchSettings,
): readonly Stretch[] {
  const inFrames = (seconds: number) => roundHalfEven((seconds * samplingRate) / samplesPerFrame) * samplesPerFrame;
  const chunk = inFrames(chunkSeconds);
  const context = inFrames(contextSeconds);
  const found: Stretch[] = [];
  for (let start = 0; start < length; start += chunk - 2 * context) {
    const isLast = start + chunk >= length;
    const left = start === 0 ? 0 : context;
    const end = Math.min(length, start + chunk);
    if (end - start > left) found.push({ start, end, left, right: isLast ? 0 : context });
    if (isLast) break;
  }
  return found;
}

/**
 * Which of a part's frames belong to it and not to its context: `rescale_stride` of transformers, which counts by the
 * model's ratio, though the last frame of a part may be wanting.
 */
export function ownFrames(
  { start, end, left, right }: Stretch,
  samplesPerFrame: number,
): { readonly from: number; readonly to: number } {
  const frames = roundHalfEven((end - start) / samplesPerFrame);
  const share = (samples: number) => roundHalfEven((samples / (end - start)) * frames);
  return { from: share(left), to: frames - share(right) };
}
