import { useMemo } from "react";
import { useWords } from "../i18n/words.tsx";
import type { ResultJson } from "../store/run.ts";

/** Beyond it a text is shown in part: laying out megabytes of it takes seconds. */
const shownLength = 40_000;

/** The result as programs get it, laid out for reading. */
export function JsonPanel({ json }: { readonly json: ResultJson | undefined }) {
  const { t } = useWords();
  const shown = useMemo(() => {
    if (!json) return undefined;
    const text = json.text.length > shownLength * 8 ? json.text : JSON.stringify(JSON.parse(json.text), null, 2);
    return { text: text.slice(0, shownLength), isWhole: text.length <= shownLength };
  }, [json]);

  if (!shown) return <p className="mute">{t("results.json.none")}</p>;
  return (
    <>
      <pre className="json">{shown.text}</pre>
      {!shown.isWhole && <p className="mute">{t("results.json.part")}</p>}
    </>
  );
}
