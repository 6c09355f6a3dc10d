import * as v from "valibot";
import { TaskError } from "../../shared/errors.ts";
import { generate } from "../../shared/generation/generate.ts";
import type { ChatMessage } from "../../shared/media.ts";
import { endIdsOf } from "../common/end-ids.ts";
import { defineRun } from "../run.ts";
import { definition, type WrittenToken } from "./definition.ts";
import { chooserOf, processorsOf } from "./strategy.ts";
import { describeToken, withoutCutCharacter } from "./token.ts";

interface Draft {
  readonly messages: ChatMessage[] | null;
  readonly prompt: string;
  readonly ids: readonly number[];
}

export const run = defineRun(definition, {
  async load(checkpoint) {
    const [tokenizer, graph, endIds] = await Promise.all([
      checkpoint.tokenizer(),
      checkpoint.decoder("model"),
      endIdsOf(checkpoint),
    ]);
    const { max_position_embeddings, n_positions } = checkpoint.config;
    const positions = max_position_embeddings ?? n_positions;
    return { tokenizer, graph, endIds, positions: v.is(v.number(), positions) ? positions : Number.POSITIVE_INFINITY };
  },

  async warmUp({ graph, tokenizer }) {
    const decoder = graph.open();
    try {
      await decoder.step(tokenizer.encode("warm up").ids);
      await decoder.step([tokenizer.padId]);
    } finally {
      decoder.dispose();
    }
  },

  preprocess({ tokenizer, positions }, { messages, text }, { mode }): Draft {
    if (mode === "chat" && !tokenizer.hasChatTemplate) {
      throw new TaskError("input-invalid", "This checkpoint has no chat template: it continues a prompt.");
    }
    const ids = mode === "chat" ? tokenizer.chat(messages) : tokenizer.encode(text).ids;
    if (ids.length >= positions) {
      throw new TaskError("input-too-large", `The input is ${ids.length} tokens long; the model takes ${positions}.`);
    }
    return mode === "chat" ? { messages: [...messages], prompt: "", ids } : { messages: null, prompt: text, ids };
  },

  async run({ tokenizer, graph, endIds, positions }, { messages, prompt, ids }, options, context) {
    const tokens: WrittenToken[] = [];
    const written: number[] = [];
    const startedAt = performance.now();
    let firstTokenAt = startedAt;
    const base = { messages, prompt, promptTokens: ids.length };
    // Python decodes prompt and text together and cuts the prompt off: a tokenizer may join words at the seam.
    const read = (all: readonly number[]) => tokenizer.decode(all, { skipSpecialTokens: true, cleanUpSpaces: true });
    const promptLength = read(ids).length;
    const textSoFar = () => read([...ids, ...written]).slice(promptLength);
    const decoder = graph.open();
    try {
      const { finish } = await generate({
        decoder,
        prompt: ids,
        maxNewTokens: Math.min(options.max_new_tokens, positions - ids.length),
        endIds,
        processors: processorsOf(options),
        choose: chooserOf(options),
        signal: context.signal,
        onToken(id, logits) {
          if (tokens.length === 0) firstTokenAt = performance.now();
          tokens.push(describeToken(id, logits, tokenizer));
          written.push(id);
          const text = textSoFar();
          context.emit({ ...base, text: withoutCutCharacter(text), tokens, finish: null });
          return options.stop.some((stop) => stop !== "" && text.includes(stop));
        },
      });
      const seconds = (performance.now() - firstTokenAt) / 1000;
      context.measure({
        firstTokenMs: firstTokenAt - startedAt,
        tokens: tokens.length,
        ...(tokens.length > 1 && seconds > 0 ? { tokensPerSecond: (tokens.length - 1) / seconds } : {}),
      });
      return { ...base, text: textSoFar(), tokens, finish };
    } finally {
      decoder.dispose();
    }
  },

  postprocess: (_ports, output) => output,
});
