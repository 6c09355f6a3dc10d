import { cosine, pool } from "../../shared/vectors/pooling.ts";
import { encodeTexts, loadEmbedder, promptOf, warmUpEmbedder } from "../common/vectors/run/embedder.ts";
import { createTeller } from "../common/vectors/run/growing.ts";
import { forEachPass } from "../common/vectors/run/passes.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";

export const run = defineRun(definition, {
  load: loadEmbedder,
  warmUp: warmUpEmbedder,

  preprocess(embedder, { source_sentence, sentences }, { prompt_name }, context) {
    return encodeTexts(embedder, [source_sentence, ...sentences], promptOf(embedder, prompt_name), context);
  },

  async run(embedder, [source, ...sentences], { pooling }, context) {
    const chosen = pooling === "auto" ? embedder.pooling : pooling;
    let vector: Float32Array = new Float32Array(0);
    const quiet = { signal: context.signal, progress: () => {} };
    await forEachPass(embedder, source ? [source] : [], quiet, ({ hidden, dims, mask }) => {
      vector = pool(hidden, mask, dims, chosen);
    });
    const scores = sentences.map((): number | null => null);
    const teller = createTeller(() => context.emit([...scores]));
    await forEachPass(
      embedder,
      sentences,
      context,
      ({ hidden, dims, mask, places }) => {
        const vectors = pool(hidden, mask, dims, chosen);
        places.forEach((place, index) => {
          scores[place] = cosine(vector, vectors.subarray(index * dims[2], (index + 1) * dims[2]));
        });
        teller.grown();
      },
      teller.last,
    );
    return scores;
  },
});
