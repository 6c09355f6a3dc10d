import type { ModelCard } from "../../hub/card.ts";
import { isEmbedded } from "../../hub/reference.ts";
import type { Example } from "../../tasks/definition.ts";
import { definitionOf, type TaskId } from "../../tasks/index.ts";
import { findCardIn, learnedKeyOf, modelIn, sourcesIn } from "./selectors.ts";
import type { SliceContext } from "./state.ts";

/** A model that the list of a task offers; without a card where only the site names it. */
export interface ModelEntry {
  readonly id: string;
  readonly card: ModelCard | undefined;
}

export interface ModelsSlice {
  readonly cards: { readonly [K in TaskId]?: readonly ModelCard[] };
  readonly examples: { readonly [K in TaskId]?: readonly Example[] };
  /** What the endpoints told of models that are not curated, by `model@revision`. */
  readonly learned: Readonly<Record<string, ModelCard>>;
  /** Whether the model of the plan is loaded, so that a run starts at once. */
  readonly resident: boolean;
  needTask(taskId: TaskId): Promise<void>;
  /** Learns what the model on screen has, where nothing is known of it. Tells in a notice when it can never run. */
  learnModel(): Promise<void>;
}

export function createModelsSlice({ environment, get, set }: SliceContext): ModelsSlice {
  /** Models that are being asked for, or that nobody could tell anything of. */
  const asked = new Set<string>();

  return {
    cards: {},
    learned: {},
    examples: {},
    resident: false,
    async needTask(taskId) {
      const definition = definitionOf(taskId);
      const known = get().cards[taskId];
      const [cards, examples] = await Promise.all([
        known ?? definition.models(),
        get().examples[taskId] ?? definition.examples(),
        environment.words.needTask(taskId),
      ]);
      if (!known) {
        set((state) => ({
          cards: { ...state.cards, [taskId]: cards },
          examples: { ...state.examples, [taskId]: examples },
        }));
      }
    },
    async learnModel() {
      const ref = modelIn(get());
      const key = learnedKeyOf(ref);
      if (findCardIn(get()) || isEmbedded(ref.model) || asked.has(key)) return;
      asked.add(key);
      const lookup = await environment
        .lookUp(ref, sourcesIn(get(), environment))
        .catch(() => ({ status: "unknown" }) as const);
      if (lookup.status === "found") set((state) => ({ learned: { ...state.learned, [key]: lookup.card } }));
      else asked.delete(key);
      if (learnedKeyOf(modelIn(get())) !== key) return;
      if (lookup.status === "missing") {
        get().notify("model", "model-unknown", { model: ref.model, host: lookup.host });
      } else if (lookup.status === "found" && lookup.card.dtypes.length === 0) {
        get().notify("model", "model-without-onnx", { model: ref.model });
      }
    },
  };
}
