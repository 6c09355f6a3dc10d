import { normalizeRows } from "../../shared/vectors/pooling.ts";
import { embedPooled, embedTokens, encodeTexts, loadEmbedder, promptOf } from "../common/embedder.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";

export const run = defineRun(definition, {
  load: loadEmbedder,

  async warmUp(embedder) {
    const never = { signal: new AbortController().signal, progress: () => {} };
    await embedPooled(embedder, [embedder.tokenizer.encode("warm up")], "mean", never);
  },

  preprocess(embedder, { texts }, { prompt_name }, context) {
    return encodeTexts(embedder, texts, promptOf(embedder, prompt_name), context);
  },

  async run(embedder, encodings, { pooling }, context) {
    if (pooling !== "none") {
      return { kind: "pooled" as const, vectors: await embedPooled(embedder, encodings, pooling, context) };
    }
    const matrices = await embedTokens(embedder, encodings, context);
    const items = matrices.map((vectors, index) => ({
      tokens: encodings[index]?.ids.map((id) => embedder.tokenizer.decode([id])) ?? [],
      vectors,
    }));
    return { kind: "tokens" as const, items };
  },

  postprocess(_embedder, output, { normalize }) {
    if (!normalize) return output;
    const matrices = output.kind === "pooled" ? [output.vectors] : output.items.map(({ vectors }) => vectors);
    for (const { data, columns } of matrices) normalizeRows(data, columns);
    return output;
  },
});
