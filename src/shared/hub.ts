import { type Dtype, dtypeSuffix, dtypes } from "./checkpoint.ts";

/**
 * The name of every file, whichever host it comes from: caches are keyed by it, so that a mirror's file serves the
 * same checkpoint. Nothing is fetched from it unless it is one of the site's endpoints.
 */
export const canonicalHost = "https://huggingface.co/";

/** transformers.js's own name, so that checkpoints stored by it on this site are found. */
export const cacheName = "transformers-cache";

export interface HubFile {
  readonly model: string;
  readonly revision: string;
  /** Path inside the repository. */
  readonly file: string;
}

export function canonicalUrl({ model, revision, file }: HubFile): string {
  return `${canonicalHost}${model}/resolve/${encodeURIComponent(revision)}/${file}`;
}

export function findHubFile(url: string): HubFile | undefined {
  if (!url.startsWith(canonicalHost)) return undefined;
  const parts = /^(.+?)\/resolve\/([^/]+)\/(.+)$/.exec(url.slice(canonicalHost.length));
  const [, model, revision, file] = parts ?? [];
  if (model === undefined || revision === undefined || file === undefined) return undefined;
  return { model, revision: decodeURIComponent(revision), file };
}

export interface Weight {
  /** `model`, `encoder_model`, `decoder_model_merged`. */
  readonly base: string;
  readonly dtype: Dtype;
  /** False for external data, which a graph brings with it. */
  readonly isGraph: boolean;
}

/** @param file path inside a repository; `undefined` where it is no file of weights. */
export function findWeight(file: string): Weight | undefined {
  const [, name, data] = /^onnx\/([\w.-]+)\.onnx(_data(?:_\d+)?)?$/.exec(file) ?? [];
  if (name === undefined) return undefined;
  // All names end with fp32's suffix, which is empty: the longest that fits is meant.
  const dtype = dtypes.find((one) => dtypeSuffix[one] !== "" && name.endsWith(dtypeSuffix[one])) ?? "fp32";
  const base = name.slice(0, name.length - dtypeSuffix[dtype].length);
  return { base, dtype, isGraph: data === undefined };
}
