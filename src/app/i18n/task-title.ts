import { useEffect, useState } from "react";
import type { TaskId } from "../../tasks/index.ts";
import { useWords } from "./words.tsx";

type MenuWords = Readonly<Record<string, Readonly<Record<string, { readonly title: string }>>>>;

/** Titles of any task in the reader's language, not only of the current one; its id until they have come. */
export function useTaskTitle(): (task: TaskId) => string {
  const { locale } = useWords();
  const [words, setWords] = useState<MenuWords>({});
  useEffect(() => {
    import("virtual:menu-words").then(
      ({ menuWords }) => setWords(menuWords),
      () => {},
    );
  }, []);
  return (task) => words[task]?.[locale]?.title || task;
}
