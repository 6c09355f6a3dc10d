import { createStore, type StoreApi } from "zustand/vanilla";
import {
  beginFinetuneVerb,
  beginVerb,
  exportVerb,
  type FinetuneEvent,
  type FinetuneFacts,
  finetuneVerb,
  type TrainDevice,
  type TunedPart,
  trainVerb,
} from "../../learn/verbs.ts";
import { answerOf } from "../../shared/rpc/caller.ts";
import type { LearnPorts, ReadyText } from "./pretrain.ts";
import { createRate, endedBy, failedBy, isLearning, notBegun, type Progress } from "./progress.ts";

/** A network that was not pre-trained yet is, so briefly, before it is fine-tuned. */
export const briefSteps = 60;

export interface FinetuneSettings {
  readonly lines: ReadyText | "own";
  readonly ownLines: string;
  readonly part: TunedPart;
  readonly examples: number;
  readonly seed: number;
  readonly steps: number;
  readonly device: TrainDevice;
}

/** What one fine-tuning came to. */
export interface FinetuneOutcome {
  readonly number: number;
  readonly settings: FinetuneSettings;
  readonly trainLines: number;
  readonly accuracy: number;
  readonly baselineAccuracy: number;
}

export interface FinetuneState extends Progress {
  readonly settings: FinetuneSettings;
  readonly facts: FinetuneFacts | undefined;
  /** Whether the worker still has the networks. */
  readonly isThere: boolean;
  readonly begun: FinetuneSettings | undefined;
  readonly events: readonly FinetuneEvent[];
  /** Of this visit, the newest last: accuracy against the number of examples. */
  readonly outcomes: readonly FinetuneOutcome[];
  change(settings: Partial<FinetuneSettings>): void;
  /** @param hasNet whether one was pre-trained; where none was, that is done first */
  start(hasNet: boolean): Promise<void>;
  stop(): void;
  reset(): void;
  /** A zip archive of a folder as on the Hub. @throws TaskError */
  exported(): Promise<Blob>;
}

export function createFinetuneStore(
  { client, clock, loadFile }: LearnPorts,
  ready: ReadyText,
): StoreApi<FinetuneState> {
  return createStore<FinetuneState>()((set, get) => {
    let abort = new AbortController();
    client.whenLost(() => set({ isThere: false }));

    async function begin(settings: FinetuneSettings): Promise<void> {
      const { lines, ownLines, steps: _, ...rest } = settings;
      const labelled = lines === "own" ? ownLines : new TextDecoder().decode(await loadFile(`${lines}.tsv`));
      const request = { ...rest, labelled };
      const facts = answerOf(await client.ask(beginFinetuneVerb, request, { signal: abort.signal }));
      set({ facts, isThere: true, begun: settings, events: [], step: 0 });
    }

    async function pretrain({ device, seed }: FinetuneSettings): Promise<void> {
      const { signal } = abort;
      const text = new TextDecoder().decode(await loadFile(`${ready}.txt`));
      const plan = { device, seed, text, objective: "masked", size: "small", steps: briefSteps } as const;
      answerOf(await client.ask(beginVerb, plan, { signal }));
      answerOf(await client.ask(trainVerb, { steps: briefSteps }, { signal }));
    }

    function remember(): void {
      const { events, settings, facts, outcomes } = get();
      const { accuracy, baselineAccuracy } = lastAccuracies(events);
      if (accuracy === undefined || baselineAccuracy === undefined || !facts) return;
      const { trainLines } = facts;
      const number = outcomes.length + 1;
      set({ outcomes: [...outcomes, { number, settings, trainLines, accuracy, baselineAccuracy }] });
    }

    return {
      ...notBegun,
      settings: {
        lines: ready,
        ownLines: "",
        part: "all",
        examples: 30,
        seed: 1,
        steps: 60,
        device: "wasm",
      },
      facts: undefined,
      isThere: false,
      begun: undefined,
      events: [],
      outcomes: [],
      change: (settings) => set((state) => ({ settings: { ...state.settings, ...settings } })),
      async start(hasNet) {
        if (isLearning(get())) return;
        abort = new AbortController();
        const { signal } = abort;
        set({ status: "loading", failure: undefined, stepsPerSecond: undefined });
        try {
          const { settings, begun, step, isThere } = get();
          const isNew = !isThere || JSON.stringify(begun) !== JSON.stringify(settings) || step >= settings.steps;
          if (isNew && !hasNet && !isThere) await pretrain(settings);
          if (isNew) await begin(settings);
          set({ status: "compiling" });
          const rate = createRate(clock.now);
          const onEvent = (event: FinetuneEvent) =>
            set(({ events, stepsPerSecond }) => ({
              status: "running",
              step: event.step,
              events: [...events.filter(({ step: other }) => other !== event.step), event],
              stepsPerSecond: event.accuracy === undefined ? rate.count() : stepsPerSecond,
            }));
          const ending = await client.ask(finetuneVerb, { steps: settings.steps - get().step }, { signal, onEvent });
          set(endedBy(ending));
          if (ending.type === "answer") remember();
        } catch (reason) {
          set(failedBy(reason, signal));
        }
      },
      stop: () => abort.abort(),
      reset() {
        abort.abort();
        set({ ...notBegun, facts: undefined, begun: undefined, events: [] });
      },
      async exported() {
        return new Blob([answerOf(await client.ask(exportVerb, "finetuned"))], { type: "application/zip" });
      },
    };
  });
}

/** The last that were measured. */
export function lastAccuracies(events: readonly FinetuneEvent[]): Pick<FinetuneEvent, "accuracy" | "baselineAccuracy"> {
  return events.findLast(({ accuracy }) => accuracy !== undefined) ?? {};
}
