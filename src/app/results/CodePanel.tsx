import { lazy, Suspense, useMemo, useState } from "react";
import type { Snippet } from "../../tasks/snippet.ts";
import { javascriptOf } from "../code/javascript.ts";
import type { Language } from "../code/literal.ts";
import { pythonOf } from "../code/python.ts";
import type { CodeRun } from "../code/run.ts";
import { findSnippet, recipesOf } from "../code/snippets.ts";
import { useHasWords, useWords } from "../i18n/words.tsx";
import { useLoaded } from "../lazy.ts";
import { useCodeRun } from "./code-run.ts";
import { Program, type ProgramProps } from "./Program.tsx";

const HostedProgram = lazy(async () => ({ default: (await import("./HostedProgram.tsx")).HostedProgram }));

/** The run on screen as a program: what ran, or what pressing Run would do. */
export function CodePanel() {
  const hasWords = useHasWords("later");
  const run = useCodeRun();
  const [language, setLanguage] = useState<Language>("javascript");
  const choice = { language, onLanguage: setLanguage };
  if (!hasWords) return null;
  if (!run.target) return <OwnProgram {...choice} run={run} />;
  return (
    <Suspense fallback={null}>
      <HostedProgram {...choice} run={run} target={run.target} />
    </Suspense>
  );
}

/** A run of a worker's as a program. */
function OwnProgram({ run, language, onLanguage }: ProgramProps & { readonly run: CodeRun }) {
  const { t } = useWords();
  const snippet = useLoaded(run.definition.id, findSnippet);
  const code = useMemo(() => snippet && programOf(run, snippet, language, t), [run, snippet, language, t]);
  return <Program code={code} language={language} onLanguage={onLanguage} />;
}

function programOf(run: CodeRun, snippet: Snippet, language: Language, t: ReturnType<typeof useWords>["t"]): string {
  const say: Parameters<typeof javascriptOf>[2] = (note, values) => t(`results.code.${note}`, values);
  const { javascript, python } = recipesOf(snippet, run);
  return language === "python" ? pythonOf(run, python, say) : javascriptOf(run, javascript, say);
}
