import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";

/** Another version of the site was deployed: this tab goes on with its own for as long as it can. */
export function UpdateBar() {
  const { t } = useWords();
  const isOutdated = useApp((state) => state.isOutdated);
  return (
    <div className="update-bar" data-testid="update" hidden={!isOutdated} role="status">
      {isOutdated && (
        <>
          <p>{t("shell.update")}</p>
          <button className="chip" onClick={() => location.reload()} type="button">
            {t("shell.update.reload")}
          </button>
        </>
      )}
    </div>
  );
}
