import type { Snippet } from "../../tasks/snippet.ts";
import { type CodeRun, snippetRunOf } from "./run.ts";

const snippets = import.meta.glob<Snippet>("../../tasks/*/snippet.ts", { import: "snippet" });

/** What is particular to a task's programs; `undefined` where nothing was written down. */
export async function findSnippet(taskId: string): Promise<Snippet | undefined> {
  return snippets[`../../tasks/${taskId}/snippet.ts`]?.();
}

/** What is particular to the programs of this run. */
export function recipesOf(snippet: Snippet, run: CodeRun): Pick<Snippet, "javascript" | "python"> {
  return snippet.instead?.(snippetRunOf(run)) ?? snippet;
}
