import { openFiles } from "../../hub/files.ts";
import type { Clock } from "../../shared/clock.ts";
import type { OnLoading } from "../loading.ts";
import type { OpenedTokenizer } from "../realm.ts";
import type { TokensRequest } from "../verbs/tokens.ts";
import { loadTokenizer } from "./load-tokenizer.ts";

/** A checkpoint's tokenizer without its weights, and without ONNX Runtime. */
export async function openTokenizer(
  request: TokensRequest,
  onLoading: OnLoading,
  clock: Clock,
): Promise<OpenedTokenizer> {
  const files = await openFiles(
    request,
    ({ loadedBytes, totalBytes }) => onLoading({ phase: "download", loadedBytes, totalBytes }),
    clock,
  );
  async function load(): Promise<OpenedTokenizer> {
    const config = await files.required("config.json");
    return { config, tokenizer: await loadTokenizer(files, config) };
  }
  return Promise.race([load(), files.fetcher.failed]);
}
