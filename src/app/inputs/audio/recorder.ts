import { InputError } from "../notice.ts";

export interface Recording {
  /** How loud it is now, 0..1. */
  level(): number;
  stop(): Promise<Blob>;
  /** Gives the microphone back and forgets what was heard. */
  cancel(): void;
}

/** Plain samples where the browser can (nothing is lost on the way to the model), else its best codec. */
const types = ["audio/webm;codecs=pcm", "audio/webm;codecs=opus", "audio/mp4"];

/** @throws InputError where there is no microphone, or none for us. */
export async function startRecording(): Promise<Recording> {
  const stream = await openMicrophone();
  const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, mimeType === undefined ? {} : { mimeType });
  const pieces: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  const ended = new Promise<void>((resolve) => recorder.addEventListener("stop", () => resolve(), { once: true }));
  const meter = openMeter(stream);
  const close = () => {
    if (recorder.state !== "inactive") recorder.stop();
    for (const track of stream.getTracks()) track.stop();
    meter.close();
  };
  recorder.start();
  return {
    level: meter.level,
    async stop() {
      close();
      await ended;
      return new Blob(pieces, { type: recorder.mimeType });
    },
    cancel: close,
  };
}

/** @throws InputError where there is no microphone, or none for us. */
export async function openMicrophone(): Promise<MediaStream> {
  // Outside a secure context the property is missing, whatever the types say.
  if (!("mediaDevices" in navigator)) throw new InputError("microphone-insecure");
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch (cause) {
    const denied = cause instanceof DOMException && ["NotAllowedError", "SecurityError"].includes(cause.name);
    throw new InputError(denied ? "microphone-denied" : "microphone-missing", { cause });
  }
}

function openMeter(stream: MediaStream) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(analyser);
  const window = new Float32Array(analyser.fftSize);
  return {
    /** Root mean square on a scale of decibels from -60 to 0: speech then fills the meter. */
    level() {
      analyser.getFloatTimeDomainData(window);
      const power = window.reduce((sum, sample) => sum + sample * sample, 0) / window.length;
      return Math.max(0, Math.min(1, 1 + (10 * Math.log10(power + 1e-12)) / 60));
    },
    close() {
      if (context.state !== "closed") context.close();
    },
  };
}
