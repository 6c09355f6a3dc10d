import { createStore, type StoreApi } from "zustand/vanilla";
import type { TrainerClient } from "../../learn/client.ts";
import {
  type Attention,
  type BeginRequest,
  beginVerb,
  exportVerb,
  loadVerb,
  type PretrainFacts,
  type Readout,
  saveVerb,
  type TrainDevice,
  type TrainEvent,
  trainVerb,
} from "../../learn/verbs.ts";
import type { Clock } from "../../shared/clock.ts";
import { Stopped } from "../../shared/errors.ts";
import { answerOf } from "../../shared/rpc/caller.ts";
import { createAttempts } from "./attempts.ts";
import { createRate, endedBy, failedBy, isLearning, notBegun, type Progress, takenUp } from "./progress.ts";

export type ReadyText = "english" | "chinese";

export interface PretrainSettings extends Omit<BeginRequest, "text" | "kind"> {
  readonly source: ReadyText | "own";
  readonly ownText: string;
  readonly kind: BeginRequest["kind"] | "auto";
}

export interface LossPoint {
  readonly step: number;
  readonly loss: number;
  readonly validationLoss?: number | undefined;
}

/** What the network could do after a step, and where it looked. */
export interface Look {
  readonly step: number;
  readonly readout: Readout;
  readonly attention?: Attention | undefined;
}

export interface PretrainState extends Progress {
  readonly settings: PretrainSettings;
  /** Of the network that is there; `undefined` before the first start. */
  readonly facts: PretrainFacts | undefined;
  /** Whether the worker still has it. */
  readonly isThere: boolean;
  /** The settings that it was begun with. */
  readonly begun: PretrainSettings | undefined;
  /** How many were begun or loaded: tells this one apart from those before it. */
  readonly begins: number;
  readonly points: readonly LossPoint[];
  /** The newest last. */
  readonly readouts: readonly Look[];
  /** What the worker's arrays held when it last told; `undefined` before. */
  readonly memoryBytes: number | undefined;
  change(settings: Partial<PretrainSettings>): void;
  /** Begins, or goes on where nothing was changed since. */
  start(): Promise<void>;
  stepOnce(): Promise<void>;
  stop(): void;
  /** Forgets the network; what was typed stays. */
  reset(): void;
  /** @throws TaskError */
  save(): Promise<Blob>;
  load(file: Blob): Promise<void>;
  /** A zip archive of a folder as on the Hub. @throws TaskError */
  exported(): Promise<Blob>;
}

export interface LearnPorts {
  readonly client: TrainerClient;
  readonly clock: Clock;
  /** A file of `public/learn`. @throws TaskError */
  readonly loadFile: (name: string) => Promise<Uint8Array<ArrayBuffer>>;
  /** What is chosen until the reader chooses. */
  readonly device: TrainDevice;
}

/** Drawn at most so often. */
const drawnMs = 120;
/** Readouts that can be looked back at. */
const keptReadouts = 60;

export function createPretrainStore(
  { client, clock, loadFile, device }: LearnPorts,
  source: ReadyText,
): StoreApi<PretrainState> {
  return createStore<PretrainState>()((set, get) => {
    const attempts = createAttempts();
    let pending: readonly TrainEvent[] = [];
    let isDue = false;
    client.whenLost(() => set({ isThere: false }));

    function draw(): void {
      isDue = false;
      const events = pending;
      pending = [];
      if (events.length === 0) return;
      set((state) => ({
        step: events.at(-1)?.step ?? state.step,
        memoryBytes: events.findLast(({ memoryBytes }) => memoryBytes !== undefined)?.memoryBytes ?? state.memoryBytes,
        points: events.reduce(withPoint, state.points),
        readouts: [
          ...state.readouts,
          ...events.flatMap(({ step, readout, attention }) => (readout ? [{ step, readout, attention }] : [])),
        ].slice(-keptReadouts),
      }));
    }

    function take(event: TrainEvent, rate: ReturnType<typeof createRate>): void {
      pending = [...pending, event];
      if (event.validationLoss === undefined) set({ status: "running", stepsPerSecond: rate.count() });
      if (isDue) return;
      isDue = true;
      clock.after(drawnMs, draw);
    }

    async function textOf({ source, ownText }: PretrainSettings): Promise<string> {
      return source === "own" ? ownText : new TextDecoder().decode(await loadFile(`${source}.txt`));
    }

    async function begin(settings: PretrainSettings, signal: AbortSignal): Promise<void> {
      const { source: _, ownText: __, kind, ...rest } = settings;
      const text = await textOf(settings);
      const request = { ...rest, text, ...(kind !== "auto" && { kind }) };
      const facts = answerOf(await client.ask(beginVerb, request, { signal }));
      if (signal.aborted) throw new Stopped();
      set((state) => begunWith(settings, facts, state));
    }

    /** @param steps to take at most; all that are left where it is not told */
    async function learn(steps?: number): Promise<void> {
      if (isLearning(get())) return;
      const { signal, isLeft } = attempts.begin();
      set({ status: "loading", failure: undefined, stepsPerSecond: undefined });
      try {
        const { settings, step, begun, isThere } = get();
        if (!isThere || !isSame(begun, settings) || step >= settings.steps) await begin(settings, signal);
        set({ status: "compiling" });
        const left = settings.steps - get().step;
        const rate = createRate(clock.now);
        const onEvent = (event: TrainEvent) => isLeft() || take(event, rate);
        const ending = await client.ask(trainVerb, { steps: Math.min(left, steps ?? left) }, { signal, onEvent });
        if (isLeft()) return;
        draw();
        const isPart = ending.type === "answer" && get().step < settings.steps;
        set(isPart ? { status: "cancelled" } : endedBy(ending));
      } catch (reason) {
        if (isLeft()) return;
        draw();
        set(failedBy(reason, signal));
      }
    }

    return {
      ...notBegun,
      settings: {
        source,
        ownText: "",
        objective: "masked",
        kind: "auto",
        size: "small",
        seed: 1,
        steps: 600,
        device,
      },
      facts: undefined,
      isThere: false,
      begun: undefined,
      begins: 0,
      ...nothingLearned,
      change: (settings) => set((state) => ({ settings: { ...state.settings, ...settings } })),
      start: () => learn(),
      stepOnce: () => learn(1),
      stop: attempts.stop,
      reset() {
        attempts.leave();
        pending = [];
        set({ ...notBegun, ...nothingLearned, facts: undefined, isThere: false, begun: undefined });
      },
      async save() {
        const file = answerOf(await client.ask(saveVerb, null));
        return new Blob([file], { type: "application/octet-stream" });
      },
      async load(file) {
        if (isLearning(get())) return;
        set({ status: "loading", failure: undefined });
        const next = await takenUp(file, async (bytes) => {
          const request = { device: get().settings.device, file: bytes };
          const { facts, text, ...plan } = answerOf(await client.ask(loadVerb, request));
          const settings = { ...get().settings, ...plan, kind: facts.kind, source: "own", ownText: text } as const;
          return { ...begunWith(settings, facts, get()), settings, status: "cancelled" as const };
        });
        set(next);
      },
      async exported() {
        return new Blob([answerOf(await client.ask(exportVerb, "pretrained"))], { type: "application/zip" });
      },
    };
  });
}

const nothingLearned = { points: [], readouts: [], memoryBytes: undefined } as const;

/** A network that is there, and has told nothing yet. */
function begunWith(
  begun: PretrainSettings,
  facts: PretrainFacts,
  { begins }: Pick<PretrainState, "begins">,
): Partial<PretrainState> {
  return { ...nothingLearned, facts, isThere: true, begun, begins: begins + 1, step: facts.step };
}

/** A look comes as a second event of its step. */
function withPoint(points: readonly LossPoint[], { step, loss, validationLoss }: TrainEvent): readonly LossPoint[] {
  const before = points.at(-1)?.step === step ? points.slice(0, -1) : points;
  return [...before, { step, loss, validationLoss }];
}

function isSame(a: PretrainSettings | undefined, b: PretrainSettings): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The last validation loss that was measured. */
export function lastValidationLoss(points: readonly LossPoint[]): number | undefined {
  return points.findLast(({ validationLoss }) => validationLoss !== undefined)?.validationLoss;
}

/** `undefined` while nothing goes on. */
export function remainingMs(state: Pick<PretrainState, "status" | "step" | "settings" | "stepsPerSecond">) {
  const { stepsPerSecond, settings, step } = state;
  return stepsPerSecond && isLearning(state) ? ((settings.steps - step) / stepsPerSecond) * 1_000 : undefined;
}

export function tokensPerSecond({ stepsPerSecond, facts }: Pick<PretrainState, "stepsPerSecond" | "facts">) {
  return stepsPerSecond && facts ? stepsPerSecond * facts.batchTokens : undefined;
}
