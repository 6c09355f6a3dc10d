import type { Snippet } from "../../tasks/snippet.ts";

const snippets = import.meta.glob<Snippet>("../../tasks/*/snippet.ts", { import: "snippet" });

/** What is particular to a task's programs; `undefined` where nothing was written down. */
export async function findSnippet(taskId: string): Promise<Snippet | undefined> {
  return snippets[`../../tasks/${taskId}/snippet.ts`]?.();
}
