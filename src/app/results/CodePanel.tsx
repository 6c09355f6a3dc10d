import { Fragment, useEffect, useMemo, useState } from "react";
import type { Snippet } from "../../tasks/snippet.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { piecesOf } from "../code/highlight.ts";
import { type HostedCode, hostedProgramOf } from "../code/hosted.ts";
import { javascriptOf } from "../code/javascript.ts";
import { pythonOf } from "../code/python.ts";
import type { CodeRun } from "../code/run.ts";
import { findSnippet, recipesOf } from "../code/snippets.ts";
import { useChangedPrompt, useHostedTask } from "../hosted/use-hosted.ts";
import { useHasWords, useTaskWords, useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import css from "./CodePanel.module.css";
import { useCodeRun } from "./code-run.ts";

type Language = "javascript" | "python";
const files = { javascript: "run.mjs", python: "run.py" } as const;

/** The run on screen as a program: what ran, or what pressing Run would do. */
export function CodePanel() {
  const { t } = useWords();
  const taskWord = useTaskWords();
  const hasWords = useHasWords("later");
  const run = useCodeRun();
  const snippet = useSnippet(run.definition.id);
  const [language, setLanguage] = useState<Language>("javascript");
  const hosted = useHostedCode(run);
  const code = useMemo(() => {
    if (run.target)
      return hosted && hostedProgramOf(hosted, language, (note, values) => t(`results.code.${note}`, values));
    return snippet && programOf(run, snippet, language, t);
  }, [run, snippet, hosted, language, t]);

  if (!hasWords) return null;
  if (code === undefined) return <p className="mute">{t("results.code.none")}</p>;
  return (
    <>
      <div className={css.head}>
        <Segmented
          choices={[
            { value: "javascript", label: "JavaScript" },
            { value: "python", label: "Python" },
          ]}
          label={t("results.code.language")}
          onChange={setLanguage}
          value={language}
        />
        <CopyButton label={t("results.code.copy")} t={taskWord} text={() => code} />
        <DownloadButton
          label={files[language]}
          make={() => new Blob([code], { type: "text/plain;charset=utf-8" })}
          name={files[language]}
        />
      </div>
      <pre className={css.code} data-testid={`code-${language}`}>
        <code>
          {piecesOf(code).map(({ kind, text }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the program
            <Fragment key={place}>{kind === "plain" ? text : <span className={css[kind]}>{text}</span>}</Fragment>
          ))}
        </code>
      </pre>
    </>
  );
}

function programOf(run: CodeRun, snippet: Snippet, language: Language, t: ReturnType<typeof useWords>["t"]): string {
  const say: Parameters<typeof javascriptOf>[2] = (note, values) => t(`results.code.${note}`, values);
  const { javascript, python } = recipesOf(snippet, run);
  return language === "python" ? pythonOf(run, python, say) : javascriptOf(run, javascript, say);
}

/** What a hosted model is asked, once its task's half has come; `undefined` before, and where the input is of no use. */
function useHostedCode({ target, definition, input, options }: ReturnType<typeof useCodeRun>): HostedCode | undefined {
  const hosted = useApp((state) => state.hosted);
  const task = useHostedTask(target && hosted, definition.id);
  const prompt = useChangedPrompt(target && hosted, definition.id);
  return useMemo(() => {
    if (!target || !task) return undefined;
    try {
      const [ask] = task.open(input, options, prompt).asks;
      return ask && { target, ask };
    } catch {
      return undefined;
    }
  }, [target, task, prompt, input, options]);
}

function useSnippet(taskId: string): Snippet | undefined {
  const [found, setFound] = useState<{ taskId: string; snippet: Snippet | undefined }>();
  useEffect(() => {
    let isWanted = true;
    findSnippet(taskId).then(
      (snippet) => isWanted && setFound({ taskId, snippet }),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [taskId]);
  return found?.taskId === taskId ? found.snippet : undefined;
}
