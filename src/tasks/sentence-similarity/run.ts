import { rowOf } from "../../shared/media.ts";
import { cosine } from "../../shared/vectors/pooling.ts";
import { embedPooled, encodeTexts, loadEmbedder, promptOf } from "../common/embedder.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";

export const run = defineRun(definition, {
  load: loadEmbedder,

  async warmUp(embedder) {
    const never = { signal: new AbortController().signal, progress: () => {} };
    await embedPooled(embedder, [embedder.tokenizer.encode("warm up")], "mean", never);
  },

  preprocess(embedder, { source_sentence, sentences }, { prompt_name }, context) {
    return encodeTexts(embedder, [source_sentence, ...sentences], promptOf(embedder, prompt_name), context);
  },

  run: (embedder, encodings, { pooling }, context) => embedPooled(embedder, encodings, pooling, context),

  postprocess(_embedder, vectors) {
    const source = rowOf(vectors, 0);
    return Array.from({ length: vectors.rows - 1 }, (_, index) => cosine(source, rowOf(vectors, index + 1)));
  },
});
