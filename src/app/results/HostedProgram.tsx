import { useMemo } from "react";
import type { Target } from "../../hosted/target.ts";
import { type HostedCode, hostedProgramOf } from "../code/hosted.ts";
import type { CodeRun } from "../code/run.ts";
import { useChangedPrompt, useHosted, useHostedTask } from "../hosted/use-hosted.ts";
import { useWords } from "../i18n/words.tsx";
import { Program, type ProgramProps } from "./Program.tsx";

interface HostedProgramProps extends ProgramProps {
  readonly run: CodeRun;
  readonly target: Target;
}

/** A hosted run as a program, fetched only where a hosted model is asked. */
export function HostedProgram({ run, target, language, onLanguage }: HostedProgramProps) {
  const { t } = useWords();
  const hosted = useHostedCode(run, target);
  const code = useMemo(
    () => hosted && hostedProgramOf(hosted, language, (note, values) => t(`results.code.${note}`, values)),
    [hosted, language, t],
  );
  return <Program code={code} language={language} onLanguage={onLanguage} />;
}

/** What a hosted model is asked, once its task's half has come; `undefined` before, and where the input is of no use. */
function useHostedCode({ definition, input, options }: CodeRun, target: Target): HostedCode | undefined {
  const { hosted } = useHosted();
  const task = useHostedTask(hosted, definition.id);
  const prompt = useChangedPrompt(hosted, definition.id);
  return useMemo(() => {
    if (!task) return undefined;
    try {
      const [ask] = task.open(input, options, prompt).asks;
      return ask && { target, ask };
    } catch {
      return undefined;
    }
  }, [target, task, prompt, input, options]);
}
