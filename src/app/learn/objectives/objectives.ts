import * as v from "valibot";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { CheckpointRef } from "../../../hub/checkpoint.ts";
import type { TrainDevice } from "../../../learn/verbs.ts";
import { Stopped } from "../../../shared/errors.ts";
import { type GuessedBy, Guesses, perplexityOf, type ReadToken } from "../../../tasks/common/text/guesses.ts";
import { type AskedModel, type AskPorts, type AskProgress, openModel } from "../ask.ts";
import { createAttempts } from "../attempts.ts";
import type { ReadyText } from "../pretrain.ts";
import { failedBy, isLearning, notBegun, type Progress } from "../progress.ts";
import { cardsBy, tinyIdOf } from "./models.ts";

export const bothObjectives: readonly GuessedBy[] = ["masked", "causal"];

export interface ObjectivesSettings {
  readonly text: string;
  /** Ids: of the Hub, or such as ship. */
  readonly models: Readonly<Record<GuessedBy, string>>;
  readonly device: TrainDevice;
}

/** What one model made of the whole text: each token guessed once. */
export interface Side {
  readonly checkpoint: CheckpointRef;
  readonly text: string;
  readonly read: Guesses;
}

/** Tokens that are hidden together with the one that is looked at, on either side of it. */
export type Around = 0 | 1 | 2;

/** What the masked model said where these tokens were hidden together. */
export interface Hidden {
  readonly places: readonly number[];
  readonly read: Guesses;
}

export interface ObjectivesState extends Progress {
  readonly settings: ObjectivesSettings;
  /** Whose turn it is, and how far it is. */
  readonly asked: GuessedBy | undefined;
  readonly progress: AskProgress | undefined;
  readonly sides: Readonly<Partial<Record<GuessedBy, Side>>>;
  /** What both guess: the token in whose place this character stands, counted in code points. */
  readonly chosen: number;
  readonly around: Around;
  /** Of the place that was chosen; `undefined` until the model has answered. */
  readonly hidden: Hidden | undefined;
  change(settings: Partial<ObjectivesSettings>): void;
  start(): Promise<void>;
  stop(): void;
  reset(): void;
  /** Hides the token at this character from the masked model, and ends the causal one's past before it. */
  choose(chosen: number): Promise<void>;
  hideAround(around: Around): Promise<void>;
}

/** In neither ready text. */
const sentences: Readonly<Record<ReadyText, string>> = {
  english: "The old man looked at the sea, and said that the ship would come before the night.",
  chinese: "春风又绿江南岸，明月何时照我还。",
};

export function createObjectivesStore(ports: AskPorts, ready: ReadyText): StoreApi<ObjectivesState> {
  return createStore<ObjectivesState>()((set, get) => {
    const attempts = createAttempts();
    let maskedModel: AskedModel | undefined;
    /** One question at a time: whoever holds an arrow key down asks faster than a model answers. */
    let asking: Promise<void> | undefined;

    async function read(
      objective: GuessedBy,
      { text, models, device }: ObjectivesSettings,
      signal: AbortSignal,
    ): Promise<void> {
      set({ asked: objective, progress: undefined, status: "loading" });
      const model = await openModel(models[objective], device, await cardsBy(objective), ports);
      if (objective === "masked") maskedModel = model;
      const question = { taskId: `${objective}-guesses`, input: { text }, options: {} };
      const answer = await model.ask(
        question,
        signal,
        (progress) => signal.aborted || set({ progress, status: progress.phase === "loading" ? "loading" : "running" }),
      );
      const side: Side = { checkpoint: model.checkpoint, text, read: v.parse(Guesses, answer) };
      if (signal.aborted) throw new Stopped();
      set(({ sides }) => ({ sides: { ...sides, [objective]: side } }));
    }

    /** Hides what is chosen, and asks again where something else was chosen in the meantime. */
    async function hide(): Promise<void> {
      const model = maskedModel;
      const { signal } = attempts.now();
      for (;;) {
        const { sides, chosen, around } = get();
        const { masked } = sides;
        if (!model || !masked || signal.aborted) return;
        const places = hiddenPlaces(masked.read.tokens, chosen, around);
        if (places.length === 0) return set({ hidden: undefined });
        const question = { taskId: "masked-guesses", input: { text: masked.text, hidden: places }, options: {} };
        const found = v.parse(Guesses, await model.ask(question, signal, () => {}));
        const now = get();
        if (now.sides.masked !== masked) return;
        if (now.chosen !== chosen || now.around !== around) continue;
        return set({ hidden: { places, read: found } });
      }
    }

    async function look(change: Partial<Pick<ObjectivesState, "chosen" | "around">>): Promise<void> {
      set({ ...change, hidden: undefined });
      if (isLearning(get())) return;
      asking ??= hide().finally(() => {
        asking = undefined;
      });
      try {
        await asking;
      } catch (reason) {
        const { status, failure } = failedBy(reason, attempts.now().signal);
        if (failure) set({ status, failure, asked: "masked" });
      }
    }

    return {
      ...notBegun,
      settings: {
        text: sentences[ready],
        models: { masked: tinyIdOf("masked", ready), causal: tinyIdOf("causal", ready) },
        device: "wasm",
      },
      asked: undefined,
      progress: undefined,
      sides: {},
      chosen: 0,
      around: 0,
      hidden: undefined,
      change: (settings) => set((state) => ({ settings: { ...state.settings, ...settings } })),
      async start() {
        if (isLearning(get())) return;
        const { signal, isLeft } = attempts.begin();
        const { settings } = get();
        set({ ...notBegun, status: "loading", sides: {}, hidden: undefined });
        try {
          for (const objective of bothObjectives) await read(objective, settings, signal);
          set({ chosen: middleOf(get().sides.causal?.read.tokens ?? []) });
          await hide();
          if (signal.aborted) throw new Stopped();
          set({ status: "done", asked: undefined, progress: undefined });
        } catch (reason) {
          if (!isLeft()) set({ ...failedBy(reason, signal), progress: undefined });
        }
      },
      stop: attempts.stop,
      reset() {
        attempts.leave();
        set({ ...notBegun, sides: {}, hidden: undefined, asked: undefined, progress: undefined });
      },
      choose: (chosen) => look({ chosen }),
      hideAround: (around) => look({ around }),
    };
  });
}

/** Where the token of a character stands among a model's own: the one that it lies in, or else the next. */
export function placeOf(tokens: readonly ReadToken[], chosen: number): number | undefined {
  const place = tokens.findIndex(({ isSpecial, end }) => !isSpecial && end > chosen);
  return place < 0 ? undefined : place;
}

function hiddenPlaces(tokens: readonly ReadToken[], chosen: number, around: Around): readonly number[] {
  const place = placeOf(tokens, chosen);
  if (place === undefined) return [];
  const near = Array.from({ length: 2 * around + 1 }, (_, index) => place - around + index);
  return near.filter((one) => tokens[one]?.isSpecial === false);
}

function middleOf(tokens: readonly ReadToken[]): number {
  return tokens[Math.floor(tokens.length / 2)]?.start ?? 0;
}

/** What the page tells of one side (docs/contract.md). */
export function toJson({ checkpoint, read: { tokens, guesses } }: Side) {
  const { meanLoss = null, perplexity = null } = perplexityOf(guesses) ?? {};
  return {
    model: checkpoint.model,
    perplexity,
    meanLoss,
    guesses: guesses.map(({ place, probability, loss, rank }) => ({
      place,
      id: tokens[place]?.id ?? null,
      text: tokens[place]?.text ?? null,
      probability,
      loss,
      rank,
    })),
  };
}
