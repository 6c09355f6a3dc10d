/** Test id of what has the focus; it stays when that is taken out of the page, which happens without an event. */
let focused: string | undefined;

globalThis.document?.addEventListener("focusin", ({ target }) => {
  focused = target instanceof HTMLElement ? target.dataset.testid : undefined;
});
globalThis.document?.addEventListener("focusout", () => {
  focused = undefined;
});

/** Gives the focus back to a control that went with one layout and came with another, such as the option between them. */
export function focusAgain(): void {
  if (focused === undefined || document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>(`[data-testid="${focused}"]`)?.focus();
}
