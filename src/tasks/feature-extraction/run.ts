import { normalizeRows } from "../../shared/vectors/pooling.ts";
import { type Embedder, encodeTexts, loadEmbedder, promptOf, warmUpEmbedder } from "../common/vectors/run/embedder.ts";
import { createTeller } from "../common/vectors/run/growing.ts";
import { forEachPass, forEachVector, type VectorSettings } from "../common/vectors/run/passes.ts";
import { createRows } from "../common/vectors/run/rows.ts";
import type { Encoding } from "../ports.ts";
import { defineRun, type RunContext } from "../run.ts";
import { definition, type Output } from "./definition.ts";
import { createTokenRows } from "./token-rows.ts";

interface Settings {
  readonly prefix: string;
  readonly normalize: boolean;
}

async function pooled(
  embedder: Embedder,
  encodings: readonly Encoding[],
  pooling: VectorSettings["pooling"],
  { prefix, normalize }: Settings,
  context: RunContext<Output>,
): Promise<Output> {
  const rows = createRows(encodings.length);
  const teller = createTeller(() => context.emit({ kind: "pooled", prefix, ...rows.some() }));
  await forEachVector(
    embedder,
    encodings,
    { pooling, normalize },
    context,
    ({ data }, places) => {
      rows.add(data, places);
      teller.grown();
    },
    teller.last,
  );
  return { kind: "pooled", prefix, vectors: rows.all() };
}

async function unpooled(
  embedder: Embedder,
  encodings: readonly Encoding[],
  { prefix, normalize }: Settings,
  context: RunContext<Output>,
): Promise<Output> {
  const rows = createTokenRows(encodings.map(({ ids }) => ids.length));
  const tokensOf = (place: number) => encodings[place]?.ids.map((id) => embedder.tokenizer.decode([id])) ?? [];
  const teller = createTeller(() => {
    const { places, ...part } = rows.some();
    context.emit({ kind: "tokens", prefix, ...part, places, tokens: Array.from(places, tokensOf) });
  });
  await forEachPass(
    embedder,
    encodings,
    context,
    (pass) => {
      if (normalize) normalizeRows(pass.hidden, pass.dims[2]);
      rows.add(pass);
      teller.grown();
    },
    teller.last,
  );
  return { kind: "tokens", prefix, ...rows.all(), tokens: encodings.map((_, place) => tokensOf(place)) };
}

export const run = defineRun(definition, {
  load: loadEmbedder,
  warmUp: warmUpEmbedder,

  async preprocess(embedder, { texts }, { prompt_name, pooling }, context) {
    const prefix = promptOf(embedder, prompt_name);
    return { prefix, encodings: await encodeTexts(embedder, texts, { prompt: prefix, pooling }, context) };
  },

  run(embedder, { prefix, encodings }, { pooling, normalize }, context) {
    const settings = { prefix, normalize };
    if (pooling === "none") return unpooled(embedder, encodings, settings, context);
    return pooled(embedder, encodings, pooling, settings, context);
  },
});
