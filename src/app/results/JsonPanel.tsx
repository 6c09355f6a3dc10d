import { useEffect, useState } from "react";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import { useApp, useViewOptions } from "../store/context.tsx";
import type { KeptRun, ResultJson } from "../store/run.ts";
import type { OptionValues } from "../store/values.ts";
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
  const task = useApp((state) => state.task);
  const options = useViewOptions(task);
  const [value, setValue] = useState<unknown>();
  useEffect(() => {
    let isWanted = true;
    (past ? madeOf(past, options) : read(json)).then(
      (found) => isWanted && setValue(() => found),
      // Its address was given back because a newer result has come: that one is read next.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [json, past, options]);
  return value;
}

async function read(json: ResultJson | undefined): Promise<unknown> {
  if (!json) return undefined;
  if (json.href === undefined) return JSON.parse(json.text);
  const { readJson } = await import("../../workers/read-json.ts");
  return readJson(json.href);
}

async function madeOf({ result }: KeptRun, options: OptionValues): Promise<unknown> {
  const made = await result.toJson(options);
  return made instanceof Blob ? JSON.parse(await made.text()) : made;
}
