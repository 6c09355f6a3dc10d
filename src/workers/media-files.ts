import { answerOf } from "../shared/rpc/caller.ts";
import { withCaller } from "../shared/rpc/own.ts";
import { portOf } from "../shared/rpc/port.ts";
import type { Verb } from "../shared/rpc/verb.ts";
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
  return askOwn(readVerb, { file, ...wanted }, signal);
}

/** Nothing where the file is none that is known. */
export function findContent(file: Blob): Promise<FileContent | undefined> {
  return askOwn(contentVerb, { file });
}

/** Nothing for a film that no decoder of the browser reads. @param signal as with a sound */
export function findFrames(file: Blob, count: number, signal?: AbortSignal): Promise<readonly Frame[] | undefined> {
  return askOwn(framesVerb, { file, count }, signal);
}

/** Where the worker fails, as on a page that cannot fetch it, there is still the browser's own decoder. */
async function askOwn<Request, Event, Answer>(
  verb: Verb<Request, Event, Answer | null>,
  request: Request,
  signal?: AbortSignal,
): Promise<Answer | undefined> {
  const open = () =>
    portOf(new Worker(new URL("./media.worker.ts", import.meta.url), { type: "module", name: "media" }));
  try {
    const answer = await withCaller(
      open,
      async (caller) => answerOf(await caller.ask(verb, request, { silence })),
      signal,
    );
    return answer ?? undefined;
  } catch {
    return undefined;
  }
}
