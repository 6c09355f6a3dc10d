import { useEffect, useState } from "react";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { ownIn } from "../store/selectors.ts";
import type { OwnProblem } from "./problem.ts";
import { forget, listRemembered, mayRead, type Remembered } from "./remembered.ts";

interface OwnProps {
  readonly problem: OwnProblem | undefined;
  chooseFolder(): void;
  chooseZip(): void;
  /** A remembered folder may be read again. */
  onAgain(handle: FileSystemDirectoryHandle): void;
  onClose(): void;
}

/** Models of the reader's own: how to bring one, why one cannot be run, and those of this visit. */
export function Own({ problem, chooseFolder, chooseZip, onAgain, onClose }: OwnProps) {
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
      <Earlier onAgain={onAgain} opened={own} />
    </section>
  );
}

interface EarlierProps extends Pick<OwnProps, "onAgain"> {
  /** Another list whenever one is opened. */
  readonly opened: readonly unknown[];
}

/** Folders of earlier visits: a press opens one again, and the browser asks for leave where it has to. */
function Earlier({ opened, onAgain }: EarlierProps) {
  const { t } = useWords();
  const [all, setAll] = useState<readonly Remembered[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one that was opened is remembered
  useEffect(() => {
    let isLast = true;
    void listRemembered().then((found) => isLast && setAll(found));
    return () => {
      isLast = false;
    };
  }, [opened]);
  return (
    <ul className="kept-list">
      {all.map(({ name, handle }) => (
        <li className="kept-line" key={name}>
          <div className="kept-words">
            <b>{name}</b>
            <small>{t("own.earlier")}</small>
          </div>
          <button
            className="chip"
            data-testid="folder-again"
            onClick={async () => {
              if (await mayRead(handle)) onAgain(handle);
            }}
            type="button"
          >
            {t("own.again")}
          </button>
          <button
            aria-label={t("own.forget", { name })}
            className="chip"
            onClick={() => void forget(name).then(() => setAll((now) => now.filter((one) => one.name !== name)))}
            type="button"
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}
