import { openMicrophone } from "../recorder.ts";

export interface Microphone {
  readonly samplingRate: number;
  /** Gives it back. */
  close(): void;
}

type OnSamples = (samples: Float32Array) => void;

interface TrackProcessor {
  readonly readable: ReadableStream<AudioData>;
}

declare global {
  // Chromium's, on the page; TypeScript knows it in workers alone.
  interface Window {
    readonly MediaStreamTrackProcessor?: new (init: { readonly track: MediaStreamTrack }) => TrackProcessor;
  }
}

/**
 * Listens, without keeping anything.
 * @param onSamples a few hundredths of a second at a time, one channel
 * @throws InputError where there is no microphone, or none for us
 */
export async function listen(onSamples: OnSamples): Promise<Microphone> {
  const stream = await openMicrophone();
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  try {
    const [track] = stream.getAudioTracks();
    const Processor = window.MediaStreamTrackProcessor;
    const tap =
      Processor && track ? await readTrack(new Processor({ track }), onSamples) : await tapGraph(stream, onSamples);
    return {
      samplingRate: tap.samplingRate,
      close() {
        tap.close();
        stop();
      },
    };
  } catch (reason) {
    stop();
    throw reason;
  }
}

/** What the track gives is queued: a model that takes every core leaves no gaps in it, as it does in an audio graph. */
async function readTrack({ readable }: TrackProcessor, onSamples: OnSamples): Promise<Microphone> {
  const reader = readable.getReader();
  const { value: first } = await reader.read();
  if (!first) throw new DOMException("The microphone ended.", "NotReadableError");
  const { sampleRate } = first;

  async function readOn(from: AudioData): Promise<void> {
    for (let data: AudioData | undefined = from; data; data = (await reader.read()).value) {
      const samples = new Float32Array(data.numberOfFrames);
      data.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
      data.close();
      onSamples(samples);
    }
  }

  // After the caller knows the rate. The stream ends with the track.
  setTimeout(() => readOn(first).catch(() => undefined));
  return { samplingRate: sampleRate, close: () => void reader.cancel().catch(() => undefined) };
}

/** Where tracks cannot be read: at the context's own rate, since Firefox connects a microphone at no other. */
async function tapGraph(stream: MediaStream, onSamples: OnSamples): Promise<Microphone> {
  const context = new AudioContext();
  const close = () => {
    if (context.state !== "closed") void context.close();
  };
  try {
    await context.audioWorklet.addModule(new URL("worklets/tap.js", document.baseURI));
    const tap = new AudioWorkletNode(context, "tap", {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: "explicit",
    });
    tap.port.onmessage = ({ data }) => {
      if (data instanceof Float32Array) onSamples(data);
    };
    context.createMediaStreamSource(stream).connect(tap);
    return { samplingRate: context.sampleRate, close };
  } catch (reason) {
    close();
    throw reason;
  }
}
