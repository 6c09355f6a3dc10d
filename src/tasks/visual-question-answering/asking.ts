/**
 * How a model that chats is asked: one answer, the most probable token each time. A question wants no essay, and a model
 * mostly ends long before.
 */
export const asking = {
  ...{ max_new_tokens: 64, min_new_tokens: null, do_sample: false, temperature: null, top_k: null, top_p: null },
  ...{ repetition_penalty: null, no_repeat_ngram_size: null, seed: null, num_beams: 1, length_penalty: null },
  ...{ step: false, stop: [], enable_thinking: true, prefix_ids: [] },
  early_stopping: "model",
} as const;
