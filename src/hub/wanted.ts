import { neededOf } from "./card.ts";
import type { DtypeChoice } from "./checkpoint.ts";
import type { Files } from "./files.ts";
import { findGraphFiles } from "./graph-files.ts";
import { findWeight } from "./weight.ts";

/** The files of a repository that a run in one dtype reads. */
export interface Wanted {
  /** Configs and tokenizers. */
  readonly small: readonly string[];
  /** What belongs to a graph before the graph itself. */
  readonly weights: readonly string[];
}

/** What transformers and its tokenizers read, at the root of a repository. */
const smallFile = /^(?:(?!.*\.index\.json$)[^/]+\.(?:json|txt|jinja|model)|additional_chat_templates\/[^/]+\.jinja)$/;

/** @param files all of the repository */
export function wantedOf(files: readonly string[], dtype: DtypeChoice): Wanted {
  const bases = files.flatMap((file) => findWeight(file) ?? []).filter(({ isGraph }) => isGraph);
  const graphs = neededOf(new Set(bases.map(({ base }) => base))).flatMap((base) => {
    const chosen = typeof dtype === "string" ? dtype : dtype[base];
    return (chosen && findGraphFiles(files, base, chosen)) || [];
  });
  return {
    small: files.filter((file) => smallFile.test(file)),
    weights: graphs.flatMap(({ graph, externalData }) => [...externalData, graph]),
  };
}

const usualSmall = [
  ...["config.json", "generation_config.json", "preprocessor_config.json", "processor_config.json"],
  ...["tokenizer.json", "tokenizer_config.json", "chat_template.jinja"],
] as const;
const usualBases = ["model", "encoder_model", "decoder_model_merged"] as const;

/** The same where no host lists the repository: what is there of the usual names. */
export async function wantedUnlisted(files: Files, dtype: DtypeChoice): Promise<Wanted> {
  const graphs = files.graphsOf(await files.required("config.json"));
  const weights: string[] = [];
  for (const base of usualBases) {
    const chosen = typeof dtype === "string" ? dtype : dtype[base];
    const found = chosen && (await graphs.find(base, chosen));
    if (found) weights.push(...found.externalData, found.graph);
    if (found && base === "model") break;
  }
  return { small: usualSmall, weights };
}
