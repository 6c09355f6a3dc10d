import { env } from "@huggingface/transformers";
import * as v from "valibot";
import { type CheckpointRef, type Dtype, dtypesIn } from "../../hub/checkpoint.ts";
import { openFiles } from "../../hub/files.ts";
import { assertFits } from "../../hub/limits.ts";
import type { FetchReport } from "../../hub/tally.ts";
import type { Clock } from "../../shared/clock.ts";
import { TaskError } from "../../shared/errors.ts";
import { GenerationConfig } from "../../shared/generation/config.ts";
import type { Checkpoint } from "../../tasks/ports.ts";
import type { OnLoading } from "../loading.ts";
import type { OpenedCheckpoint } from "../realm.ts";
import type { LoadRequest } from "../verbs/load.ts";
import { classify } from "./classify.ts";
import { createDecoderGraph } from "./decoder.ts";
import { decoderTraitsOf } from "./families.ts";
import { toFeeds, toHandle } from "./handles.ts";
import { loadTokenizer } from "./load-tokenizer.ts";
import { withNamedData } from "./named-data.ts";
import { isPresent, presentNames } from "./past.ts";
import { createRewriter, type Prepared } from "./rewriter.ts";
import { configureRuntime } from "./runtime.ts";
import { openSession, type Session } from "./session.ts";
import { spendShaders, startRuntime } from "./shaders.ts";
import { asAsked, completed } from "./single-pass.ts";
import { fromLibraryTensor } from "./tensors.ts";
import { createTrace } from "./trace.ts";

/** At most so often is progress told: one message a chunk would be hundreds a second. */
const progressIntervalMs = 100;

interface CheckpointSettings {
  readonly onLoading: OnLoading;
  readonly clock: Clock;
  /** Until it resolves, nothing is fetched that this browser does not have. */
  readonly mayFetch?: Promise<void> | undefined;
}

/** Opens a checkpoint: points the library's file access at the site's endpoints and hands out its parts on demand. */
export async function openCheckpoint(
  request: LoadRequest,
  { onLoading, clock, mayFetch }: CheckpointSettings,
): Promise<OpenedCheckpoint> {
  const { model, revision, device } = request.checkpoint;
  const openedAt = clock.now();
  let toldAt = Number.NEGATIVE_INFINITY;
  const runtime = await configureRuntime(request.sources.runtime, request.compiled);
  // Beside the files; each session waits for it, and tells what went wrong.
  startRuntime(device).catch(() => {});

  function tell(report: FetchReport): void {
    const phase = report.active > 0 ? "download" : "load";
    if (phase === "download" && clock.now() - toldAt < progressIntervalMs) return;
    toldAt = clock.now();
    onLoading({ phase, loadedBytes: report.loadedBytes, totalBytes: report.totalBytes });
  }

  const files = await openFiles({ ...request, mayFetch }, tell, clock);
  const { json, bytes, required, cache, fetcher } = files;
  env.fetch = (url: string | URL, init?: RequestInit) => fetcher.fetch(String(url), init);
  env.useCustomCache = true;
  const rewriter = createRewriter(request.checkpoint, files, request.sources);
  env.customCache = rewriter.cache;

  const config = await required("config.json");
  const graphs = files.graphsOf(config);
  const sessions: Session[] = [];
  const weights = new Set<Prepared["weights"]>();
  const trace = createTrace();

  async function session(file: string, keepOnGpu: readonly string[], lastLogitsOnly = false): Promise<Session> {
    const dtype = dtypeOf(request.checkpoint, file);
    try {
      const listed = await graphs.graph(file, dtype);
      assertFits(listed, device, fetcher.findListedBytes);
      // Before the graph: where that is kept, all that belongs to it is.
      await files.keepWeights(listed.externalData, [listed.graph]);
      const found = await withNamedData(listed, files);
      const prepared =
        device === "wasm" ? await rewriter.prepare({ graph: found.graph, dtype, lastLogitsOnly }) : undefined;
      if (prepared) weights.add(prepared.weights);
      const unpacks = prepared?.unpacks ?? false;
      const opened = await openSession({ model, revision, config, files: found, device, keepOnGpu, unpacks });
      sessions.push(opened);
      if (fetcher.report.networkBytes > 0 && (await cache.has(files.urlOf(found.graph)))) await files.keepNames();
      return trace.follow(file, opened);
    } catch (reason) {
      if (classify(reason, false) === "file-corrupt") await cache.forget();
      throw reason;
    }
  }

  let settings: Readonly<Record<string, number>> = {};

  const checkpoint: Checkpoint = {
    model,
    device,
    dtype: request.checkpoint.dtype,
    config,
    async json(file) {
      const found = await json(file);
      if (file === "generation_config.json") settings = numbersOf(found ?? config);
      return found;
    },
    bytes,
    tokenizer: () => loadTokenizer(files, config),
    async graph(file) {
      const { inputNames, inputs, outputNames, run } = await session(file, []);
      const traits = decoderTraitsOf(config);
      return {
        inputNames,
        inputs,
        outputNames,
        async run(feeds) {
          const outputs = Object.entries(await run(completed(toFeeds(feeds), inputs, traits)));
          const wanted = outputs.filter(([name]) => !isPresent(name));
          return Object.fromEntries(wanted.map(([name, value]) => [name, fromLibraryTensor(value)]));
        },
      };
    },
    async heldGraph(file, names) {
      const { inputNames, inputs, run } = await session(file, names);
      return {
        inputNames,
        async hold(feeds) {
          const asked = new Map(inputs.map(({ name, type }) => [name, type]));
          const fitted = Object.entries(toFeeds(feeds)).map(([name, tensor]) => [
            name,
            asAsked(tensor, asked.get(name)),
          ]);
          const outputs = await run(Object.fromEntries(fitted));
          return Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, toHandle(tensor)]));
        },
      };
    },
    async decoder(file, later) {
      const first = await session(file, presentNames, true);
      const rest = later === undefined ? first : await session(later, presentNames, true);
      return createDecoderGraph(first, decoderTraitsOf(config), rest);
    },
    async has(file) {
      const dtype = findDtype(request.checkpoint, file);
      return dtype !== undefined && (await graphs.find(file, dtype)) !== undefined;
    },
  };

  let loadedAt = openedAt;
  let compiledAt = openedAt;
  return {
    checkpoint,
    failed: fetcher.failed,
    startTrace: trace.start,
    takeTrace: trace.take,
    markLoaded() {
      loadedAt = clock.now();
    },
    markCompiled() {
      compiledAt = clock.now();
    },
    classify: (reason) => classify(reason, loadedAt > openedAt),
    report() {
      const downloadedAt = Math.min(loadedAt, Math.max(openedAt, fetcher.report.lastEndedAt));
      return {
        ms: { download: downloadedAt - openedAt, load: loadedAt - downloadedAt, compile: compiledAt - loadedAt },
        bytes: fetcher.report.loadedBytes,
        networkBytes: fetcher.report.networkBytes,
        unkeptBytes: cache.unkeptBytes,
        device,
        threads: runtime.threads,
        build: runtime.build,
        ...(weights.size > 0 && { weights: weights.has("packed") ? "packed" : "unpacked" }),
        memoryBytes: fetcher.report.loadedBytes + rewriter.floatBytes,
        versions: { ...runtime.versions },
        settings,
      };
    },
    async dispose() {
      await Promise.all(sessions.map((opened) => opened.dispose()));
      if (device === "webgpu") await spendShaders(fetcher.report.loadedBytes);
    },
  };
}

/** Older checkpoints have these in their `config.json`. */
function numbersOf(json: unknown): Readonly<Record<string, number>> {
  const known = Object.entries(v.parse(GenerationConfig, json));
  return Object.fromEntries(known.flatMap(([name, value]) => (typeof value === "number" ? [[name, value]] : [])));
}

function findDtype({ dtype }: CheckpointRef, file: string): Dtype | undefined {
  return typeof dtype === "string" ? dtype : dtype[file];
}

function dtypeOf(checkpoint: CheckpointRef, file: string): Dtype {
  const { model, dtype } = checkpoint;
  const chosen = findDtype(checkpoint, file);
  if (chosen) return chosen;
  throw new TaskError(
    "dtype-missing",
    `No dtype was chosen for ${file} of ${model}, only ${dtypesIn(dtype).join(", ")}.`,
  );
}
