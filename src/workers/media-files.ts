import { answerOf, type Caller } from "../shared/rpc/caller.ts";
import { withCaller } from "../shared/rpc/own.ts";
import { portOf } from "../shared/rpc/port.ts";
import {
  contentVerb,
  type FileContent,
  type Frame,
  framesVerb,
  type LongSound,
  readVerb,
  type WantedSound,
} from "./media/verbs.ts";

const silence = {
  ms: 60_000,
  failure: { code: "worker-crashed", message: "The worker that reads media files gave no sign." },
} as const;

/**
 * A sound that is read, decoded and brought to a rate piece after piece.
 * @param signal ends it where another sound has taken its place
 * @returns nothing for a file that the browser has to decode as a whole
 */
export function findLongSound(file: Blob, wanted: WantedSound, signal?: AbortSignal): Promise<LongSound | undefined> {
  return inWorker(
    async (caller) => answerOf(await caller.ask(readVerb, { file, ...wanted }, { silence })) ?? undefined,
    signal,
  );
}

/** Nothing where the file is none that is known. */
export function findContent(file: Blob): Promise<FileContent | undefined> {
  return inWorker(async (caller) => answerOf(await caller.ask(contentVerb, { file }, { silence })));
}

/** Nothing for a film that no decoder of the browser reads. @param signal as with a sound */
export function findFrames(file: Blob, count: number, signal?: AbortSignal): Promise<readonly Frame[] | undefined> {
  return inWorker(
    async (caller) => answerOf(await caller.ask(framesVerb, { file, count }, { silence })) ?? undefined,
    signal,
  );
}

/** Where the worker fails, as on a page that cannot fetch it, there is still the browser's own decoder. */
async function inWorker<Answer>(
  work: (caller: Caller) => Promise<Answer>,
  signal?: AbortSignal,
): Promise<Answer | undefined> {
  const open = () =>
    portOf(new Worker(new URL("./media.worker.ts", import.meta.url), { type: "module", name: "media" }));
  try {
    return await withCaller(open, work, signal);
  } catch {
    return undefined;
  }
}
