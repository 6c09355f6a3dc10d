import * as v from "valibot";
import { type Comparison, compareNumbers } from "../parity/comparison.ts";
import { sampledIn, TensorSample } from "../parity/reference.ts";
import { decodePng } from "../support/png.ts";
import type { TaskContract } from "./shared/task.ts";

const Ours = v.object({ image: v.pipe(v.string(), v.startsWith("data:image/png;base64,")) });
const Theirs = v.object({ image: TensorSample });

/** Levels of 255: a sum in another order may round the other way. */
const tolerance = 1.5;

/** Levels of red, green and blue; Python's picture has no alpha. */
function comparePictures(ours: unknown, theirs: unknown): Comparison {
  const compared = "levels of all pixels";
  const { image } = v.parse(Theirs, theirs);
  const url = v.parse(Ours, ours).image;
  const { width, height, channels, data } = decodePng(Buffer.from(url.slice(url.indexOf(",") + 1), "base64"));
  if (`${[height, width, 3]}` !== `${image.shape}`) {
    const problem = `[${height}, ${width}] for [${image.shape}]`;
    return { compared, difference: Number.POSITIVE_INFINITY, problem };
  }
  const expected = Array.from(sampledIn(image));
  const found = expected.map((_, index) => {
    const at = index * image.step;
    return data[Math.floor(at / 3) * channels + (at % 3)];
  });
  return compareNumbers(compared, found, expected, tolerance);
}

export const task: TaskContract = {
  inputs: { image: "file" },
  options: {},
  parity: { compare: (ours, { output }) => comparePictures(ours, output) },
};
