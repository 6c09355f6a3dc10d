import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { targetIn } from "../store/hosted.ts";
import css from "./hosted.module.css";
import { useHosted } from "./use-hosted.ts";

/** In the place of device and dtype: where a hosted model is asked, and whether with a key. Opens what there is to set. */
export function HostedControl() {
  const { t } = useWords();
  const { hosted, state } = useHosted();
  const target = useApp(targetIn);
  const isKeyed = target !== undefined && state.keyed[target.host] !== undefined;
  const isReady = target !== undefined && (isKeyed || target.provider === "server");
  return (
    <button
      aria-controls="hosted-panel"
      aria-expanded={state.isOpen}
      aria-label={`${t("hosted.settings")}: ${target?.host ?? ""}`}
      className={`pick pick-runtime ${css.control}`}
      onClick={() => hosted.open(!state.isOpen)}
      type="button"
    >
      <span aria-hidden="true" className="dot" data-tone={isReady ? "ok" : "warn"} />
      <span className={css.host}>{target?.host ?? t("hosted.title")}</span>
      <span className="pick-facts">{t(isKeyed ? "hosted.key.there" : "hosted.key.none")}</span>
    </button>
  );
}
