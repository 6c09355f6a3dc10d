import * as v from "valibot";
import type { ModelCard } from "../../../hub/card.ts";
import { type CheckpointRef, type Dtype, dtypeSuffix } from "../../../hub/checkpoint.ts";
import { openFiles } from "../../../hub/files.ts";
import type { HubFile, Modality, TextPooling } from "../../../learn/head/verbs.ts";
import type { TrainDevice } from "../../../learn/verbs.ts";
import { realClock } from "../../../shared/clock.ts";
import { TaskError } from "../../../shared/errors.ts";
import { Matrix, type Pixels, type Sound } from "../../../shared/media.ts";
import { definitionOf, type TaskId } from "../../../tasks/index.ts";
import { type AskPorts, type AskProgress, openModel } from "../ask.ts";

/** What a body reads at once. */
export type BodyInput =
  | { readonly modality: "text"; readonly texts: readonly string[]; readonly pooling: TextPooling }
  | { readonly modality: "image"; readonly pixels: Pixels }
  | { readonly modality: "audio"; readonly sound: Sound };

/** A trained network that stays as it is, and turns examples into vectors. */
export interface Body {
  readonly checkpoint: CheckpointRef;
  /** A vector for each text, or one for a picture or a sound. @throws TaskError @throws Stopped */
  vectorsOf(input: BodyInput, signal: AbortSignal, onProgress: (progress: AskProgress) => void): Promise<Matrix>;
  /** Its files, for an export. */
  files(modality: Modality): Promise<{ readonly files: HubFile[]; readonly graph: string; readonly target: string }>;
}

/** Tasks whose curated models give vectors, the best known first. */
const tasksOf: Readonly<Record<Modality, readonly TaskId[]>> = {
  text: ["feature-extraction"],
  image: ["image-classification", "image-feature-extraction"],
  audio: ["automatic-speech-recognition", "audio-classification", "zero-shot-audio-classification"],
};

/** By the names of the model worker's halves. */
const runnerOf: Readonly<Record<Modality, string>> = {
  text: "feature-extraction",
  image: "image-feature-extraction",
  audio: "audio-features",
};

export async function cardsFor(modality: Modality): Promise<readonly ModelCard[]> {
  const all = await Promise.all(tasksOf[modality].map((task) => definitionOf(task).models()));
  return all.flat();
}

/** @throws TaskError `model-not-found` for what names no model */
export async function openBody(named: string, modality: Modality, device: TrainDevice, ports: AskPorts): Promise<Body> {
  const { checkpoint, sources, ask } = await openModel(named, device, await cardsFor(modality), ports);
  return {
    checkpoint,
    async vectorsOf(input, signal, onProgress) {
      return matrixIn(await ask({ taskId: runnerOf[modality], ...askOf(input) }, signal, onProgress));
    },
    async files(modality) {
      const { bytes, required, graphsOf } = await openFiles({ checkpoint, sources }, () => {}, realClock);
      const graphs = graphsOf(await required("config.json"));
      for (const base of graphBases[modality]) {
        const dtype = dtypeOf(checkpoint, base);
        const found = dtype && (await graphs.find(base, dtype));
        if (!found) continue;
        const paths = [found.graph, ...found.externalData, ...smallFiles];
        const read = await Promise.all(
          paths.map(async (path): Promise<HubFile | undefined> => {
            const content = await bytes(path);
            // An external file is named by its last part alone, beside its graph.
            const name = path.slice(path.lastIndexOf("/") + 1);
            const place = found.externalData.includes(path) ? `onnx/${name}` : path;
            return content && { path: place, bytes: Uint8Array.from(content) };
          }),
        );
        return {
          files: read.flatMap((file) => file ?? []),
          graph: found.graph,
          target: `onnx/model${dtypeSuffix[dtype]}.onnx`,
        };
      }
      throw new TaskError("model-unsupported", "The body has no graph of its own.", undefined, {
        reason: "graph-missing",
        values: { file: `${graphBases[modality][0]}.onnx` },
      });
    },
  };
}

function dtypeOf({ dtype }: CheckpointRef, base: string): Dtype | undefined {
  return typeof dtype === "string" ? dtype : dtype[base];
}

function askOf(input: BodyInput) {
  switch (input.modality) {
    case "text": {
      const { texts, pooling } = input;
      // Without a prompt: whoever uses the export later writes none either.
      return { input: { texts }, options: { pooling, normalize: true, prompt_name: "none" } };
    }
    case "image":
      return { input: { images: [input.pixels] }, options: { pool: true } };
    case "audio":
      return { input: { sounds: [input.sound] }, options: {} };
  }
}

const Vectors = v.union([
  v.pipe(
    v.object({ vectors: Matrix }),
    v.transform(({ vectors }) => vectors),
  ),
  v.pipe(
    v.object({ pooled: Matrix }),
    v.transform(({ pooled }) => pooled),
  ),
  Matrix,
]);

/** What the halves give: texts, pictures, sounds. */
function matrixIn(output: unknown): Matrix {
  return v.parse(Vectors, output);
}

/** As the workers choose them. */
const graphBases: Readonly<Record<Modality, readonly string[]>> = {
  text: ["model"],
  image: ["vision_model", "model"],
  audio: ["encoder_model", "audio_model", "model"],
};

/** All that makes an input ready, whichever of it there is. */
const smallFiles = [
  "config.json",
  "tokenizer.json",
  "tokenizer_config.json",
  "special_tokens_map.json",
  "added_tokens.json",
  "vocab.txt",
  "vocab.json",
  "merges.txt",
  "spiece.model",
  "sentencepiece.bpe.model",
  "preprocessor_config.json",
  "processor_config.json",
] as const;
