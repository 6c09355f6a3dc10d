import type { Spans, Stretch } from "./filters.ts";
import bytes from "./passes.wat";
import type { Bitmap } from "./resize.ts";

/** Weights as whole numbers, `bits` of them behind the point. */
export interface FixedSpans extends Omit<Spans, "weights"> {
  readonly weights: Int32Array;
  readonly bits: number;
}

/** Pictures go through in batches of rows: two copies of a large one would not fit where one does. */
const batchBytes = 2 ** 21;
const pageBytes = 2 ** 16;
/** What the loops of passes.wat read and write behind the last value. */
const behind = 16;

/** The one of this thread: an engine reserves gigabytes of addresses for each memory, however small. */
let loaded: WebAssembly.Exports | undefined;

/** Puts the tables of its spans into the memory, and gives room behind them for what is read and written. */
function openPass(name: "columns" | "rows", { starts, counts, weights, stride, bits }: FixedSpans) {
  loaded ??= new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  const { memory, [name]: loop } = loaded;
  if (!(memory instanceof WebAssembly.Memory) || typeof loop !== "function") throw new Error(`There is no ${name}.`);
  const places = [0, starts.byteLength, starts.byteLength + counts.byteLength] as const;
  const start = places[2] + weights.byteLength;
  const room = (length: number) => {
    const missing = start + length + behind - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
    return new Uint8Array(memory.buffer, start, length);
  };
  room(0);
  for (const [i, table] of [starts, counts, weights].entries()) new Int32Array(memory.buffer, places[i]).set(table);
  return {
    start,
    room,
    /** @param rest the parameters behind those of the tables */
    run(...rest: readonly number[]) {
      loop(...places, stride, bits, ...rest);
    },
  };
}

/** The pass along each row. It takes alpha away: Python's `convert("RGB")` drops it, without blending. */
export function columns(source: Bitmap, spans: FixedSpans, part?: Stretch): Bitmap {
  const { data, channels } = source;
  const kept = channels === 4 ? 3 : channels;
  const width = spans.starts.length;
  const { first, count: height } = part ?? { first: 0, count: source.height };
  const result = new Uint8ClampedArray(width * height * kept);
  const length = source.width * channels;
  const most = Math.max(1, Math.floor(batchBytes / Math.max(length, width * kept)));
  const { start, room, run } = openPass("columns", spans);
  for (let y = 0; y < height && width > 0; y += most) {
    const count = Math.min(most, height - y);
    const [read, written] = [count * length, count * width * kept];
    const bytes = room(read + written);
    bytes.set(data.subarray((first + y) * length, (first + y) * length + read));
    run(start, start + read, count, width, length, channels, kept);
    result.set(bytes.subarray(read), y * width * kept);
  }
  return { data: result, width, height, channels: kept };
}

/** The pass along each column. @param firstRow of the whole picture that the source begins with */
export function rows(source: Bitmap, spans: FixedSpans, firstRow: number): Bitmap {
  const { data, width, channels } = source;
  const { starts, counts } = spans;
  const length = width * channels;
  const height = starts.length;
  const result = new Uint8ClampedArray(length * height);
  const { start, room, run } = openPass("rows", spans);
  for (let y = 0; y < height && length > 0; ) {
    const top = starts[y] ?? 0;
    const bytesTo = (last: number) => ((starts[last] ?? 0) + (counts[last] ?? 0) - top) * length;
    let end = y + 1;
    while (end < height && bytesTo(end) <= batchBytes && (end - y) * length < batchBytes) end++;
    const read = bytesTo(end - 1);
    const bytes = room(read + (end - y) * length);
    bytes.set(data.subarray((top - firstRow) * length, (top - firstRow) * length + read));
    run(start - top * length, start + read, y, end - y, length);
    result.set(bytes.subarray(read), y * length);
    y = end;
  }
  return { data: result, width, height, channels };
}
