import { useEffect, useRef, useState } from "react";
import { dependencies, version } from "../../../package.json";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import { CloseIcon } from "../shell/icons.tsx";
import { useApp } from "../store/context.tsx";
import { planIn } from "../store/selectors.ts";
import { Facts } from "./Facts.tsx";
import { Hints } from "./Hints.tsx";
import { type Inspection, inspect } from "./inspection.ts";
import { bugReport } from "./report.ts";
import "./devicepanel.css";

/** This page's own parts. */
const versions = {
  "model-playground": version,
  "@huggingface/transformers": dependencies["@huggingface/transformers"],
  "onnxruntime-web": dependencies["onnxruntime-web"],
};

/** What this device and this browser give, what they withhold and why, and all of it as a bug report. */
export function DevicePanel({ onClose }: { onClose(): void }) {
  const { t } = useWords();
  const taskWord = useTaskWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const inspection = useInspection();
  const facts = useApp((state) => state.facts);
  const run = useApp((state) => state.run);
  const task = useApp((state) => state.task);
  const plan = useApp(planIn);

  useEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);

  return (
    <dialog aria-label={t("device.title")} className="device-panel" onClose={onClose} ref={dialog}>
      <div className="device-head">
        <h2>{t("device.title")}</h2>
        <button aria-label={t("device.close")} className="tool" onClick={onClose} type="button">
          <CloseIcon />
        </button>
      </div>
      {inspection && (
        <div className="device-body">
          <Hints facts={facts} inspection={inspection} />
          <Facts facts={facts} inspection={inspection} versions={versions} />
        </div>
      )}
      <div className="device-foot">
        {inspection && (
          <CopyButton
            label={t("device.copy")}
            t={taskWord}
            text={() => bugReport({ facts, inspection, versions, userAgent: navigator.userAgent, task, plan, run })}
          />
        )}
        <span className="spacer" />
        <a href="./licences.html" rel="noopener" target="_blank">
          {t("device.licences")}
        </a>
      </div>
    </dialog>
  );
}

function useInspection(): Inspection | undefined {
  const [inspection, setInspection] = useState<Inspection>();
  useEffect(() => {
    void inspect(navigator).then(setInspection);
  }, []);
  return inspection;
}
