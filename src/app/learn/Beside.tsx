import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import type { FinetuneState } from "./finetune.ts";
import type { PretrainState } from "./pretrain.ts";

/** The fine-tuning's own controls while pre-training is on screen: in the page, for programs (docs/contract.md). */
export function FinetuneBeside({ finetune }: { readonly finetune: StoreApi<FinetuneState> }) {
  const { settings, change } = useStore(finetune);
  return (
    <div hidden>
      <textarea
        data-testid="train-labels"
        onChange={({ target }) => change({ lines: "own", ownLines: target.value })}
        value={settings.ownLines}
      />
    </div>
  );
}

/** The same of pre-training while a fine-tuning is on screen. */
export function PretrainBeside({ pretrain }: { readonly pretrain: StoreApi<PretrainState> }) {
  const { settings, change } = useStore(pretrain);
  return (
    <div hidden>
      <select
        data-testid="train-objective"
        onChange={({ target }) => change({ objective: target.value === "causal" ? "causal" : "masked" })}
        value={settings.objective}
      >
        <option value="masked" />
        <option value="causal" />
      </select>
      <textarea
        data-testid="train-text"
        onChange={({ target }) => change({ source: "own", ownText: target.value })}
        value={settings.ownText}
      />
    </div>
  );
}
