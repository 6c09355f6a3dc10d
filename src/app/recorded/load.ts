import * as v from "valibot";
import { Device, DtypeChoice } from "../../hub/checkpoint.ts";
import type { Example } from "../../tasks/definition.ts";
import { definitionOf, type TaskId } from "../../tasks/index.ts";
import { isActive } from "../../tasks/input.ts";
import { defaultsOf, partOf } from "../../tasks/options.ts";
import type { Result } from "../../tasks/visualizer.ts";
import { inputValueOf } from "../inputs/draft.ts";
import { loadExampleDraft } from "../inputs/example.ts";
import { readPicture } from "../inputs/picture/draft.ts";
import type { Order } from "../store/run.ts";
import { optionsForExample } from "../store/selectors.ts";
import { loadVisualizer } from "../visualizers.ts";
import { decoded } from "./codec.ts";

/** Which examples of which task have one, by `scripts/record.mjs`. */
const Index = v.record(v.string(), v.array(v.string()));

const Recording = v.object({
  /** ISO 8601, the day of the run. */
  date: v.string(),
  model: v.string(),
  device: Device,
  dtype: DtypeChoice,
  ms: v.number(),
  output: v.unknown(),
});

/** A result that this project really got, by a run of a ready example. */
export interface Recorded {
  readonly example: Example;
  readonly order: Order;
  readonly result: Result;
  readonly date: string;
  readonly ms: number;
}

async function fetchJson(path: string): Promise<unknown> {
  const response = await fetch(new URL(`examples/recorded/${path}`, document.baseURI));
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  return response.json();
}

let index: Promise<v.InferOutput<typeof Index>> | undefined;

/** Of these examples, the ones that were recorded. */
export async function recordedOf(taskId: TaskId, examples: readonly Example[]): Promise<readonly Example[]> {
  index ??= fetchJson("index.json").then((json) => v.parse(Index, json));
  const ids = (await index)[taskId] ?? [];
  return examples.filter(({ id }) => ids.includes(id));
}

export async function loadRecorded(taskId: TaskId, example: Example): Promise<Recorded> {
  const { inputs, options: known } = definitionOf(taskId);
  const options = partOf(known, { ...defaultsOf(known), ...optionsForExample(inputs, example) }, "run");
  const active = Object.entries(inputs).filter(([, field]) => isActive(field, options));
  const [json, entries, { open }] = await Promise.all([
    fetchJson(`${taskId}.${example.id}.json`),
    Promise.all(
      active.map(async ([name, field]) => {
        const draft = await loadExampleDraft(field, example.input[name] ?? "", document.baseURI);
        return [name, inputValueOf(draft)] as const;
      }),
    ),
    loadVisualizer(taskId),
  ]);
  const input = Object.fromEntries(entries);
  const toPixels = async (png: Blob) => (await readPicture(png, "")).pixels;
  const { output, date, ms, model, device, dtype } = v.parse(Recording, json);
  const checkpoint = { model, revision: "main", device, dtype };
  return {
    example,
    order: { number: 0, taskId, asked: checkpoint, actual: checkpoint, fallback: undefined, input, options },
    result: open({ input, options, output: await decoded(output, input, toPixels) }),
    date,
    ms,
  };
}
