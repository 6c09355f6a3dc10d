import { useEffect, useRef, useState } from "react";
import parts from "../../../ui/parts.module.css";
import { focusLate } from "../../focus.ts";
import { useWords } from "../../i18n/words.tsx";
import type { InputNoticeCode } from "../notice.ts";
import css from "./CameraPanel.module.css";
import { CameraView } from "./CameraView.tsx";
import { pictureOf } from "./camera.ts";
import { useCamera } from "./stream.ts";

interface CameraPanelProps {
  /** Python's name of the input; the test ids are made from it. */
  readonly name: string;
  /** When this was asked for, by the page's clock (ms): what comes later takes no focus from who has gone on. */
  readonly askedAtMs: number;
  readonly onPicture: (file: File) => void;
  /** Where a task can keep up with a camera: to run with what it sees, picture after picture. */
  readonly onLive?: (() => void) | undefined;
  readonly onFailed: (code: InputNoticeCode) => void;
  readonly onClose: () => void;
}

/** What the camera sees, and the button that takes a picture of it. The camera is given back when this goes. */
export function CameraPanel({ name, askedAtMs, onPicture, onLive, onFailed, onClose }: CameraPanelProps) {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const shutter = useRef<HTMLButtonElement>(null);
  const [isTaking, setTaking] = useState(false);
  const { isReady, onPlaying } = useCamera(video, "environment", (code) => {
    onFailed(code);
    onClose();
  });

  useEffect(() => {
    if (isReady) focusLate(shutter.current, askedAtMs);
  }, [isReady, askedAtMs]);

  /** To write a picture down takes a moment: another press meanwhile is no second one, and whoever left wants none. */
  async function take(): Promise<void> {
    if (!video.current || isTaking) return;
    setTaking(true);
    const picture = await pictureOf(video.current);
    if (!video.current) return;
    onPicture(new File([picture], `${t("inputs.photo-name")}.png`, { type: "image/png" }));
    onClose();
  }

  return (
    <div className={css.camera}>
      <CameraView onPlaying={onPlaying} video={video} />
      <span className={parts.row}>
        <button
          ref={shutter}
          type="button"
          className={parts.chip}
          data-testid={`camera-take-${name}`}
          disabled={!isReady}
          onClick={take}
        >
          {t("inputs.camera-take")}
        </button>
        {onLive && (
          <button type="button" className={parts.chip} data-testid={`camera-live-${name}`} onClick={onLive}>
            {t("inputs.camera-live")}
          </button>
        )}
        <button type="button" className={parts.chip} onClick={onClose}>
          {t("inputs.cancel")}
        </button>
      </span>
    </div>
  );
}
