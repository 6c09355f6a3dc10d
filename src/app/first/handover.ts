import { draftFromAddress } from "../inputs/draft.ts";
import { definitionIn } from "../store/selectors.ts";
import type { AppStore } from "../store/store.ts";

/** Runs from anywhere on the page. */
export function isRunKey({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key === "Enter" && (ctrlKey || metaKey);
}

type Control = HTMLInputElement | HTMLSelectElement;

/**
 * Keeps what a reader did to the written screen (`scripts/vite/first-look.mjs`) before the app stood in its place: what
 * they typed, chose and pressed, and where their caret was. Call it before React draws.
 * @returns to be called once the app has drawn
 */
export function keepWritten(root: HTMLElement, store: AppStore): () => void {
  const written = [...root.querySelectorAll<HTMLTextAreaElement>("textarea[data-testid^='input-']")];
  const controls = [...root.querySelectorAll<Control>("select[data-testid], input[type=checkbox][data-testid]")];
  let focused = document.activeElement;
  // `choose.ts` has marked it.
  let pressed = root.querySelector<HTMLElement>("[data-pressed]");
  root.onclick = null;
  root.onkeydown = null;
  const watching = new AbortController();
  // An element that is taken out of the page loses its focus without a word; the page's body then has it.
  root.addEventListener("focusin", ({ target }) => (focused = target instanceof Element ? target : null), {
    signal: watching.signal,
  });
  root.addEventListener(
    "click",
    ({ target }) => {
      if (target instanceof Element) pressed = target.closest("button") ?? pressed;
    },
    { signal: watching.signal },
  );
  root.addEventListener(
    "keydown",
    (event) => {
      if (isRunKey(event)) pressed = root.querySelector<HTMLElement>("[data-testid=run]");
    },
    { signal: watching.signal },
  );

  return () => {
    watching.abort();
    delete root.dataset.waits;
    const { inputs } = definitionIn(store.getState());
    for (const editor of written) {
      const { dataset, defaultValue, value } = editor;
      const name = dataset.testid?.replace("input-", "") ?? "";
      const field = inputs[name];
      const draft = field && value !== defaultValue ? draftFromAddress(field.kind, value) : undefined;
      if (!draft) continue;
      store.getState().setDraft(name, draft);
      // React listens to the store only after the first paint. It leaves alone what stands there already, caret and all.
      const same = findSame(root, editor);
      if (same instanceof HTMLTextAreaElement) same.value = value;
    }
    // React hears of nothing while it draws.
    queueMicrotask(() => {
      for (const control of controls.filter(isChanged)) choose(findSame(root, control), control);
      if (pressed) findSame(root, pressed)?.click();
    });
    if (!(focused instanceof HTMLElement) || focused.isConnected) return;
    const same = findSame(root, focused);
    same?.focus();
    if (!(same instanceof HTMLTextAreaElement) || !(focused instanceof HTMLTextAreaElement)) return;
    same.setSelectionRange(focused.selectionStart, focused.selectionEnd, focused.selectionDirection);
  };
}

function isChanged(control: Control): boolean {
  if (control instanceof HTMLInputElement) return control.checked !== control.defaultChecked;
  return [...control.options].some(({ selected, defaultSelected }) => selected !== defaultSelected);
}

/** Chooses in the app's control what was chosen in the written one. */
function choose(same: HTMLElement | null, written: Control): void {
  if (same instanceof HTMLSelectElement) {
    same.value = written.value;
    same.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (
    same instanceof HTMLInputElement &&
    written instanceof HTMLInputElement &&
    same.checked !== written.checked
  ) {
    same.click();
  }
}

/** What the app drew in the place of an element of the written screen. */
function findSame(root: HTMLElement, { dataset: { testid, example } }: HTMLElement): HTMLElement | null {
  if (testid !== undefined) return root.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
  return example === undefined ? null : root.querySelector<HTMLElement>(`[data-example="${example}"]`);
}
