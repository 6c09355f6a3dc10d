import { isEmbedded } from "../../shared/checkpoint.ts";
import { useWords } from "../i18n/words.tsx";
import type { BusyRun } from "../store/run.ts";

/** Why nothing is to be seen yet: the first time, files come and shaders are compiled. */
export function Waiting({ run }: { readonly run: BusyRun }) {
  const { t } = useWords();
  const stage = run.marks.at(-1)?.stage ?? "run";
  if (stage === "download") {
    return (
      <p className="waiting">
        {t(isEmbedded(run.order.actual.model) ? "results.wait.embedded" : "results.wait.download")}
      </p>
    );
  }
  if (stage === "load") return <p className="waiting">{t("results.wait.load")}</p>;
  if (stage === "compile") return <p className="waiting">{t("results.wait.compile")}</p>;
  return <p className="waiting">{t("results.wait.run")}</p>;
}
