import { useEffect, useState } from "react";

const signs = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown"] as const;

/** Resolves once the reader has moved, pressed or touched anything: until then the page fetches only what it needs to stand. */
export const firstInput: Promise<void> = new Promise((resolve) => {
  const settled = new AbortController();
  function settle(): void {
    settled.abort();
    resolve();
  }
  for (const sign of signs) {
    globalThis.addEventListener?.(sign, settle, { capture: true, passive: true, signal: settled.signal });
  }
});

export function useFirstInput(): boolean {
  const [isTouched, setIsTouched] = useState(false);
  useEffect(() => void firstInput.then(() => setIsTouched(true)), []);
  return isTouched;
}
