import { CopyButton } from "../../ui/CopyButton.tsx";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import type { Language } from "../code/literal.ts";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import css from "./CodePanel.module.css";
import { CodeText } from "./CodeText.tsx";

const files = { javascript: "run.mjs", python: "run.py" } as const;

export interface ProgramProps {
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

/** A program in the reader's choice of language; `undefined` where there is none. */
export function Program({ code, language, onLanguage }: ProgramProps & { readonly code: string | undefined }) {
  const { t } = useWords();
  const taskWord = useTaskWords();
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
          onChange={onLanguage}
          value={language}
        />
        <CopyButton label={t("results.code.copy")} t={taskWord} text={() => code} />
        <DownloadButton
          label={files[language]}
          make={() => new Blob([code], { type: "text/plain;charset=utf-8" })}
          name={files[language]}
        />
      </div>
      <CodeText code={code} testId={`code-${language}`} />
    </>
  );
}
