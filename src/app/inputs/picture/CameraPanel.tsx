import { useEffect, useEffectEvent, useRef, useState } from "react";
import parts from "../../../ui/parts.module.css";
import { useWords } from "../../i18n/words.tsx";
import { type InputNoticeCode, noticeCodeOf } from "../notice.ts";
import css from "./CameraPanel.module.css";
import { openCamera, pictureOf } from "./camera.ts";

interface CameraPanelProps {
  /** Python's name of the input; the test ids are made from it. */
  readonly name: string;
  readonly onPicture: (file: File) => void;
  readonly onFailed: (code: InputNoticeCode) => void;
  readonly onClose: () => void;
}

/** What the camera sees, and the button that takes a picture of it. The camera is given back when this goes. */
export function CameraPanel({ name, onPicture, onFailed, onClose }: CameraPanelProps) {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const shutter = useRef<HTMLButtonElement>(null);
  const [ready, setReady] = useState(false);
  const fail = useEffectEvent((reason: unknown) => {
    onFailed(noticeCodeOf(reason, "camera-missing"));
    onClose();
  });
  const show = useEffectEvent((stream: MediaStream) => {
    if (video.current) video.current.srcObject = stream;
  });

  useEffect(() => {
    let gone = false;
    const opened = openCamera();
    opened.then(
      (stream) => !gone && show(stream),
      (reason: unknown) => !gone && fail(reason),
    );
    return () => {
      gone = true;
      opened.then(
        (stream) => {
          for (const track of stream.getTracks()) track.stop();
        },
        () => {},
      );
    };
  }, []);

  useEffect(() => {
    if (ready) shutter.current?.focus();
  }, [ready]);

  async function take(): Promise<void> {
    if (!video.current) return;
    onPicture(new File([await pictureOf(video.current)], `${t("inputs.photo-name")}.png`, { type: "image/png" }));
    onClose();
  }

  return (
    <div className={css.camera}>
      <video
        ref={video}
        aria-label={t("inputs.camera-view")}
        autoPlay
        className={css.view}
        muted
        onPlaying={() => setReady(true)}
        playsInline
      />
      <span className={parts.row}>
        <button
          ref={shutter}
          type="button"
          className={parts.chip}
          data-testid={`camera-take-${name}`}
          disabled={!ready}
          onClick={take}
        >
          {t("inputs.camera-take")}
        </button>
        <button type="button" className={parts.chip} onClick={onClose}>
          {t("inputs.cancel")}
        </button>
      </span>
    </div>
  );
}
