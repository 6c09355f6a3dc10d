import { useMemo } from "react";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import type { ResultJson } from "../store/run.ts";
import { JsonTree } from "./JsonTree.tsx";

/** The result as programs get it: to read, to fold, to copy. */
export function JsonPanel({ json }: { readonly json: ResultJson | undefined }) {
  const { t } = useWords();
  const taskWord = useTaskWords();
  const value = useMemo((): unknown => (json ? JSON.parse(json.text) : undefined), [json]);

  if (!json) return <p className="mute">{t("results.json.none")}</p>;
  return (
    <>
      <div className="panel-head">
        <CopyButton
          label={t("results.json.copy")}
          t={taskWord}
          text={() => JSON.stringify(JSON.parse(json.text), null, 2)}
        />
      </div>
      <JsonTree value={value} />
    </>
  );
}
