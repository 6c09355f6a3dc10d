import { useEffect, useState } from "react";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import type { KeptRun } from "../store/history.ts";
import type { ResultJson } from "../store/run.ts";
import { findVisualizer } from "../visualizers.ts";
import { JsonTree } from "./JsonTree.tsx";

interface JsonPanelProps {
  readonly json: ResultJson | undefined;
  /** An earlier run, in the place of the latest. */
  readonly past: KeptRun | undefined;
}

/** The result as programs get it: to read, to fold, to copy. */
export function JsonPanel({ json, past }: JsonPanelProps) {
  const { t } = useWords();
  const taskWord = useTaskWords();
  const value = useValue(json, past);
  if (value === undefined) return <p className="mute">{t("results.json.none")}</p>;
  return (
    <>
      <div className="panel-head">
        <CopyButton label={t("results.json.copy")} t={taskWord} text={() => JSON.stringify(value, null, 2)} />
      </div>
      <JsonTree value={value} />
    </>
  );
}

function useValue(json: ResultJson | undefined, past: KeptRun | undefined): unknown {
  const [value, setValue] = useState<unknown>();
  useEffect(() => {
    let isWanted = true;
    read(json, past).then(
      (found) => isWanted && setValue(() => found),
      // Its address was given back because a newer result has come: that one is read next.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [json, past]);
  return value;
}

async function read(json: ResultJson | undefined, past: KeptRun | undefined): Promise<unknown> {
  if (!past) {
    if (!json) return undefined;
    return json.href === undefined ? JSON.parse(json.text) : (await fetch(json.href)).json();
  }
  const { input, options, taskId } = past.order;
  const made = await findVisualizer(taskId)?.toJson({ input, options, output: past.output });
  return made instanceof Blob ? JSON.parse(await made.text()) : made;
}
