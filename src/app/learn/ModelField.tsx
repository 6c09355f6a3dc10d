import { useEffect, useId, useState } from "react";
import type { ModelCard } from "../../hub/card.ts";
import { Setting } from "./parts.tsx";

interface ModelFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly testId: string;
  /** What is offered; fetched anew where `of` changes. */
  readonly cards: () => Promise<readonly ModelCard[]>;
  readonly of: string;
  readonly onChange: (value: string) => void;
}

/** Any id of the Hub; the playground's own are offered. */
export function ModelField({ label, hint, value, disabled, testId, cards, of, onChange }: ModelFieldProps) {
  const [known, setKnown] = useState<readonly string[]>([]);
  const list = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `cards` is a new function at each drawing; `of` says which it is
  useEffect(() => {
    let isGone = false;
    void cards().then((found) => !isGone && setKnown([...new Set(found.map(({ id }) => id))]));
    return () => {
      isGone = true;
    };
  }, [of]);
  return (
    <Setting hint={hint} label={label}>
      {(ids) => (
        <>
          <input
            {...ids}
            autoComplete="off"
            className="control"
            data-testid={testId}
            disabled={disabled}
            list={list}
            onChange={({ target }) => onChange(target.value)}
            spellCheck={false}
            type="text"
            value={value}
          />
          <datalist id={list}>
            {known.map((id) => (
              <option key={id} value={id} />
            ))}
          </datalist>
        </>
      )}
    </Setting>
  );
}
