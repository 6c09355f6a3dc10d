import { clockText } from "../../../ui/clock.ts";
import { InputError } from "../notice.ts";
import { readRgba } from "../picture/rgba.ts";
import type { Attachment } from "./attachment.ts";

/** A browser may stay silent of a film that it cannot go to a place of. */
const silenceMs = 20_000;

/** Of a frame, in pixels: more than models look at, and small enough for a dozen frames. */
const longestSide = 1024;

/** When frames are taken, in seconds: at equal distances from the beginning on, as Python's video processors choose them. */
export function momentsOf(seconds: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => (index * seconds) / count);
}

/** Frames of a film as pictures, in their order. @throws InputError `film-unreadable` */
export async function readFilm(file: Blob, name: string, count: number): Promise<readonly Attachment[]> {
  const video = document.createElement("video");
  const url = URL.createObjectURL(file);
  try {
    video.muted = true;
    video.preload = "auto";
    await changed(video, "loadeddata", () => {
      video.src = url;
    });
    const frames: Attachment[] = [];
    for (const moment of momentsOf(await secondsOf(video), count)) {
      await changed(video, "seeked", () => {
        video.currentTime = moment;
      });
      frames.push({ part: { type: "image", image: await frameOf(video) }, name: `${name} ${clockText(moment)}` });
    }
    return frames;
  } finally {
    video.removeAttribute("src");
    URL.revokeObjectURL(url);
  }
}

/** What a browser recorded tells no length: its end is where a jump far beyond it lands. */
async function secondsOf(video: HTMLVideoElement): Promise<number> {
  if (Number.isFinite(video.duration)) return video.duration;
  await changed(video, "seeked", () => {
    video.currentTime = Number.MAX_SAFE_INTEGER;
  });
  return video.currentTime;
}

async function frameOf(video: HTMLVideoElement) {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0 || height === 0) throw new InputError("film-unreadable");
  const scale = Math.min(1, longestSide / Math.max(width, height));
  const bitmap = await createImageBitmap(video, {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: "medium",
  });
  const pixels = await readRgba(bitmap);
  bitmap.close();
  return pixels;
}

function changed(video: HTMLVideoElement, event: "loadeddata" | "seeked", act: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = new AbortController();
    const fail = () => {
      ended.abort();
      reject(new InputError("film-unreadable", { cause: video.error }));
    };
    const once = { signal: ended.signal };
    AbortSignal.timeout(silenceMs).addEventListener("abort", fail, once);
    video.addEventListener("error", fail, once);
    video.addEventListener(
      event,
      () => {
        ended.abort();
        resolve();
      },
      once,
    );
    act();
  });
}
