import * as v from "valibot";
import { CheckpointRef, type DtypeChoice, dtypesIn } from "../../hub/checkpoint.ts";
import { type Files, openFiles } from "../../hub/files.ts";
import { Sources } from "../../hub/sources.ts";
import type { FetchReport } from "../../hub/tally.ts";
import { wantedOf, wantedUnlisted } from "../../hub/wanted.ts";
import { findWeight } from "../../hub/weight.ts";
import type { Clock } from "../../shared/clock.ts";
import { Stopped, TaskError } from "../../shared/errors.ts";
import { handler } from "../../shared/rpc/callee.ts";
import { defineVerb } from "../../shared/rpc/verb.ts";
import { withNamedData } from "../engine/named-data.ts";

const DownloadRequest = v.object({ checkpoint: CheckpointRef, sources: Sources });

const DownloadEvent = v.object({
  loadedBytes: v.number(),
  /** Of these, what came over the network: the rest was here. */
  networkBytes: v.number(),
  totalBytes: v.nullable(v.number()),
  files: v.array(v.object({ file: v.string(), loaded: v.number(), total: v.nullable(v.number()) })),
});
export type DownloadEvent = v.InferOutput<typeof DownloadEvent>;

const DownloadAnswer = v.object({
  bytes: v.number(),
  /** Whether a host listed what the weights should be, and they are. */
  verified: v.boolean(),
});
export type DownloadAnswer = v.InferOutput<typeof DownloadAnswer>;

/** Fetches and keeps the files of a checkpoint without opening it. A stop is a pause: what came stays. */
export const downloadVerb = defineVerb({
  name: "download",
  request: DownloadRequest,
  event: DownloadEvent,
  answer: DownloadAnswer,
});

/** At most so often is progress told. */
const progressIntervalMs = 100;

export function handleDownload(clock: Clock) {
  return handler(downloadVerb, async ({ checkpoint, sources }, { signal, tell }) => {
    const { model, revision, dtype } = checkpoint;
    let toldAt = Number.NEGATIVE_INFINITY;
    const asked = { checkpoint, sources, keepsEmbedded: true };
    const files = await openFiles(asked, (report) => progress(report, false), clock, signal);

    function progress({ loadedBytes, networkBytes, totalBytes, files: counts }: FetchReport, isLast: boolean): void {
      if (!isLast && clock.now() - toldAt < progressIntervalMs) return;
      toldAt = clock.now();
      const each = [...counts].map(([file, { loaded, total }]) => ({ file, loaded, total }));
      tell({ loadedBytes, networkBytes, totalBytes, files: each });
    }

    async function download(): Promise<DownloadAnswer> {
      const listing = await files.fetcher.list({ model, revision });
      const { small, weights } = listing ? wantedOf([...listing.keys()], dtype) : await wantedUnlisted(files, dtype);
      // Says which dtypes there are instead.
      if (weights.length === 0) await missing(files, dtype);
      await files.fetcher.expect({ model, revision }, [...small, ...weights]);
      progress(files.fetcher.report, true);
      for (const file of small) await files.bytes(file);
      await files.keepWeights(weights);
      for (const graph of weights.filter((file) => findWeight(file)?.isGraph)) {
        await withNamedData({ graph, externalData: weights }, files);
      }
      for (const file of weights) await files.cache.match(files.urlOf(file));
      progress(files.fetcher.report, true);
      if (files.cache.unkeptBytes > 0) throw new TaskError("quota-full", `There is no room for ${model} here.`);
      return {
        bytes: files.fetcher.report.loadedBytes,
        verified: weights.every((file) => listing?.get(file)?.sha256 !== undefined),
      };
    }

    try {
      return await download();
    } catch (reason) {
      if (signal.aborted) throw new Stopped();
      throw reason;
    }
  });
}

/** @throws TaskError which dtypes there are, or that there is no graph at all */
async function missing(files: Files, dtype: DtypeChoice): Promise<void> {
  const config = await files.required("config.json");
  await files.graphsOf(config).graph("model", dtypesIn(dtype)[0] ?? "fp32");
}
