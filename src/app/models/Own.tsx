import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { ownIn } from "../store/selectors.ts";
import type { OwnProblem } from "./problem.ts";

interface OwnProps {
  readonly problem: OwnProblem | undefined;
  chooseFolder(): void;
  chooseZip(): void;
  onClose(): void;
}

/** Models of the reader's own: how to bring one, why one cannot be run, and those of this visit. */
export function Own({ problem, chooseFolder, chooseZip, onClose }: OwnProps) {
  const { t } = useWords();
  const own = useApp(ownIn);
  const setModel = useApp((state) => state.setModel);
  return (
    <section className="device-group">
      <h3>{t("own.title")}</h3>
      <p>{t("own.words")}</p>
      {problem && (
        <div className="notice" data-code={problem.reason} data-testid="notice" role="alert">
          <p>
            {t(`own.problem.${problem.reason}`, { file: problem.file })}{" "}
            {t(`own.problem.${problem.reason}.remedy`, { file: problem.file })}
          </p>
        </div>
      )}
      <div className="own-ways">
        <button className="button" onClick={chooseFolder} type="button">
          {t("own.folder")}
        </button>
        <button className="button" onClick={chooseZip} type="button">
          {t("own.zip")}
        </button>
      </div>
      <ul className="kept-list">
        {own.map(({ id, card }) => (
          <li className="kept-line" key={id}>
            <div className="kept-words">
              <b>{id}</b>
              <small>{[card?.family, card?.dtypes.join(", ")].filter(Boolean).join(" · ")}</small>
            </div>
            <button
              className="chip"
              onClick={() => {
                setModel(id);
                onClose();
              }}
              type="button"
            >
              {t("own.use")}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
