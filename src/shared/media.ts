import * as v from "valibot";

/** A decoded picture: RGBA, 8 bits a channel, rows from the top, not premultiplied. */
export const Pixels = v.pipe(
  v.object({
    data: v.instance(Uint8ClampedArray),
    width: v.pipe(v.number(), v.integer(), v.minValue(1)),
    height: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  v.check(({ data, width, height }) => data.length === width * height * 4, "RGBA data must be width × height × 4 long"),
);
export type Pixels = v.InferOutput<typeof Pixels>;

/** A decoded sound: mono samples in -1..1 at `samplingRate` Hz. */
export const Sound = v.object({
  samples: v.instance(Float32Array),
  samplingRate: v.pipe(v.number(), v.minValue(1)),
});
export type Sound = v.InferOutput<typeof Sound>;

/** Length of a sound in seconds. */
export function secondsOf(sound: Sound): number {
  return sound.samples.length / sound.samplingRate;
}

/** A dense float32 matrix, row by row. */
export const Matrix = v.pipe(
  v.object({
    data: v.instance(Float32Array),
    rows: v.pipe(v.number(), v.integer(), v.minValue(0)),
    columns: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  v.check(({ data, rows, columns }) => data.length === rows * columns, "data must be rows × columns long"),
);
export type Matrix = v.InferOutput<typeof Matrix>;

/** Row `index` of a matrix as a view, not a copy. */
export function rowOf(matrix: Matrix, index: number): Float32Array {
  return matrix.data.subarray(index * matrix.columns, (index + 1) * matrix.columns);
}

/** One turn of a conversation, in the words of chat templates. */
export const ChatMessage = v.object({
  role: v.picklist(["system", "user", "assistant"]),
  content: v.string(),
});
export type ChatMessage = v.InferOutput<typeof ChatMessage>;
