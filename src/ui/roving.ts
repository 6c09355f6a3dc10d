import type { KeyboardEvent } from "react";

type Move = (index: number, count: number) => number;

const moves: ReadonlyMap<string, Move> = new Map<string, Move>([
  ["ArrowRight", (index) => index + 1],
  ["ArrowDown", (index) => index + 1],
  ["ArrowLeft", (index) => index - 1],
  ["ArrowUp", (index) => index - 1],
  ["Home", () => 0],
  ["End", (_, count) => count - 1],
]);

/** Where a key leads from `index` among `count`; `undefined` where it leads nowhere. */
export function movedBy(key: string, index: number, count: number): number | undefined {
  const move = moves.get(key);
  return move && count > 0 ? Math.max(0, Math.min(count - 1, move(index, count))) : undefined;
}

/**
 * For many elements that are one stop for Tab: an arrow, Home or End takes the focus from one to another. Only one of
 * them has `tabIndex` 0.
 */
export function focusNeighbour(event: KeyboardEvent, elements: Iterable<Element>): void {
  const all: (Element | null)[] = [...elements];
  const at = all.indexOf(document.activeElement);
  const to = at < 0 ? undefined : movedBy(event.key, at, all.length);
  const next = to === undefined ? undefined : all[to];
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
}
