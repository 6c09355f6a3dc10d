import { joinedFloats } from "../../../../shared/bytes.ts";

/** A stretch in which somebody speaks, with a little of what came before. */
export interface Phrase {
  readonly samples: Float32Array<ArrayBuffer>;
  /** Whether the speaker has paused since; one that has not will grow. */
  readonly settled: boolean;
}

export interface PhraseFinder {
  /** Takes the next samples; gives the phrases that ended in them. */
  hear(samples: Float32Array): readonly Phrase[];
  /** What is being said right now, if anything. */
  growing(): Phrase | undefined;
  /** The phrase that is open when the microphone is given back. */
  end(): readonly Phrase[];
  /** 0..1, of the last samples. */
  level(): number;
}

const frameSeconds = 0.03;
/** A frame is speech when it is so much louder than the room, in decibels, and than silence itself. */
const aboveRoom = 9;
const quietest = -55;
/** How fast the room's level follows what is louder, while nobody speaks and while somebody does; what is quieter at once. */
const rise = { between: 0.05, within: 0.02 } as const;
/** Speech that begins a phrase, a pause that ends one, what is kept from before, and what is too short to be one. */
const beginFrames = 3;
const pauseFrames = 23;
const beforeFrames = 10;
const leastFrames = 8;
/** Longer than a model hears at once: a phrase is cut here. */
const mostSeconds = 25;

/** Cuts what a microphone hears into phrases, by its energy. */
export function createPhraseFinder(samplingRate: number): PhraseFinder {
  const frameLength = Math.round(frameSeconds * samplingRate);
  const most = Math.round(mostSeconds / frameSeconds);
  let rest = new Float32Array(0);
  let frames: Float32Array[] = [];
  let room: number | undefined;
  let loud = 0;
  let quiet = 0;
  let spoken = 0;
  let open = false;
  let decibels = -100;

  const joined = (settled: boolean): Phrase => ({ samples: joinedFloats(frames), settled });

  function close(): readonly Phrase[] {
    const phrase = spoken >= leastFrames ? [joined(true)] : [];
    frames = frames.slice(-beforeFrames);
    open = false;
    loud = quiet = spoken = 0;
    return phrase;
  }

  function take(frame: Float32Array): readonly Phrase[] {
    const power = frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length;
    decibels = 10 * Math.log10(power + 1e-10);
    room = room === undefined ? decibels : Math.min(decibels, room + (open ? rise.within : rise.between));
    const isSpeech = decibels > Math.max(quietest, room + aboveRoom);
    frames.push(frame);
    loud = isSpeech ? loud + 1 : 0;
    quiet = isSpeech ? 0 : quiet + 1;
    if (isSpeech) spoken += 1;
    if (!open) {
      open = loud >= beginFrames;
      if (!open && !isSpeech) spoken = 0;
      if (!open && frames.length > beforeFrames) frames.shift();
      return [];
    }
    return quiet >= pauseFrames || frames.length >= most ? close() : [];
  }

  return {
    hear(samples) {
      const all = joinedFloats([rest, samples]);
      const ended: Phrase[] = [];
      let at = 0;
      for (; at + frameLength <= all.length; at += frameLength) ended.push(...take(all.slice(at, at + frameLength)));
      rest = all.slice(at);
      return ended;
    },
    growing: () => (open && spoken >= leastFrames ? joined(false) : undefined),
    end: () => (open ? close() : []),
    level: () => Math.max(0, Math.min(1, 1 + decibels / 60)),
  };
}
