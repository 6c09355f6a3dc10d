import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { GenerationConfig } from "../../../../shared/generation/config.ts";
import type { Checkpoint } from "../../../ports.ts";
import { familyOf } from "./families.ts";

const never = () => Promise.reject(new Error("not asked for"));
function checkpointOf(config: Readonly<Record<string, unknown>>): Checkpoint {
  return {
    model: "someone/some-model",
    device: "wasm",
    dtype: "fp32",
    config,
    json: async () => undefined,
    bytes: async () => undefined,
    tokenizer: never,
    graph: never,
    heldGraph: never,
    decoder: never,
    has: async () => false,
  };
}

/** Each letter is a token; 101 and 102 stand around a text. */
const tokenizer = {
  classId: 101,
  encode(text: string, { addSpecialTokens = true } = {}) {
    const letters = [...text].map((letter) => letter.charCodeAt(0));
    const ids = addSpecialTokens ? [101, ...letters, 102] : letters;
    return { ids, typeIds: [], dropped: 0 };
  },
};
const generation = v.parse(GenerationConfig, { bos_token_id: 7 });

describe("what a text about a picture begins with, as Python puts it", () => {
  const blip = familyOf(checkpointOf({ model_type: "blip", text_config: { bos_token_id: 9, sep_token_id: 8 } }));
  const git = familyOf(checkpointOf({ model_type: "git" }));
  const donut = familyOf(
    checkpointOf({
      model_type: "vision-encoder-decoder",
      encoder: { model_type: "donut-swin" },
      decoder: { eos_token_id: 2 },
    }),
  );

  it("is BLIP's own id in the place of the prompt's first one, and the prompt's last one is gone", () => {
    expect(blip.startIdsOf("ab", tokenizer, generation)).toEqual([9, 97, 98]);
    expect(blip.startIdsOf(undefined, tokenizer, generation)).toEqual([9]);
  });

  it("is GIT's class token before a prompt, and the checkpoint's first id without one", () => {
    expect(git.startIdsOf("ab", tokenizer, generation)).toEqual([101, 97, 98]);
    expect(git.startIdsOf(undefined, tokenizer, generation)).toEqual([7]);
  });

  it("is what Donut is told to do, and nothing before it", () => {
    expect(donut.startIdsOf("ab", tokenizer, generation)).toEqual([97, 98]);
    expect([donut.readsPrompt, familyOf(checkpointOf({ model_type: "vision-encoder-decoder" })).readsPrompt]).toEqual([
      true,
      false,
    ]);
  });

  it("ends with BLIP's separator, else as the checkpoint says, or the part of it that writes", async () => {
    expect([...(await blip.endIds())]).toEqual([8]);
    expect([...(await donut.endIds())]).toEqual([2]);
  });
});

it("another kind of model is refused by its type", () => {
  expect(() => familyOf(checkpointOf({ model_type: "pix2struct" }))).toThrow("pix2struct");
});
