import * as v from "valibot";

/** A setting of another type than Python's is as good as none. */
function setting<T>(schema: v.GenericSchema<unknown, T>) {
  return v.fallback(v.nullish(schema), undefined);
}

const ids = v.array(v.number());
/** Python takes a list as well, with an id for each text of a batch. */
const startId = v.union([
  v.number(),
  v.pipe(
    v.strictTuple([v.number()]),
    v.transform(([id]) => id),
  ),
]);
const pair = v.strictTuple([v.number(), v.number()]);

/** What `generation_config.json` may say; names and meanings are those of transformers. */
export const GenerationConfig = v.object({
  decoder_start_token_id: setting(startId),
  bos_token_id: setting(v.number()),
  max_length: setting(v.number()),
  max_new_tokens: setting(v.number()),
  min_length: setting(v.number()),
  min_new_tokens: setting(v.number()),
  num_beams: setting(v.number()),
  length_penalty: setting(v.number()),
  early_stopping: setting(v.union([v.boolean(), v.literal("never")])),
  sequence_bias: setting(v.array(v.strictTuple([ids, v.number()]))),
  encoder_repetition_penalty: setting(v.number()),
  repetition_penalty: setting(v.number()),
  no_repeat_ngram_size: setting(v.number()),
  encoder_no_repeat_ngram_size: setting(v.number()),
  bad_words_ids: setting(v.array(ids)),
  forced_bos_token_id: setting(v.number()),
  forced_eos_token_id: setting(v.union([v.number(), ids])),
  exponential_decay_length_penalty: setting(pair),
  suppress_tokens: setting(ids),
  begin_suppress_tokens: setting(ids),
  temperature: setting(v.number()),
  top_k: setting(v.number()),
  top_p: setting(v.number()),
  min_p: setting(v.number()),
  typical_p: setting(v.number()),
  epsilon_cutoff: setting(v.number()),
  eta_cutoff: setting(v.number()),
  renormalize_logits: setting(v.boolean()),
});
export type GenerationConfig = v.InferOutput<typeof GenerationConfig>;

/**
 * Settings of a checkpoint under those of one task (`task_specific_params` of `config.json`), as Python's pipelines put
 * them: what a task leaves out, or calls `null`, stays as it is.
 */
export function settingsFor(own: GenerationConfig, ofTask: GenerationConfig): GenerationConfig {
  const said = Object.entries(ofTask).filter(([, value]) => value !== undefined && value !== null);
  return { ...own, ...Object.fromEntries(said) };
}

/** Settings that change what is written and that nothing here does, with what they are where nobody asked for them. */
const unknown: Readonly<Record<string, unknown>> = {
  num_return_sequences: 1,
  guidance_scale: 1,
  penalty_alpha: 0,
  num_beam_groups: 1,
  diversity_penalty: 0,
  constraints: false,
  force_words_ids: false,
  dola_layers: false,
  watermarking_config: false,
};

/** Names of the settings in a `generation_config.json` that would change the text in Python and do not here. */
export function unknownSettingsOf(config: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(unknown).flatMap(([name, idle]) => {
    const value = config[name];
    return value === undefined || value === null || value === false || value === idle ? [] : [name];
  });
}
