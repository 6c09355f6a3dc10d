import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { Json } from "../../shared/json.ts";
import type { Checkpoint } from "../../tasks/ports.ts";
import { loadTokenizer } from "../engine/load-tokenizer.ts";

const references = path.resolve(import.meta.dirname, "../../../e2e/reference");

/** @param file below the reference's folder */
export function pathIn(folder: string, file: string): string {
  return path.join(references, folder, file);
}

/**
 * The small files of a checkpoint of e2e/reference, as the engine reads them.
 * @param changed stands in the place of those with these names
 */
export function filesOf(folder: string, changed: Readonly<Record<string, Json>> = {}) {
  const bytesAt = (file: string) => {
    const place = pathIn(folder, file);
    return existsSync(place) ? new Uint8Array(readFileSync(place)) : undefined;
  };
  const text = async (file: string) => {
    const found = bytesAt(file);
    return found && new TextDecoder().decode(found);
  };
  return {
    bytes: async (file: string) => bytesAt(file),
    text,
    async json(file: string): Promise<Json | undefined> {
      const found = changed[file] ?? (await text(file));
      return typeof found === "string" ? v.parse(Json, JSON.parse(found)) : found;
    },
  };
}

/** A checkpoint over those files with graphs of the test's own. */
export async function checkpointOver(
  files: ReturnType<typeof filesOf>,
  graphs: Pick<Checkpoint, "graph" | "heldGraph" | "decoder">,
): Promise<Checkpoint> {
  const config = (await files.json("config.json")) ?? {};
  return {
    model: "owner/name",
    device: "wasm",
    dtype: "fp32",
    config,
    json: files.json,
    bytes: files.bytes,
    tokenizer: () => loadTokenizer(files, config),
    has: async () => true,
    ...graphs,
  };
}
