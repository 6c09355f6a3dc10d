import { InputError } from "../notice.ts";

/** Which way it looks, in the browser's words: at the reader, or away. */
export type Facing = "user" | "environment";

/** The camera that looks that way where there are two. @throws InputError */
export async function openCamera(facing: Facing): Promise<MediaStream> {
  // Outside a secure context the property is missing, whatever the types say.
  if (!("mediaDevices" in navigator)) throw new InputError("camera-insecure");
  try {
    return await navigator.mediaDevices.getUserMedia({
      video: { facingMode: { ideal: facing }, width: { ideal: 1280 }, height: { ideal: 960 } },
    });
  } catch (cause) {
    const denied = cause instanceof DOMException && ["NotAllowedError", "SecurityError"].includes(cause.name);
    throw new InputError(denied ? "camera-denied" : "camera-missing", { cause });
  }
}

/** Whether there is another one to turn to; browsers tell once a camera is allowed. */
export async function hasOtherCamera(): Promise<boolean> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === "videoinput").length > 1;
}

/** What a video shows at this moment, at its full size and without loss. */
export function pictureOf(video: HTMLVideoElement): Promise<Blob> {
  return drawn(video).canvas.convertToBlob({ type: "image/png" });
}

/** The same with the pixels at hand, for a model that is waiting for them. */
export async function frameOf(video: HTMLVideoElement) {
  const { canvas, context } = drawn(video);
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { pixels: { data, width, height }, file: await canvas.convertToBlob({ type: "image/png" }) };
}

function drawn(video: HTMLVideoElement) {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("This browser gives no 2D canvas.");
  context.drawImage(video, 0, 0);
  return { canvas, context };
}
