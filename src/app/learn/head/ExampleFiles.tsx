import { useState } from "react";
import { useWords } from "../../i18n/words.tsx";
import { RecordButton } from "../../inputs/audio/RecordButton.tsx";
import { kindOf } from "../../inputs/file.ts";
import { type InputNoticeCode, noticeKeyOf } from "../../inputs/notice.ts";
import { CameraPanel } from "../../inputs/picture/CameraPanel.tsx";
import css from "../Learn.module.css";
import { Setting } from "../parts.tsx";
import type { Example } from "./head.ts";

interface ExampleFilesProps {
  readonly modality: "image" | "audio";
  readonly value: readonly Example[];
  readonly isBusy: boolean;
  readonly onChange: (examples: readonly Example[]) => void;
}

/** React does not know the attribute. */
const wholeFolder = { webkitdirectory: "" };

/** Longer is nothing that a short example should be. */
const longestSeconds = 30;

/** Labelled pictures or sounds: a folder for each label, or files, camera and microphone under the label that is typed. */
export function ExampleFiles({ modality, value, isBusy, onChange }: ExampleFilesProps) {
  const { t } = useWords();
  const [label, setLabel] = useState("");
  /** When it was asked for, by the page's clock. */
  const [cameraAskedAtMs, setCameraAskedAtMs] = useState<number>();
  const [notice, setNotice] = useState<InputNoticeCode>();
  const named = label.trim();
  const counts = new Map<string, number>();
  for (const one of value) counts.set(one.label, (counts.get(one.label) ?? 0) + 1);

  function add(files: readonly File[], labelOf: (file: File) => string): void {
    const mine = files.filter((file) => kindOf(file) === modality);
    setNotice(undefined);
    onChange([...value, ...mine.map((file) => ({ label: labelOf(file), file }))]);
  }
  const addOne = (file: File) => add([file], () => named);

  return (
    <div className={css.settings}>
      <Setting hint={t(`learn.head.folder.${modality}.hint`)} label={t("learn.head.folder")}>
        {(ids) => (
          <input
            {...ids}
            {...wholeFolder}
            data-testid="train-folder"
            disabled={isBusy}
            multiple
            onChange={({ target }) => {
              add([...(target.files ?? [])], parentOf);
              target.value = "";
            }}
            type="file"
          />
        )}
      </Setting>
      <Setting label={t("learn.head.label")}>
        {(ids) => (
          <input
            {...ids}
            className="control"
            data-testid="train-label"
            disabled={isBusy}
            onChange={({ target }) => setLabel(target.value)}
            type="text"
            value={label}
          />
        )}
      </Setting>
      <Setting hint={t("learn.head.files.hint")} label={t("learn.head.files")}>
        {(ids) => (
          <input
            {...ids}
            accept={`${modality}/*`}
            data-testid="train-files"
            disabled={isBusy || named === ""}
            multiple
            onChange={({ target }) => {
              add([...(target.files ?? [])], () => named);
              target.value = "";
            }}
            type="file"
          />
        )}
      </Setting>
      {modality === "audio" ? (
        <RecordButton
          disabled={isBusy || named === ""}
          maxSeconds={longestSeconds}
          name="train"
          onFailed={setNotice}
          onRecorded={(sound) =>
            addOne(new File([sound], t("inputs.recording-name"), { type: sound.type || "audio/wav" }))
          }
        />
      ) : (
        <button
          className="chip"
          disabled={isBusy || named === "" || cameraAskedAtMs !== undefined}
          onClick={() => setCameraAskedAtMs(performance.now())}
          type="button"
        >
          {t("learn.head.camera")}
        </button>
      )}
      {cameraAskedAtMs !== undefined && modality === "image" && (
        <CameraPanel
          askedAtMs={cameraAskedAtMs}
          name="train"
          onClose={() => setCameraAskedAtMs(undefined)}
          onFailed={setNotice}
          onPicture={addOne}
        />
      )}
      {notice && <p role="alert">{t(noticeKeyOf(notice), { name: "" })}</p>}
      <ul className={css.labels}>
        {[...counts].map(([one, count]) => (
          <li key={one}>
            <span>{t("learn.head.counted", { label: one, count })}</span>
            <button
              aria-label={t("learn.head.remove", { label: one })}
              className="chip"
              disabled={isBusy}
              onClick={() => onChange(value.filter((example) => example.label !== one))}
              type="button"
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The name of the folder that a file lies in. */
function parentOf({ webkitRelativePath }: File): string {
  return webkitRelativePath.split("/").at(-2) ?? "";
}
