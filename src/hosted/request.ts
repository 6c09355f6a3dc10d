import * as v from "valibot";
import { type Clock, pause } from "../shared/clock.ts";
import { Stopped, TaskError } from "../shared/errors.ts";
import { type MediaPart, mediaOf } from "../shared/media.ts";
import type { Provider, Timeouts } from "../shared/site.ts";
import type { Ask } from "../tasks/hosted.ts";
import { type SentFile, toSent } from "./bodies/sent.ts";
import { createGuard } from "./guard.ts";
import { type Refusal, toRefusal } from "./problem.ts";
import { extrasLevels, type Heard, nothingHeard, type Speak } from "./speak.ts";
import type { Target } from "./target.ts";

export interface WriterPorts {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly timeoutMs: Timeouts;
  /** The key for this host, empty where none was given. */
  keyOf(host: string): string;
  findSpeak(provider: Provider): Promise<Speak>;
  encodeMedia(part: MediaPart): Promise<SentFile>;
}

interface Listening {
  readonly signal: AbortSignal;
  onHeard(heard: Heard): void;
  /** While the provider wants to be left alone: for how many seconds more, in the end 0. */
  onWaiting(seconds: number): void;
}

/** Whoever is told to wait longer than this, in all, had better try again later. */
const mostWaitMs = 60_000;

/** Puts one request to a provider: once more where it tells to wait, or knows less than it was asked for. */
export function createWriter(ports: WriterPorts) {
  const { clock } = ports;
  /** How far models have refused what not every model takes: it is left out from then on. */
  const refused = new Map<string, number>();

  /** Waits as the provider told, and says for how long, second by second. */
  async function waitOut(ms: number, { signal, onWaiting }: Listening): Promise<void> {
    const end = clock.now() + ms;
    for (let left = ms; left > 0 && !signal.aborted; left = end - clock.now()) {
      onWaiting(Math.ceil(left / 1000));
      await pause(clock, Math.min(1000, left), signal);
    }
    onWaiting(0);
  }

  /** @throws TaskError @throws Stopped */
  return async function write(target: Target, ask: Ask, listening: Listening): Promise<Heard> {
    const { provider, base, host, id } = target;
    const { signal, onHeard } = listening;
    const [speak, ...files] = await Promise.all([
      ports.findSpeak(provider),
      ...mediaOf(ask.messages).map(ports.encodeMedia),
    ]);
    const sent = toSent(ask, (place) => fileAt(files, place));
    const name = `${base} ${id}`;
    let waitedMs = 0;
    for (;;) {
      if (signal.aborted) throw new Stopped();
      const level = refused.get(name) ?? 0;
      const guard = createGuard({ ...ports, host, model: id, signal });
      let heard = nothingHeard;
      try {
        const call = {
          base,
          key: ports.keyOf(host),
          id,
          ask: sent,
          extras: extrasLevels[level] ?? "none",
          fetch: guard.fetch,
          signal,
        };
        heard = await speak(call, (now) => {
          heard = now;
          if (!signal.aborted) onHeard(now);
        });
        if (signal.aborted) throw new Stopped();
        if (heard.finish === null) throw guard.refusal?.error ?? broken(host, "It ended without saying why.");
        return heard;
      } catch (reason) {
        if (signal.aborted) throw new Stopped();
        const refusal = guard.refusal ?? refusalOf(reason, target);
        if (heard.text !== "" || heard.thought !== "") throw midwayOf(host, refusal.error);
        if (refusal.isParameter && level < extrasLevels.length - 1) refused.set(name, nextLevel(level, refusal));
        else if (refusal.waitMs !== undefined && waitedMs + refusal.waitMs <= mostWaitMs) {
          // One that says "0 seconds" for ever must come to an end, too.
          waitedMs += Math.max(1000, refusal.waitMs);
          await waitOut(refusal.waitMs, listening);
        } else throw refusal.error;
      }
    }
  };
}

/** Where probabilities alone are refused, the rest is asked for again; other refusals are not theirs. */
function nextLevel(level: number, { error }: Refusal): number {
  const isOfProbabilities = /logprob/i.test(error.detail ?? "");
  return isOfProbabilities ? level + 1 : Math.max(level + 1, extrasLevels.indexOf("form"));
}

function fileAt(files: readonly SentFile[], place: number): SentFile {
  const file = files[place];
  if (!file) throw new RangeError(`There is no file ${place}.`);
  return file;
}

/** What a library threw that the guard did not see: an error in the middle of a stream, or a protocol that is another. */
function refusalOf(reason: unknown, { host, id }: Target): Refusal {
  const only = (error: TaskError): Refusal => ({ error, waitMs: undefined, isParameter: false });
  if (reason instanceof TaskError) return only(reason);
  const said = reason instanceof Error ? reason.message : String(reason);
  if (reason instanceof v.ValiError) {
    const narrow = { reason: "hosted-failed", values: { host, said } } as const;
    return only(new TaskError("run-failed", `${host} speaks another protocol.`, said, narrow));
  }
  return toRefusal({ status: 0, body: said, headers: new Headers(), host, model: id });
}

/** A connection that broke is told as that once something had come: what came is kept then. */
function midwayOf(host: string, cause: TaskError): TaskError {
  return cause.code === "network-refused" || cause.code === "cors-refused"
    ? broken(host, cause.detail ?? cause.message)
    : cause;
}

function broken(host: string, detail: string): TaskError {
  return new TaskError("stream-broken", `${host} broke off.`, detail, { values: { host } });
}
