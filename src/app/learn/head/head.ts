import { createStore, type StoreApi } from "zustand/vanilla";
import type { CheckpointRef } from "../../../hub/checkpoint.ts";
import type { TrainerClient } from "../../../learn/client.ts";
import { sketchPicture, sketchSound, sketchText } from "../../../learn/head/sketch.ts";
import {
  fitVerb,
  type HeadOutcome,
  joinVerb,
  type Modality,
  predictVerb,
  readLinesVerb,
  splitVerb,
  type TextPooling,
} from "../../../learn/head/verbs.ts";
import type { TrainDevice } from "../../../learn/verbs.ts";
import { TaskError } from "../../../shared/errors.ts";
import { rowOf } from "../../../shared/media.ts";
import { answerOf } from "../../../shared/rpc/caller.ts";
import { stackRows } from "../../../shared/vectors/similarity.ts";
import type { AskPorts, AskProgress } from "../ask.ts";
import { type Attempt, createAttempts } from "../attempts.ts";
import type { LearnPorts, ReadyText } from "../pretrain.ts";
import { endedBy, failedBy, isLearning, notBegun, type Progress } from "../progress.ts";
import { type Body, type BodyInput, openBody } from "./body.ts";
import { createShelf, keyOf } from "./shelf.ts";

/** A picture or a sound with its label; decoded when it is read. */
export interface Example {
  readonly label: string;
  readonly file: File;
}

/** Something to be answered for: a text as it stands, or a file. */
export type Tried = string | File;

export interface HeadSettings {
  readonly modality: Modality;
  /** The last of each kind: an id of the Hub, or one that ships. */
  readonly models: Readonly<Record<Modality, string>>;
  readonly device: TrainDevice;
  readonly pooling: TextPooling;
  readonly lines: ReadyText | "own";
  readonly ownLines: string;
  readonly files: Readonly<Record<"image" | "audio", readonly Example[]>>;
  readonly examples: number;
  /** scikit-learn's `C`. */
  readonly c: number;
  /** At most. */
  readonly steps: number;
  readonly seed: number;
}

/** One that was held out, as it is shown. */
export interface Shown {
  readonly label: string;
  /** The text, or the file's name. */
  readonly name: string;
  readonly file?: File;
}

export interface HeadResult extends HeadOutcome {
  readonly labels: readonly string[];
  /** Those that taught, then those held out. */
  readonly rows: readonly Shown[];
  readonly trainRows: number;
  readonly columns: number;
  readonly modality: Modality;
  readonly pooling: TextPooling;
  readonly checkpoint: CheckpointRef;
}

export interface HeadState extends Progress {
  readonly settings: HeadSettings;
  readonly progress: AskProgress | undefined;
  readonly loss: number | undefined;
  readonly result: HeadResult | undefined;
  change(settings: Partial<HeadSettings>): void;
  start(): Promise<void>;
  stop(): void;
  reset(): void;
  /** Probability of each label, the likeliest first. @throws TaskError @throws Stopped */
  tryOut(tried: Tried): Promise<readonly { readonly label: string; readonly score: number }[]>;
  /** A zip archive of a folder as on the Hub. @throws TaskError */
  exported(): Promise<Blob>;
}

export interface HeadPorts extends Pick<LearnPorts, "loadFile"> {
  readonly client: TrainerClient;
  readonly body: AskPorts;
  /** What a file holds, decoded. @throws TaskError */
  readonly decode: (file: File, modality: "image" | "audio") => Promise<Exclude<BodyInput, { modality: "text" }>>;
}

/** Pictures and sounds beyond this many held out would take longer to read than anybody waits for; texts are read soon. */
const mostFilesHeldOut = 60;

export function createHeadStore(
  { client, body: bodyPorts, loadFile, decode }: HeadPorts,
  ready: ReadyText,
): StoreApi<HeadState> {
  return createStore<HeadState>()((set, get) => {
    const attempts = createAttempts();
    let body: Body | undefined;
    const shelf = createShelf();
    client.whenLost(() => set({ result: undefined }));

    async function examplesOf(
      { modality, lines, ownLines, files }: HeadSettings,
      signal: AbortSignal,
    ): Promise<readonly Shown[]> {
      if (modality !== "text") return files[modality].map(({ label, file }) => ({ label, file, name: file.name }));
      const text = lines === "own" ? ownLines : new TextDecoder().decode(await loadFile(`${lines}.tsv`));
      const read = answerOf(await client.ask(readLinesVerb, text, { signal }));
      return read.map(({ label, text }) => ({ label, name: text }));
    }

    async function inputOf(
      tried: Tried,
      { modality, pooling }: Pick<HeadResult, "modality" | "pooling">,
    ): Promise<BodyInput> {
      if (typeof tried !== "string" && modality !== "text") return decode(tried, modality);
      return { modality: "text", texts: [typeof tried === "string" ? tried : await tried.text()], pooling };
    }

    const onProgress = (progress: AskProgress) =>
      set({ progress, status: progress.phase === "loading" ? "loading" : "running" });

    /** Vectors and sketches of all rows, of those alone that are not known from before. */
    async function read(rows: readonly Shown[], { modality, pooling }: HeadSettings, from: Body, signal: AbortSignal) {
      const known = shelf.of(JSON.stringify([from.checkpoint, pooling]));
      const missing = rows.filter((row) => !known.has(keyOf(row)));
      if (modality === "text" && missing.length > 0) {
        const texts = missing.map(({ name }) => name);
        const vectors = await from.vectorsOf({ modality, texts, pooling }, signal, onProgress);
        for (const [row, text] of texts.entries())
          known.set(text, { vector: rowOf(vectors, row), sketch: sketchText(text) });
      }
      for (const [done, { file }] of missing.entries()) {
        if (!file || modality === "text") continue;
        const input = await decode(file, modality);
        const onLoading = (progress: AskProgress) => progress.phase === "loading" && onProgress(progress);
        const { data: vector } = await from.vectorsOf(input, signal, onLoading);
        const sketch = input.modality === "image" ? sketchPicture(input.pixels) : sketchSound(input.sound);
        known.set(file, { vector, sketch });
        onProgress({ phase: "reading", done: done + 1, total: missing.length });
      }
      const found = rows.flatMap((row) => known.get(keyOf(row)) ?? []);
      return {
        vectors: stackRows(found.map(({ vector }) => vector)),
        sketches: stackRows(found.map(({ sketch }) => sketch)),
      };
    }

    async function learn(settings: HeadSettings, { signal, isLeft }: Attempt): Promise<void> {
      const { modality, models, device, seed, c, steps, examples, pooling } = settings;
      const all = await examplesOf(settings, signal);
      const request = { given: all.map(({ label }) => label), examples, seed };
      const { labels, train, heldOut } = answerOf(await client.ask(splitVerb, request, { signal }));
      body = await openBody(models[modality], modality, device, bodyPorts);
      const each = modality === "text" ? heldOut.length : Math.ceil(mostFilesHeldOut / labels.length);
      const order = [
        ...train,
        ...labels.flatMap((label) => heldOut.filter((row) => all[row]?.label === label).slice(0, each)),
      ];
      const rows = order.flatMap((row) => all[row] ?? []);
      const { vectors, sketches } = await read(rows, settings, body, signal);
      const names = { modality: "text", texts: labels, pooling } as const;
      const labelVectors = modality === "text" ? await body.vectorsOf(names, signal, () => {}) : undefined;
      const targets = rows.map(({ label }) => labels.indexOf(label));
      const fit = { vectors, sketches, targets, trainRows: train.length, labels, c, steps, seed };
      const ending = await client.ask(
        fitVerb,
        { ...fit, ...(labelVectors && { labelVectors }) },
        { signal, onEvent: ({ step, loss }) => set({ status: "running", progress: undefined, step, loss }) },
      );
      if (isLeft()) return;
      const { checkpoint } = body;
      const { columns } = vectors;
      const told = { labels, rows, trainRows: train.length, columns, modality, pooling, checkpoint };
      const result = ending.type === "answer" ? { ...ending.answer, ...told } : undefined;
      set({ ...endedBy(ending), progress: undefined, ...(result && { result, step: result.steps }) });
    }

    return {
      ...notBegun,
      settings: {
        modality: "text",
        models: {
          text: "embedded/multilingual-e5-small-enzh",
          image: "embedded/efficientnet-lite0",
          audio: "embedded/whisper-base",
        },
        device: "wasm",
        pooling: "mean",
        lines: ready,
        ownLines: "",
        files: { image: [], audio: [] },
        examples: 30,
        c: 1,
        steps: 1_000,
        seed: 1,
      },
      progress: undefined,
      loss: undefined,
      result: undefined,
      change: (settings) => set((state) => ({ settings: { ...state.settings, ...settings } })),
      async start() {
        if (isLearning(get())) return;
        const attempt = attempts.begin();
        set({ ...notBegun, status: "loading", loss: undefined, result: undefined, progress: undefined });
        try {
          await learn(get().settings, attempt);
        } catch (reason) {
          if (!attempt.isLeft()) set({ ...failedBy(reason, attempt.signal), progress: undefined });
        }
      },
      stop: attempts.stop,
      reset() {
        attempts.leave();
        set({ ...notBegun, loss: undefined, result: undefined, progress: undefined });
      },
      async tryOut(tried) {
        const { result } = get();
        if (!body || !result) throw new TaskError("input-invalid", "There is no head yet.");
        const input = await inputOf(tried, result);
        const { data } = await body.vectorsOf(input, new AbortController().signal, () => {});
        const scores = answerOf(await client.ask(predictVerb, Float32Array.from(data)));
        const found = result.labels.map((label, place) => ({ label, score: scores[place] ?? 0 }));
        return found.sort((a, b) => b.score - a.score);
      },
      async exported() {
        const { result } = get();
        if (!body || !result) throw new TaskError("input-invalid", "There is no head yet.");
        const { modality, pooling } = result;
        const request = { modality, pooling, ...(await body.files(modality)) };
        return new Blob([answerOf(await client.ask(joinVerb, request))], { type: "application/zip" });
      },
    };
  });
}
