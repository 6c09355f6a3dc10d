import * as v from "valibot";

/** A checkpoint as it came, for whoever trains it: its weights, what its tokenizer is made of, and texts cut by that. */
export const EncoderFiles = v.object({
  /** `model.safetensors` */
  weights: v.instance(Uint8Array<ArrayBuffer>),
  /** Of each text, special tokens in place; longer texts are cut. */
  ids: v.array(v.array(v.number())),
  files: v.array(v.object({ path: v.string(), bytes: v.instance(Uint8Array<ArrayBuffer>) })),
});

export const EncoderTexts = v.object({ texts: v.array(v.string()) });
