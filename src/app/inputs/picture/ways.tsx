import { useRef, useState } from "react";
import parts from "../../../ui/parts.module.css";
import { useWordArea, useWords } from "../../i18n/words.tsx";
import { useLazyPart, withWords } from "../../lazy.ts";
import { noticeKeyOf, type OnNotice } from "../notice.ts";

interface PictureWaysSettings {
  readonly name: string;
  readonly disabled: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onNotice: OnNotice;
}

type Way = "camera" | "link";

/** The ways to a picture besides a file: their buttons, and what the one in use shows. Each comes when it is wanted. */
export function usePictureWays({ name, disabled, onFiles, onNotice }: PictureWaysSettings) {
  const { t } = useWords();
  const needWords = useWordArea("later");
  const [way, setWay] = useState<Way>();
  const camera = useLazyPart(() => withWords(import("./CameraPanel.tsx"), needWords()));
  const link = useLazyPart(() => withWords(import("./LinkPanel.tsx"), needWords()));
  const parted = { camera, link };
  const pressed = useRef<HTMLButtonElement>(null);
  const close = () => {
    setWay(undefined);
    pressed.current?.focus();
  };
  const shared = { name, onClose: close, onPicture: (file: File) => onFiles([file]) };

  const button = (one: Way) => (
    <button
      key={one}
      type="button"
      className={parts.chip}
      data-testid={`${one}-open-${name}`}
      aria-expanded={way === one}
      disabled={disabled}
      onPointerEnter={parted[one].prepare}
      onFocus={parted[one].prepare}
      onClick={({ currentTarget }) => {
        pressed.current = currentTarget;
        parted[one].want();
        setWay(way === one ? undefined : one);
      }}
    >
      {t(`inputs.way-${one}`)}
    </button>
  );

  return {
    buttons: [button("camera"), button("link")],
    panel: (
      <>
        {way === "camera" && camera.part && (
          <camera.part.CameraPanel {...shared} onFailed={(code) => onNotice(code, t(noticeKeyOf(code)))} />
        )}
        {way === "link" && link.part && <link.part.LinkPanel {...shared} />}
      </>
    ),
  };
}
