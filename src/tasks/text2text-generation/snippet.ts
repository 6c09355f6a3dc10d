import { javascriptWriting, pythonWriting } from "../common/writing/snippet.ts";
import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: { ...javascriptWriting, after: () => ["console.log(output[0].generated_text);"] },
  python: pythonWriting("text2text-generation", "generated_text"),
};
