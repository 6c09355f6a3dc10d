import { type ReactNode, useState } from "react";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { useWords } from "../i18n/words.tsx";
import css from "./Learn.module.css";

interface TrainingFilesProps {
  readonly isThere: boolean;
  readonly isBusy: boolean;
  readonly training: Pick<LoadTrainingProps, "load"> & {
    readonly exported: () => Promise<Blob>;
    readonly save: () => Promise<Blob>;
  };
  /** Where left out, there is an export alone. */
  readonly saveName?: string | undefined;
  /** Other places to keep it in. */
  readonly children?: ReactNode;
}

/** What becomes of a training as files: its export, itself to go on with, and another that is taken up. */
export function TrainingFiles({ isThere, isBusy, training, saveName, children }: TrainingFilesProps) {
  const { t } = useWords();
  const canSave = isThere && !isBusy;
  return (
    <div className={css.tabs}>
      <DownloadButton
        disabled={!canSave}
        label={t("learn.export")}
        make={training.exported}
        name="learned.zip"
        testId="train-export"
      />
      {saveName !== undefined && (
        <DownloadButton
          disabled={!canSave}
          label={t("learn.save")}
          make={training.save}
          name={saveName}
          testId="train-save"
        />
      )}
      {children}
      <LoadTraining disabled={isBusy} load={training.load} />
    </div>
  );
}

interface LoadTrainingProps {
  readonly disabled: boolean;
  readonly load: (file: Blob) => Promise<void>;
}

/** Takes a training that was saved as a file. */
function LoadTraining({ disabled, load }: LoadTrainingProps) {
  const { t } = useWords();
  const [loading, setLoading] = useState(0);
  return (
    <label className="chip">
      {t("learn.load")}
      <input
        accept=".safetensors"
        className="visually-hidden"
        data-testid="train-load"
        disabled={disabled}
        key={loading}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) void load(file);
          // The same file can be chosen again.
          setLoading(loading + 1);
        }}
        type="file"
      />
    </label>
  );
}
