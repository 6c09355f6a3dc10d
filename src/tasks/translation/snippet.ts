import { javascriptWriting, pythonWriting } from "../common/writing/snippet.ts";
import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: { ...javascriptWriting, after: () => ["console.log(output[0].translation_text);"] },
  python: pythonWriting("translation", "translation_text"),
};
