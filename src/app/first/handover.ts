import { draftFromAddress } from "../inputs/draft.ts";
import { definitionIn } from "../store/selectors.ts";
import type { AppStore } from "../store/store.ts";

/**
 * Keeps what a reader did to the written screen (`scripts/vite/first-look.mjs`) before the app stood in its place: what
 * they typed, and where their caret was. Call it before React draws.
 * @returns to be called once the app has drawn
 */
export function keepWritten(root: HTMLElement, store: AppStore): () => void {
  const written = [...root.querySelectorAll<HTMLTextAreaElement>("textarea[data-testid^='input-']")];
  let focused = document.activeElement;
  const watching = new AbortController();
  // An element that is taken out of the page loses its focus without a word; the page's body then has it.
  root.addEventListener("focusin", ({ target }) => (focused = target instanceof Element ? target : null), {
    signal: watching.signal,
  });

  return () => {
    watching.abort();
    delete root.dataset.waits;
    const { inputs } = definitionIn(store.getState());
    for (const { dataset, defaultValue, value } of written) {
      const name = dataset.testid?.replace("input-", "") ?? "";
      const field = inputs[name];
      const draft = field && value !== defaultValue ? draftFromAddress(field.kind, value) : undefined;
      if (!draft) continue;
      store.getState().setDraft(name, draft);
      // React listens to the store only after the first paint. It leaves alone what stands there already, caret and all.
      const same = findSame(root, dataset.testid);
      if (same instanceof HTMLTextAreaElement) same.value = value;
    }
    if (!(focused instanceof HTMLElement) || focused.isConnected) return;
    const same = findSame(root, focused.dataset.testid);
    same?.focus();
    if (!(same instanceof HTMLTextAreaElement) || !(focused instanceof HTMLTextAreaElement)) return;
    same.setSelectionRange(focused.selectionStart, focused.selectionEnd, focused.selectionDirection);
  };
}

/** What the app drew in the place of an element of the written screen. */
function findSame(root: HTMLElement, testId: string | undefined): HTMLElement | null {
  return testId === undefined ? null : root.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
}
