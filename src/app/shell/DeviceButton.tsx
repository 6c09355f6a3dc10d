import { useState } from "react";
import { useWordArea, useWords } from "../i18n/words.tsx";
import { useLazyPart, withWords } from "../lazy.ts";
import { ChipIcon } from "./icons.tsx";

/** Opens what there is to know of this device. The panel and its words come at first hover or focus. */
export function DeviceButton() {
  const { t } = useWords();
  const needWords = useWordArea("device");
  const [isOpen, setIsOpen] = useState(false);
  const { part, prepare, want } = useLazyPart(() => withWords(import("../devicepanel/DevicePanel.tsx"), needWords()));
  const label = t("shell.device.panel");
  return (
    <>
      <button
        aria-haspopup="dialog"
        aria-label={label}
        className="tool"
        data-testid="device-panel-button"
        onClick={() => {
          want();
          setIsOpen(true);
        }}
        onFocus={prepare}
        onPointerEnter={prepare}
        title={label}
        type="button"
      >
        <ChipIcon />
      </button>
      {part && isOpen && <part.DevicePanel onClose={() => setIsOpen(false)} />}
    </>
  );
}
