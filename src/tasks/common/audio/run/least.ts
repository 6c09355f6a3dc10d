import * as v from "valibot";
import { TaskError } from "../../../../shared/errors.ts";
import type { Sound } from "../../../../shared/media.ts";

const Convolutions = v.object({
  conv_stride: v.nullish(v.array(v.number()), []),
  conv_kernel: v.nullish(v.array(v.number()), []),
});

/**
 * The samples of which a model's convolutions make one frame: each layer reads `kernel` of the frames below, `stride`
 * apart. 1 for a model without them.
 * @param config `config.json`
 */
export function leastSamplesOf(config: unknown): number {
  const { conv_kernel: kernels, conv_stride: strides } = v.parse(Convolutions, config);
  return kernels.reduceRight((frames, kernel, layer) => (frames - 1) * (strides[layer] ?? 1) + kernel, 1);
}

/** @throws TaskError `input-invalid` for a sound of which the model makes nothing */
export function refuseShort({ samples, samplingRate }: Sound, least: number): void {
  if (samples.length >= least) return;
  const text = (count: number) => `${Math.ceil((count / samplingRate) * 1000)} ms`;
  const values = { given: text(samples.length), least: text(least) };
  const message = `The sound is ${values.given} long; the model needs ${values.least}.`;
  throw new TaskError("input-invalid", message, undefined, { reason: "sound-short", values });
}
