import type { Example, ModelCard } from "../../tasks/definition.ts";
import { definitionOf, type TaskId } from "../../tasks/index.ts";
import type { SliceContext } from "./state.ts";

/** A model that the list of a task offers; without a card where only the site names it. */
export interface ModelEntry {
  readonly id: string;
  readonly card: ModelCard | undefined;
}

export interface ModelsSlice {
  readonly cards: { readonly [K in TaskId]?: readonly ModelCard[] };
  readonly examples: { readonly [K in TaskId]?: readonly Example[] };
  /** Whether the model of the plan is loaded, so that a run starts at once. */
  readonly resident: boolean;
  needTask(taskId: TaskId): Promise<void>;
}

export function createModelsSlice({ environment, get, set }: SliceContext): ModelsSlice {
  return {
    cards: {},
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
  };
}
