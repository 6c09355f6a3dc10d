/** A frame of MPEG audio, layer III, as it lies in a file. */
interface Mp3Frame {
  readonly length: number;
  readonly samplingRate: number;
  readonly channels: 1 | 2;
}

/** kbit/s by the four bits of a head, of MPEG-1 and of MPEG-2 and 2.5; free and forbidden rates are not read. */
const bitRates = {
  one: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  two: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const samplingRates = [44_100, 48_000, 32_000] as const;

/** The frame that these bytes begin with. */
function findMp3Frame(bytes: Uint8Array): Mp3Frame | undefined {
  const [sync = 0, kind = 0, rates = 0, mode = 0] = bytes;
  const version = (kind >> 3) & 3;
  if (sync !== 0xff || (kind & 0xe6) !== 0xe2 || version === 1) return undefined;
  const isFirst = version === 3;
  const bitRate = (isFirst ? bitRates.one : bitRates.two)[rates >> 4];
  const fullRate = samplingRates[(rates >> 2) & 3];
  if (!bitRate || !fullRate) return undefined;
  const samplingRate = fullRate / (isFirst ? 1 : version === 2 ? 2 : 4);
  const padding = (rates >> 1) & 1;
  const length = Math.floor(((isFirst ? 144_000 : 72_000) * bitRate) / samplingRate) + padding;
  return { length, samplingRate, channels: mode >> 6 === 3 ? 1 : 2 };
}

/** How many bytes of titles and pictures (ID3v2) stand before the first frame. */
function tagLengthOf(bytes: Uint8Array): number {
  if (String.fromCharCode(...bytes.subarray(0, 3)) !== "ID3") return 0;
  // Seven bits a byte.
  return 10 + bytes.subarray(6, 10).reduce((size, byte) => (size << 7) | (byte & 0x7f), 0);
}

/** What any decoder of layer III puts out before the sound, beside what an encoder added. */
const decoderDelay = 529;

/** In which a file's first frame stands, behind its titles. */
const headBytes = 1 << 14;

/** Seconds at both ends of what a decoder makes of a file's frames that are not the sound's. */
export interface Mp3Edges {
  readonly before: number;
  readonly behind: number;
}

export async function findMp3Edges(file: Blob): Promise<Mp3Edges> {
  let start = 0;
  // Some programs write theirs in front of another's.
  for (let length = -1; length !== 0; start += length) {
    length = tagLengthOf(new Uint8Array(await file.slice(start, start + 10).arrayBuffer()));
  }
  return edgesOf(new Uint8Array(await file.slice(start, start + headBytes).arrayBuffer()));
}

/** As the first frame tells it where it is no sound but says how a file was encoded (Xing, LAME). */
function edgesOf(bytes: Uint8Array): Mp3Edges {
  const first = findMp3Frame(bytes);
  if (!first) return { before: 0, behind: 0 };
  const { length, samplingRate, channels } = first;
  const isFirst = samplingRate >= 32_000;
  const side = isFirst ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17;
  const info = bytes.subarray(4 + side, length);
  const name = String.fromCharCode(...info.subarray(0, 4));
  if (name !== "Xing" && name !== "Info") return { before: 0, behind: 0 };
  const flags = info[7] ?? 0;
  const fields = [4, 4, 100, 4].reduce((sum, size, bit) => sum + (flags & (1 << bit) ? size : 0), 0);
  // Behind the fields: nine letters of the encoder's name, and twelve bytes more.
  const [high = 0, low = 0, lowest = 0] = info.subarray(8 + fields + 21);
  const [delay, padding] = [(high << 4) | (low >> 4), ((low & 15) << 8) | lowest];
  return {
    before: (delay + decoderDelay) / samplingRate,
    behind: Math.max(0, padding - decoderDelay) / samplingRate,
  };
}
