import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { GenerationConfig, unknownSettingsOf } from "../../../../shared/generation/config.ts";
import { type Choices, strategyOf } from "./strategy.ts";

const unchosen: Choices = {
  max_new_tokens: 256,
  min_new_tokens: null,
  do_sample: false,
  temperature: null,
  top_k: null,
  top_p: null,
  repetition_penalty: null,
  no_repeat_ngram_size: null,
  seed: null,
  num_beams: null,
  length_penalty: null,
  early_stopping: "model",
  step: false,
};

const config = (settings: object) => v.parse(GenerationConfig, settings);

/** `pipe.generation_config` of `pipeline("text-generation")` with a GPT-2 that has these settings (transformers 4.57.6). */
const pythons = [
  {
    settings: { do_sample: true, temperature: 0.6, top_p: 0.9, repetition_penalty: 1.1 },
    merged: { temperature: 0.7, top_k: 50, top_p: 0.9, repetition_penalty: 1.1 },
  },
  { settings: { do_sample: false, temperature: 1, top_k: 20 }, merged: { temperature: 0.7, top_k: 20 } },
  { settings: { top_k: null, temperature: 0 }, merged: { temperature: 0.7, top_k: 50 } },
];

describe("how a text is written", () => {
  it.each(pythons)("is as Python's pipeline merges $settings, where a draw was asked for", ({ settings, merged }) => {
    const { processors } = strategyOf({ ...unchosen, do_sample: true }, config(settings), 0.7);
    expect(processors).toMatchObject({ do_sample: true, ...merged });
  });

  it("is the checkpoint's way with everything that the reader left open", () => {
    const own = { num_beams: 3, length_penalty: 2, early_stopping: true, suppress_tokens: [4], bad_words_ids: [[5]] };
    const strategy = strategyOf(unchosen, config(own), 0.7);
    expect(strategy).toMatchObject({ beams: 3, lengthPenalty: 2, earlyStopping: true, draw: undefined });
    expect(strategy.processors).toMatchObject({ do_sample: false, suppress_tokens: [4], bad_words_ids: [[5]] });
  });

  it("is the reader's way where there is one", () => {
    const own = config({ repetition_penalty: 1.3, top_k: 20, num_beams: 4, early_stopping: true });
    const chosen = { ...unchosen, repetition_penalty: 1, top_k: 0, num_beams: 1, early_stopping: "never" } as const;
    const strategy = strategyOf(chosen, own, 0.7);
    expect(strategy).toMatchObject({ beams: 1, earlyStopping: "never" });
    expect(strategy.processors).toMatchObject({ repetition_penalty: 1, top_k: 0 });
  });

  it("has no beams where an id is drawn or chosen by hand", () => {
    const own = config({ num_beams: 4 });
    expect(strategyOf({ ...unchosen, do_sample: true }, own, 0.7).beams).toBe(1);
    expect(strategyOf({ ...unchosen, step: true }, own, 0.7).beams).toBe(1);
  });

  it("names the checkpoint's settings that have no effect here, and none that change nothing", () => {
    expect(unknownSettingsOf({ guidance_scale: 1.5, num_beam_groups: 1, penalty_alpha: null, top_k: 3 })).toEqual([
      "guidance_scale",
    ]);
  });
});
