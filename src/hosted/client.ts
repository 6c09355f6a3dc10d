import type { Clock } from "../shared/clock.ts";
import { type Failure, Stopped, TaskError, toFailure } from "../shared/errors.ts";
import { mediaOf } from "../shared/media.ts";
import type { Provider } from "../shared/site.ts";
import type { Answer, Ask, HostedTask } from "../tasks/hosted.ts";
import type { Figures, NoticeCode, RunTimes } from "../tasks/run.ts";
import type { OfferedModel } from "./list.ts";
import { createWriter, type WriterPorts } from "./request.ts";
import type { Heard } from "./speak.ts";
import type { Target } from "./target.ts";

export interface HostedRequest {
  readonly taskId: string;
  readonly target: Target;
  readonly input: unknown;
  readonly options: unknown;
}

/** What a run tells while it goes on; a part of what a worker tells. */
export type HostedEvent =
  | { readonly type: "partial"; readonly output: unknown }
  | { readonly type: "progress"; readonly done: number; readonly total: number }
  | { readonly type: "notice"; readonly code: NoticeCode; readonly values: Readonly<Record<string, string | number>> };

/** What `run-json` says of a hosted run (docs/contract.md). */
export interface HostedReport {
  readonly provider: Provider;
  /** As the provider names it. */
  readonly model: string;
  readonly host: string;
  readonly requestId?: string;
  readonly inputTokens?: number;
  /** All that were written, those thought among them: providers price them alike. */
  readonly outputTokens?: number;
  readonly thoughtTokens?: number;
  /** In US dollars, where the provider's list tells the price and its answer the tokens. */
  readonly cost?: number;
}

/** A run that a provider answered. */
export interface Answered {
  readonly type: "answered";
  readonly output: unknown;
  readonly ms: RunTimes;
  readonly figures: Figures;
  readonly hosted: HostedReport;
}

export type HostedOutcome =
  | Answered
  | { readonly type: "failed"; readonly failure: Failure }
  | { readonly type: "cancelled" };

export interface HostedHandle {
  /** Resolves exactly once and never rejects. */
  readonly outcome: Promise<HostedOutcome>;
  stop(): void;
}

export interface HostedPorts extends WriterPorts {
  loadTask(taskId: string): Promise<HostedTask>;
  /** As the reader has changed it. */
  promptOf(taskId: string): string | undefined;
  /** US dollars for a million tokens, where the provider's own list has told them. */
  findPrice(target: Target): OfferedModel["price"];
  /** Resolves once the reader agrees that input goes to this host. @throws Stopped */
  consentTo(host: string, signal: AbortSignal): Promise<void>;
}

type Tell = (event: HostedEvent) => void;

/** Whose protocol has no part for a sound. */
const isDeaf = (provider: Provider) => provider === "anthropic";

/** Asks providers as the workers' client asks workers: a request, what comes meanwhile, and how it ended. */
export function createHostedClient(ports: HostedPorts) {
  const write = createWriter(ports);

  async function perform(request: HostedRequest, signal: AbortSignal, tell: Tell): Promise<Answered> {
    const { taskId, target, input, options } = request;
    const { provider, host, id } = target;
    const started = ports.clock.now();
    const task = await ports.loadTask(taskId);
    const { asks, read } = task.open(input, options, ports.promptOf(taskId));
    if (isDeaf(provider) && asks.some(({ messages }) => mediaOf(messages).some(({ type }) => type === "audio"))) {
      throw new TaskError("input-invalid", `${host} takes no sound.`, undefined, {
        reason: "hosted-deaf",
        values: { host },
      });
    }
    if (provider !== "server" && ports.keyOf(host) === "") {
      throw new TaskError("key-missing", `There is no key for ${host}.`, undefined, { values: { host } });
    }
    const ready = ports.clock.now();
    await ports.consentTo(host, signal);
    // The time that a reader takes to agree is nobody's.
    const asked = ports.clock.now();
    const answers: (Answer | undefined)[] = asks.map(() => undefined);
    const show = () => tell({ type: "partial", output: read(answers) });
    const heards: Heard[] = [];
    for (const [place, ask] of asks.entries()) {
      const { heard, answer } = await answerTo(ask, place);
      answers[place] = answer;
      heards.push(heard);
      if (asks.length > 1) {
        show();
        tell({ type: "progress", done: place + 1, total: asks.length });
      }
    }
    const ended = ports.clock.now();
    const output = read(answers);
    return {
      type: "answered",
      output,
      ms: { preprocess: ready - started, run: ended - asked, postprocess: ports.clock.now() - ended },
      figures: figuresOf(answers, heards),
      hosted: { provider, model: id, host, ...countsOf(heards), ...costOf(countsOf(heards), ports.findPrice(target)) },
    };

    async function answerTo(ask: Ask, place: number) {
      const stopwatch = createStopwatch(ports.clock);
      try {
        const heard = await write(target, ask, {
          signal,
          onHeard(now) {
            stopwatch.see(now);
            // Whether a whole answer is of use is found out once, below.
            answers[place] = { ...toAnswer(now, stopwatch.speed()), finish: null };
            if (now.text !== "" || now.thought !== "") show();
          },
          onWaiting: (seconds) => tell({ type: "notice", code: "rate-limit-waiting", values: { host, seconds } }),
        });
        const values = { host, model: id };
        if (heard.finish === "refused") {
          throw new TaskError("content-refused", `${host} refused to answer.`, heard.text, { values });
        }
        if (heard.finish === "context") {
          throw new TaskError("context-too-long", `${host} had no room left.`, undefined, { values });
        }
        return { heard, answer: toAnswer(heard, stopwatch.speed(heard.outputTokens)) };
      } catch (reason) {
        const soFar = answers[place];
        if (soFar && !signal.aborted) {
          answers[place] = { ...soFar, finish: "cut" };
          show();
        }
        throw reason;
      }
    }
  }

  return {
    run(request: HostedRequest, onEvent: Tell): HostedHandle {
      const abort = new AbortController();
      const { signal } = abort;
      const stopped = new Promise<HostedOutcome>((resolve) => {
        signal.addEventListener("abort", () => resolve({ type: "cancelled" }), { once: true });
      });
      const performed = perform(request, signal, (event) => !signal.aborted && onEvent(event)).catch(
        (reason): HostedOutcome =>
          reason instanceof Stopped
            ? { type: "cancelled" }
            : { type: "failed", failure: toFailure(reason, "run-failed") },
      );
      // Who stops does not wait for the provider's library to notice.
      return { outcome: Promise.race([stopped, performed]), stop: () => abort.abort() };
    },
  };
}

function toAnswer({ thought, text, tokens, finish, inputTokens, outputTokens }: Heard, speed: Answer["speed"]): Answer {
  const known = finish === "end" || finish === "length" ? finish : null;
  return { thought, text, tokens, inputTokens, outputTokens, speed, finish: known };
}

/** How long the first words took, and how fast the rest came. */
function createStopwatch(clock: Clock) {
  const began = clock.now();
  let first: number | undefined;
  return {
    see({ text, thought }: Heard) {
      if (text !== "" || thought !== "") first ??= clock.now();
    },
    /** @param written tokens in all, where they are known */
    speed(written?: number): Answer["speed"] {
      if (first === undefined) return null;
      const seconds = (clock.now() - first) / 1000;
      return {
        firstTokenMs: first - began,
        tokensPerSecond: written !== undefined && seconds > 0 ? written / seconds : null,
      };
    },
  };
}

function figuresOf(answers: readonly (Answer | undefined)[], heards: readonly Heard[]): Figures {
  const [first] = answers;
  const rate = answers.length === 1 ? first?.speed?.tokensPerSecond : undefined;
  const { outputTokens } = countsOf(heards);
  return {
    ...(first?.speed && { firstTokenMs: first.speed.firstTokenMs }),
    ...(rate && { tokensPerSecond: rate }),
    ...(outputTokens !== undefined && { tokens: outputTokens }),
  };
}

function costOf(
  { inputTokens, outputTokens }: Pick<HostedReport, "inputTokens" | "outputTokens">,
  price: OfferedModel["price"],
): Pick<HostedReport, "cost"> {
  if (!price || inputTokens === undefined || outputTokens === undefined) return {};
  return { cost: (inputTokens * price.input + outputTokens * price.output) / 1e6 };
}

/** Of all requests of a run; what one of them left untold is not known of the whole. */
function countsOf(
  heards: readonly Heard[],
): Pick<HostedReport, "requestId" | "inputTokens" | "outputTokens" | "thoughtTokens"> {
  const sumOf = (counts: readonly (number | undefined)[]) =>
    counts.reduce((sum, count) => (sum === undefined || count === undefined ? undefined : sum + count), 0);
  const inputTokens = sumOf(heards.map((heard) => heard.inputTokens));
  const outputTokens = sumOf(heards.map((heard) => heard.outputTokens));
  const thoughtTokens = sumOf(heards.map((heard) => heard.thoughtTokens));
  const requestId = heards.at(-1)?.requestId;
  return {
    ...(requestId !== undefined && { requestId }),
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(thoughtTokens !== undefined && { thoughtTokens }),
  };
}
