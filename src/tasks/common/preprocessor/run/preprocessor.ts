import * as v from "valibot";
import { TaskError } from "../../../../shared/errors.ts";
import type { Checkpoint } from "../../../ports.ts";

const Settings = v.record(v.string(), v.unknown());
type Settings = v.InferOutput<typeof Settings>;

/** What makes a sound or a picture ready, as Python's processors name it in a file that they share. */
export type Part = "feature_extractor" | "image_processor";

/** The first of these that a repository has counts (`get_image_processor_dict` of transformers). */
const files = ["preprocessor_config.json", "processor_config.json"] as const;

/** `undefined` where the repository has neither file. */
export async function findPreprocessor({ json }: Pick<Checkpoint, "json">, part: Part): Promise<Settings | undefined> {
  for (const file of files) {
    const found = await json(file);
    if (found) return v.is(Settings, found[part]) ? found[part] : found;
  }
  return undefined;
}

/** @throws TaskError `model-unsupported` where nothing says how the input is made ready */
export async function preprocessorOf(checkpoint: Pick<Checkpoint, "json">, part: Part): Promise<Settings> {
  const found = await findPreprocessor(checkpoint, part);
  if (found) return found;
  const [file] = files;
  throw new TaskError("model-unsupported", `The checkpoint has no ${file}.`, undefined, {
    reason: "preprocessor-missing",
    values: { file },
  });
}
