import { useWords } from "../i18n/words.tsx";
import { DownloadIcon } from "../shell/icons.tsx";
import type { Run } from "../store/run.ts";

interface DownloadJsonProps {
  readonly run: Run;
  /** Class of its word, where there is not always room for it. */
  readonly label?: string | undefined;
}

/** Saves the result as JSON; the button is in the page even while there is none. */
export function DownloadJson({ run, label }: DownloadJsonProps) {
  const { t } = useWords();
  const json = "json" in run ? run.json : undefined;
  const name = run.status === "idle" ? "" : `${run.order.taskId}-${run.order.number}.json`;

  function save(): void {
    if (!json) return;
    const own =
      json.href === undefined ? URL.createObjectURL(new Blob([json.text], { type: "application/json" })) : undefined;
    const link = document.createElement("a");
    link.href = own ?? json.href ?? "";
    link.download = name;
    link.click();
    // The browser reads the address after this turn; a minute is long enough for it to start.
    if (own !== undefined) setTimeout(() => URL.revokeObjectURL(own), 60_000);
  }

  return (
    <button className="chip" data-testid="download-json" disabled={!json} onClick={save} type="button">
      <DownloadIcon />
      <span className={label}>JSON</span>
      <span className="visually-hidden">{t("results.json.save")}</span>
    </button>
  );
}
