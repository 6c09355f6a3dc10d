/** Test id of what has the focus; it stays when that is taken out of the page, which happens without an event. */
let focused: string | undefined;

/** When the reader last pressed a key or a pointer, by the page's clock (ms). */
let actedAtMs = 0;

globalThis.document?.addEventListener("focusin", ({ target }) => {
  focused = target instanceof HTMLElement ? target.dataset.testid : undefined;
});
globalThis.document?.addEventListener("focusout", () => {
  focused = undefined;
});
for (const sign of ["keydown", "pointerdown"]) {
  const act = () => {
    actedAtMs = performance.now();
  };
  globalThis.document?.addEventListener(sign, act, { capture: true, passive: true });
}

/** Gives the focus back to a control that went with one layout and came with another, such as the option between them. */
export function focusAgain(): void {
  if (focused !== undefined) focusInstead(document.querySelector<HTMLElement>(`[data-testid="${focused}"]`));
}

/** Gives the focus on where what had it has gone; else it stays the reader's. */
export function focusInstead(element: HTMLElement | null | undefined): void {
  if (document.activeElement === document.body) element?.focus();
}

/**
 * Gives the focus to what has come, unless the reader has gone on since they asked for it: the next key would press it
 * unseen.
 * @param askedAtMs by the page's clock
 */
export function focusLate(element: HTMLElement | null, askedAtMs: number): void {
  if (actedAtMs <= askedAtMs) element?.focus();
}
