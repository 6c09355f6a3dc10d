import { createStore, type StoreApi } from "zustand/vanilla";
import {
  beginFinetuneVerb,
  beginVerb,
  type EncoderNeeds,
  exportVerb,
  type FinetuneEvent,
  type FinetuneFacts,
  finetuneVerb,
  type GivenNet,
  loadFinetuneVerb,
  saveFinetuneVerb,
  type TrainDevice,
  type TunedPart,
  trainVerb,
} from "../../learn/verbs.ts";
import { Stopped } from "../../shared/errors.ts";
import { answerOf } from "../../shared/rpc/caller.ts";
import type { AskProgress } from "./ask.ts";
import { type Attempt, createAttempts } from "./attempts.ts";
import { claimExamples, claimSeeds } from "./claim.ts";
import type { BringEncoder } from "./encoder.ts";
import { briefSteps, type FinetuneNet, nameOf, netOf, readyFiles, readyNets } from "./net.ts";
import type { LearnPorts, ReadyText } from "./pretrain.ts";
import { createRate, endedBy, failedBy, isLearning, notBegun, type Progress, takenUp } from "./progress.ts";

export interface FinetuneSettings {
  /** `auto`: the last where there is one, else one that ships. */
  readonly net: FinetuneNet | "auto";
  /** An id of the Hub, where that is meant. */
  readonly model: string;
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
  /** What the network is known by: one that ships, or a name of the one that was pre-trained. */
  readonly net: string;
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
  /** Of a checkpoint of the Hub, once its configuration has come. */
  readonly needs: EncoderNeeds | undefined;
  /** While it is on its way. */
  readonly progress: AskProgress | undefined;
  /** Of this visit, the newest last: accuracy against the number of examples. */
  readonly outcomes: readonly FinetuneOutcome[];
  change(settings: Partial<FinetuneSettings>): void;
  /** @param last what the network is known by that was pre-trained last; where none was, that is done first */
  start(last?: string): Promise<void>;
  /** One fine-tuning after the other: every number of examples, every seed of the claim, but what is known by now. */
  measureClaim(last?: string): Promise<void>;
  stop(): void;
  reset(): void;
  /** What would be fine-tuned now. */
  netNow(hasNet: boolean): FinetuneNet;
  /** Both networks and how far they are; of one of the Hub there is an export alone. @throws TaskError */
  save(): Promise<Blob>;
  load(file: Blob): Promise<void>;
  /** A zip archive of a folder as on the Hub. @throws TaskError */
  exported(): Promise<Blob>;
}

export interface FinetunePorts extends LearnPorts {
  readonly bringEncoder: BringEncoder;
}

export function createFinetuneStore(
  { client, clock, loadFile, device, bringEncoder }: FinetunePorts,
  ready: ReadyText,
): StoreApi<FinetuneState> {
  return createStore<FinetuneState>()((set, get) => {
    const attempts = createAttempts();
    /** The last that was loaded, which another fine-tuning of its network begins with. */
    let loaded: Uint8Array<ArrayBuffer> | undefined;
    client.whenLost(() => set({ isThere: false }));

    /** @returns what is fine-tuned, as the worker is told it: nothing for the last that it pre-trained */
    async function fetched(net: FinetuneNet, labelled: string, signal: AbortSignal): Promise<GivenNet> {
      if (net === "hub") {
        const told = {
          onNeeds: (needs: EncoderNeeds) => signal.aborted || set({ needs }),
          onProgress: (progress: AskProgress) => signal.aborted || set({ progress }),
        };
        await bringEncoder({ named: get().settings.model, labelled }, told, signal);
        return "encoder";
      }
      if (net === "file") return loaded;
      const name = net === "last" ? undefined : readyFiles[net];
      return name === undefined ? undefined : loadFile(`${name}.safetensors`);
    }

    async function begin(settings: FinetuneSettings, net: FinetuneNet, signal: AbortSignal): Promise<void> {
      const { lines, ownLines, net: _, model: __, steps: ___, ...rest } = settings;
      const labelled = lines === "own" ? ownLines : new TextDecoder().decode(await loadFile(`${lines}.tsv`));
      const found = await fetched(net, labelled, signal);
      set({ progress: undefined });
      const request = { ...rest, labelled, ...(found !== undefined && { net: found }) };
      const facts = answerOf(await client.ask(beginFinetuneVerb, request, { signal }));
      if (signal.aborted) throw new Stopped();
      set({ facts, isThere: true, begun: settings, events: [], step: 0 });
    }

    async function pretrain({ device, seed }: FinetuneSettings, signal: AbortSignal): Promise<void> {
      const text = new TextDecoder().decode(await loadFile(`${ready}.txt`));
      const plan = { device, seed, text, objective: "masked", size: "small", steps: briefSteps } as const;
      answerOf(await client.ask(beginVerb, plan, { signal }));
      answerOf(await client.ask(trainVerb, { steps: briefSteps }, { signal }));
    }

    function remember(net: string): void {
      const { events, settings, facts, outcomes } = get();
      const { accuracy, baselineAccuracy } = lastAccuracies(events);
      if (accuracy === undefined || baselineAccuracy === undefined || !facts) return;
      const { trainLines } = facts;
      const number = outcomes.length + 1;
      set({ outcomes: [...outcomes, { number, settings, net, trainLines, accuracy, baselineAccuracy }] });
    }

    /** @returns how it ended, which is for the caller to tell; nothing where it was reset */
    async function learn(last: string | undefined, attempt: Attempt): Promise<Partial<FinetuneState>> {
      const { signal, isLeft } = attempt;
      set({ status: "loading", failure: undefined, stepsPerSecond: undefined });
      try {
        const { settings, begun, step, isThere } = get();
        const isNew = !isThere || !isSame(begun, settings) || step >= settings.steps;
        const net = netOf(settings, last !== undefined, ready);
        if (isNew && net === "last" && last === undefined && !isThere) await pretrain(settings, signal);
        if (isNew) await begin(settings, net, signal);
        set({ status: "compiling" });
        const rate = createRate(clock.now);
        const onEvent = (event: FinetuneEvent) =>
          isLeft() ||
          set(({ events, stepsPerSecond }) => ({
            status: "running",
            step: event.step,
            events: [...events.filter(({ step: other }) => other !== event.step), event],
            stepsPerSecond: event.accuracy === undefined ? rate.count() : stepsPerSecond,
          }));
        const ending = await client.ask(finetuneVerb, { steps: settings.steps - get().step }, { signal, onEvent });
        if (isLeft()) return {};
        if (ending.type === "answer") remember(nameOf(net, settings, last));
        return endedBy(ending);
      } catch (reason) {
        return isLeft() ? {} : { ...failedBy(reason, signal), progress: undefined };
      }
    }

    return {
      ...notBegun,
      settings: {
        net: "auto",
        model: "",
        lines: readyNets.find((net) => net === ready) ?? readyNets[0] ?? "own",
        ownLines: "",
        part: "all",
        examples: 30,
        seed: 1,
        steps: 60,
        device,
      },
      facts: undefined,
      isThere: false,
      begun: undefined,
      events: [],
      needs: undefined,
      progress: undefined,
      outcomes: [],
      change: (settings) => set((state) => ({ settings: { ...state.settings, ...settings } })),
      async start(last) {
        if (isLearning(get())) return;
        set(await learn(last, attempts.begin()));
      },
      async measureClaim(last) {
        if (isLearning(get())) return;
        const attempt = attempts.begin();
        for (const examples of claimExamples) {
          for (const seed of claimSeeds) {
            get().change({ examples, seed });
            // The same comes to the same again: what was stopped goes on with what is missing.
            const { settings, outcomes } = get();
            const name = nameOf(netOf(settings, last !== undefined, ready), settings, last);
            if (outcomes.some((one) => one.net === name && isSame(one.settings, settings))) continue;
            const ended = await learn(last, attempt);
            if (ended.status !== "done") return set(ended);
          }
        }
        set({ status: "done" });
      },
      netNow: (hasNet) => netOf(get().settings, hasNet, ready),
      stop: attempts.stop,
      reset() {
        attempts.leave();
        set({ ...notBegun, facts: undefined, begun: undefined, events: [], needs: undefined, progress: undefined });
      },
      async save() {
        const { steps } = get().settings;
        return new Blob([answerOf(await client.ask(saveFinetuneVerb, { steps }))]);
      },
      async load(file) {
        if (isLearning(get())) return;
        set({ status: "loading", failure: undefined });
        const next = await takenUp(file, async (bytes) => {
          const request = { device: get().settings.device, file: bytes };
          const { facts, labelled, step, ...plan } = answerOf(await client.ask(loadFinetuneVerb, request));
          loaded = bytes;
          const own = { net: "file", lines: "own", ownLines: labelled } as const;
          const settings = { ...get().settings, ...plan, ...own };
          // Of another file's network they would say nothing.
          const outcomes = get().outcomes.filter(({ net }) => net !== "file");
          const status = "cancelled" as const;
          return { settings, begun: settings, facts, isThere: true, events: [], step, outcomes, status };
        });
        set(next);
      },
      async exported() {
        return new Blob([answerOf(await client.ask(exportVerb, "finetuned"))], { type: "application/zip" });
      },
    };
  });
}

function isSame(a: FinetuneSettings | undefined, b: FinetuneSettings): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The last that were measured. */
export function lastAccuracies(events: readonly FinetuneEvent[]): Pick<FinetuneEvent, "accuracy" | "baselineAccuracy"> {
  return events.findLast(({ accuracy }) => accuracy !== undefined) ?? {};
}
