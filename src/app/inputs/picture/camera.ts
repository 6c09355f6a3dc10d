import { InputError } from "../notice.ts";

/** The camera that looks away from the reader where there are two. @throws InputError */
export async function openCamera(): Promise<MediaStream> {
  // Outside a secure context the property is missing, whatever the types say.
  if (!("mediaDevices" in navigator)) throw new InputError("camera-insecure");
  try {
    return await navigator.mediaDevices.getUserMedia({
      video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 960 } },
    });
  } catch (cause) {
    const denied = cause instanceof DOMException && ["NotAllowedError", "SecurityError"].includes(cause.name);
    throw new InputError(denied ? "camera-denied" : "camera-missing", { cause });
  }
}

/** What a video shows at this moment, at its full size and without loss. */
export function pictureOf(video: HTMLVideoElement): Promise<Blob> {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return canvas.convertToBlob({ type: "image/png" });
}
