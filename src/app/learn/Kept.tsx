import { useEffect, useState } from "react";
import { type Failure, toFailure } from "../../shared/errors.ts";
import { useWords } from "../i18n/words.tsx";
import { browserShelf } from "./kept.ts";
import { FailureCard } from "./parts.tsx";

interface KeptProps {
  readonly canSave: boolean;
  readonly isBusy: boolean;
  /** @throws TaskError */
  readonly save: () => Promise<Blob>;
  readonly load: (file: Blob) => Promise<void>;
}

/** A training that stays in this browser until a later visit. */
export function Kept({ canSave, isBusy, save, load }: KeptProps) {
  const { t } = useWords();
  const [kept, setKept] = useState<Blob>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => void browserShelf.find().then(setKept), []);

  async function keep(): Promise<void> {
    setFailure(undefined);
    try {
      const file = await save();
      await browserShelf.keep(file);
      setKept(file);
    } catch (reason) {
      setFailure(toFailure(reason, "run-failed"));
    }
  }

  return (
    <>
      <button className="chip" data-testid="train-keep" disabled={!canSave} onClick={() => void keep()} type="button">
        {t("learn.keep")}
      </button>
      {kept && (
        <>
          <button
            className="chip"
            data-testid="train-kept"
            disabled={isBusy}
            onClick={() => void load(kept)}
            type="button"
          >
            {t("learn.kept")}
          </button>
          <button
            className="chip"
            onClick={() => void browserShelf.forget().then(() => setKept(undefined))}
            type="button"
          >
            {t("learn.kept.forget")}
          </button>
        </>
      )}
      {failure && <FailureCard failure={failure} field={t("learn.text")} />}
    </>
  );
}
