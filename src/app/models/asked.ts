import { useState } from "react";

/** What came of a question: nothing yet, or that nobody could be reached. */
export type Asked<T> = T | "asked" | "unreachable";

/**
 * What is asked of a model once a part of the screen is opened, and not before.
 * @param name of the model: what was found of another one is not shown
 * @returns `what` is `undefined` until `ask` was called; what could not be reached is asked for again
 */
export function useAsked<T>(name: string, read: () => Promise<T>) {
  const [found, setFound] = useState<{ readonly name: string; readonly what: Asked<T> }>();

  async function ask(): Promise<void> {
    if (found?.name === name && found.what !== "unreachable") return;
    setFound({ name, what: "asked" });
    const what: Asked<T> = await read().catch(() => "unreachable" as const);
    setFound((now) => (now?.name === name ? { name, what } : now));
  }

  return { what: found?.name === name ? found.what : undefined, ask };
}
