import type { LocalFile } from "../../hub/local.ts";
import { isEmbedded, isLocal } from "../../hub/reference.ts";
import { definitionOf } from "../../tasks/index.ts";
import { findCardOf, learnedKeyOf, modelIn, sourcesIn } from "./selectors.ts";
import type { ModelsSlice, SliceContext } from "./state.ts";
import { followTemplate } from "./template.ts";
import type { ModelRef } from "./values.ts";

export function createModelsSlice(context: SliceContext): ModelsSlice {
  const { environment, get, set } = context;
  /** What is being asked of models, and was of those that are known now. */
  const asked = new Map<string, Promise<void>>();

  return {
    cards: {},
    learned: {},
    ownSettings: {},
    examples: {},
    resident: false,
    own: {},
    addOwn({ name, files, card }) {
      const { own } = get();
      // The same folder, chosen once more, is the same model.
      const isFree = (id: string) => own[id] === undefined || isSame(own[id], files);
      let id = `local/${name}`;
      for (let count = 2; !isFree(id); count++) id = `local/${name}-${count}`;
      const key = learnedKeyOf({ model: id, revision: "main" });
      set((state) => ({
        own: { ...state.own, [id]: files },
        learned: { ...state.learned, [key]: { ...card, id } },
      }));
      return id;
    },
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
    async learnModel(ref = modelIn(get())) {
      const key = learnedKeyOf(ref);
      const { task, hosted } = get();
      const isKnown = findCardOf(get(), task, ref) !== undefined || hosted?.isHosted(ref.model);
      if (isKnown || isEmbedded(ref.model) || isLocal(ref.model)) return;
      const asking = asked.get(key) ?? learn(ref, key);
      asked.set(key, asking);
      await asking;
    },
  };

  async function learn(ref: ModelRef, key: string): Promise<void> {
    const lookup = await environment
      .lookUp(ref, sourcesIn(get(), environment))
      .catch(() => ({ status: "unknown" }) as const);
    // What is wrong with a model is said in the words of errors.
    if (lookup.status === "found") await environment.words.needErrors().catch(() => {});
    if (lookup.status === "found") set((state) => ({ learned: { ...state.learned, [key]: lookup.card } }));
    else asked.delete(key);
    if (learnedKeyOf(modelIn(get())) !== key) return;
    followTemplate(context);
    if (lookup.status === "missing") {
      get().notify("model", "model-unknown", { model: ref.model, host: lookup.host });
    } else if (lookup.status === "found") {
      const { dtypes, isMixed, layout = "none", gated } = lookup.card;
      if (dtypes.length === 0 && !isMixed) get().notify("model", "model-without-onnx", { model: ref.model, layout });
      else if (gated && !get().hubToken) get().notify("model", "model-gated", { model: ref.model });
    }
  }
}

function isSame(some: readonly LocalFile[] | undefined, others: readonly LocalFile[]): boolean {
  const said = (files: readonly LocalFile[] = []) => files.map(({ path, blob }) => `${path} ${blob.size}`).sort();
  return said(some).join("\n") === said(others).join("\n");
}
