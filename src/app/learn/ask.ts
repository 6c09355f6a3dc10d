import type { ModelCard } from "../../hub/card.ts";
import type { CheckpointRef } from "../../hub/checkpoint.ts";
import { lookUp } from "../../hub/lookup.ts";
import { findModelRef, isEmbedded, isLocal } from "../../hub/reference.ts";
import type { Sources } from "../../hub/sources.ts";
import type { TrainDevice } from "../../learn/verbs.ts";
import { fromFailure, Stopped, TaskError } from "../../shared/errors.ts";
import type { DeviceFacts } from "../device.ts";
import { findBytes, planOf } from "../store/plan.ts";
import type { AppState } from "../store/state.ts";

/** How far a model is: bytes while it is loaded, then tokens or examples. */
export interface AskProgress {
  readonly phase: "loading" | "reading";
  readonly done: number;
  readonly total: number | undefined;
}

/** What asks the models of the playground. */
export type AskPorts = Pick<AppState, "runModel" | "sourcesOf"> & { readonly facts: () => DeviceFacts };

interface Question {
  /** By the names of the model worker's halves. */
  readonly taskId: string;
  readonly input: unknown;
  readonly options: unknown;
}

/** A model of the playground, outside of its tasks. */
export interface AskedModel {
  readonly checkpoint: CheckpointRef;
  readonly sources: Sources;
  /** @returns the output, unchecked @throws TaskError @throws Stopped */
  ask(question: Question, signal: AbortSignal, onProgress: (progress: AskProgress) => void): Promise<unknown>;
}

/**
 * @param named an id of the Hub, one that ships, or one of the reader's own
 * @param cards of models that are known
 * @throws TaskError `model-not-found` for what names no model
 */
export async function openModel(
  named: string,
  device: TrainDevice,
  cards: readonly ModelCard[],
  { runModel, sourcesOf, facts }: AskPorts,
): Promise<AskedModel> {
  const ref = findModelRef(named);
  if (!ref) throw new TaskError("model-not-found", named);
  const sources = sourcesOf(ref.model);
  const card = await cardOf();
  const checkpoint = planOf({ ...ref, device, dtype: undefined }, card, facts()).actual;

  async function cardOf(): Promise<ModelCard | undefined> {
    const known = cards.find(({ id }) => id === ref?.model);
    if (known || !ref || isEmbedded(ref.model) || isLocal(ref.model)) return known;
    const found = await lookUp(ref, { sources, fetch: (url, init) => fetch(url, init) });
    return found.status === "found" ? found.card : undefined;
  }

  return {
    checkpoint,
    sources,
    async ask(question, signal, onProgress) {
      if (signal.aborted) throw new Stopped();
      const request = { ...question, checkpoint, sources, expectedBytes: findBytes(card, checkpoint.dtype) ?? 0 };
      const handle = runModel(request, (event) => {
        if (event.type === "loading") {
          onProgress({ phase: "loading", done: event.loadedBytes, total: event.totalBytes ?? undefined });
        }
        if (event.type === "progress") onProgress({ phase: "reading", done: event.done, total: event.total });
      });
      signal.addEventListener("abort", handle.stop, { once: true });
      const outcome = await handle.outcome;
      signal.removeEventListener("abort", handle.stop);
      if (outcome.type === "failed") throw fromFailure(outcome.failure);
      if (outcome.type !== "done") throw new Stopped();
      return outcome.answer.output;
    },
  };
}
