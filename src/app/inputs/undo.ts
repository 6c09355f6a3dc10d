import { useState } from "react";

interface Step<V> {
  readonly before: V;
  readonly after: V;
}

/** A change made by a button or a file rather than by typing, which one more press takes back. */
export function useUndo<V>(value: V, onChange: (value: V) => void) {
  const [step, setStep] = useState<Step<V>>();
  return {
    /** Changes in a way that can be undone until the value changes again. @param before what comes back then */
    replace(next: V, before = value) {
      setStep({ before, after: next });
      onChange(next);
    },
    undo:
      step !== undefined && Object.is(step.after, value)
        ? () => {
            setStep(undefined);
            onChange(step.before);
          }
        : undefined,
  };
}
