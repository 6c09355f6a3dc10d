import { useEffect, useRef, useState } from "react";

export interface LazyPart<T> {
  /** `undefined` until it was wanted and has come. */
  readonly part: T | undefined;
  /** Fetches it, so that it is there when it is wanted. */
  prepare(): void;
  /** Shows it as soon as it is there. */
  want(): void;
}

/**
 * A part of the screen that comes at first hover, focus or press. Not `React.lazy`: what stands there until then
 * keeps its focus and what is typed into it.
 */
export function useLazyPart<T extends object>(load: () => Promise<T>): LazyPart<T> {
  const [part, setPart] = useState<T>();
  const fetching = useRef<Promise<T>>(undefined);

  function fetchPart(): Promise<T> {
    fetching.current ??= load();
    // One that could not be fetched is asked for again at the next hover or press.
    fetching.current.catch(() => {
      fetching.current = undefined;
    });
    return fetching.current;
  }

  return {
    part,
    prepare() {
      fetchPart().catch(() => {});
    },
    want() {
      fetchPart().then(
        (fetched) => setPart(() => fetched),
        () => {},
      );
    },
  };
}

/** What is loaded for a key of the moment, such as a task; `undefined` until it has come, and where it cannot be fetched. */
export function useLoaded<T>(key: string, load: (key: string) => Promise<T>): T | undefined {
  const [found, setFound] = useState<{ readonly key: string; readonly value: T }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `load` may be a new function at each drawing; the key says what is loaded
  useEffect(() => {
    let isWanted = true;
    load(key).then(
      (value) => isWanted && setFound({ key, value }),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [key]);
  return found?.key === key ? found.value : undefined;
}

/** A part that is of no use before its words have come. */
export async function withWords<T>(part: Promise<T>, ...words: readonly Promise<void>[]): Promise<T> {
  await Promise.all(words);
  return part;
}
