import * as v from "valibot";
import { longTensor, type TensorMap } from "../../../../shared/tensor.ts";
import type { Encoding, Graph, Tokenizer } from "../../../ports.ts";
import { encoderFeeds } from "../../text/run/encoder.ts";

interface Reader {
  readonly graph: Pick<Graph, "inputs" | "inputNames">;
  readonly tokenizer: Pick<Tokenizer, "padId">;
  readonly taskId: number | undefined;
}

/** What an embedding model's graph reads of several texts at once. */
export function embedderFeeds({ graph, tokenizer, taskId }: Reader, batch: readonly Encoding[]): TensorMap {
  if (isBag(graph)) return bagFeeds(batch);
  const feeds = encoderFeeds(batch, tokenizer.padId);
  const task = graph.inputs.find(({ name }) => name === "task_id");
  if (!task || taskId === undefined) return feeds;
  const dims = task.shape.map((dim) => (typeof dim === "number" ? dim : batch.length));
  const count = dims.reduce((product, dim) => product * dim, 1);
  return { ...feeds, task_id: longTensor(new Array<number>(count).fill(taskId), dims) };
}

/** Whether a graph is a table of vectors whose mean it takes (model2vec): texts one after the other, without special tokens. */
export function isBag({ inputNames }: Pick<Graph, "inputNames">): boolean {
  return inputNames.includes("offsets");
}

/** PyTorch's `EmbeddingBag`: all ids in one row, and where each text begins in it. */
function bagFeeds(batch: readonly Encoding[]): TensorMap {
  const ids = batch.flatMap((encoding) => encoding.ids);
  let start = 0;
  const starts = batch.map((encoding) => {
    start += encoding.ids.length;
    return start - encoding.ids.length;
  });
  return { input_ids: longTensor(ids, [ids.length]), offsets: longTensor(starts, [starts.length]) };
}

/** The names of its LoRA adapters, of which `task_id` chooses one by its place. */
const Adaptations = v.object({ lora_adaptations: v.array(v.string()) });

/** @param config `config.json` */
export function matchingTaskOf(config: unknown): number | undefined {
  const parsed = v.safeParse(Adaptations, config);
  const place = parsed.success ? parsed.output.lora_adaptations.indexOf("text-matching") : -1;
  return place < 0 ? undefined : place;
}
