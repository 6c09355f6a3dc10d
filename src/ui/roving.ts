import type { KeyboardEvent } from "react";

const steps: ReadonlyMap<string, number> = new Map([
  ["ArrowRight", 1],
  ["ArrowDown", 1],
  ["ArrowLeft", -1],
  ["ArrowUp", -1],
]);

/**
 * For many elements that are one stop for Tab: an arrow, Home or End takes the focus from one to another. Only one of
 * them has `tabIndex` 0.
 */
export function focusNeighbour(event: KeyboardEvent, elements: Iterable<Element>): void {
  const all: (Element | null)[] = [...elements];
  const at = all.indexOf(document.activeElement);
  const step = steps.get(event.key);
  if (at < 0) return;
  const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : step === undefined ? -1 : at + step;
  const next = all[to];
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
}
