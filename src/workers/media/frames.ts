import { VideoSampleSink } from "mediabunny";
import { withInput } from "./container.ts";
import type { Frame } from "./verbs.ts";

/** Of a frame, in pixels: more than models look at, and small enough for a dozen frames. */
const longestSide = 1024;

/** When frames are taken, in seconds: at equal distances from the beginning on, as Python's video processors choose them. */
export function momentsOf(begin: number, end: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => begin + (index * (end - begin)) / count);
}

/**
 * Pictures of a film as a player would show them, `count` in their order. Not by a `video` element, which can say that
 * it went to a place before the picture is there.
 * @param tell how far it is, 0..1
 * @returns nothing where it cannot be read
 */
export function findFrames(file: Blob, count: number, tell: (share: number) => void): Promise<Frame[] | undefined> {
  return withInput(file, async (input) => {
    const track = await input.getPrimaryVideoTrack();
    if (!track || !("VideoDecoder" in globalThis && (await track.canDecode()))) return undefined;
    const [begin, end] = await Promise.all([track.getFirstTimestamp(), track.computeDuration()]);
    const moments = momentsOf(begin, end, count);
    const frames: Frame[] = [];
    for await (const sample of new VideoSampleSink(track).samplesAtTimestamps(moments)) {
      if (!sample) return undefined;
      const { displayWidth, displayHeight } = sample;
      const scale = Math.min(1, longestSide / Math.max(displayWidth, displayHeight));
      const width = Math.max(1, Math.round(displayWidth * scale));
      const height = Math.max(1, Math.round(displayHeight * scale));
      const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
      if (!context) throw new Error("This browser gives no 2D canvas.");
      context.imageSmoothingQuality = "medium";
      sample.draw(context, 0, 0, width, height);
      sample.close();
      const { data } = context.getImageData(0, 0, width, height);
      frames.push({ pixels: { data, width, height }, seconds: (moments[frames.length] ?? begin) - begin });
      tell(frames.length / count);
    }
    return frames;
  });
}
