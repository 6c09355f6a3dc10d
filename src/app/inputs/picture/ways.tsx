import { useEffect, useRef, useState } from "react";
import parts from "../../../ui/parts.module.css";
import { useWordArea, useWords } from "../../i18n/words.tsx";
import { useLazyPart, withWords } from "../../lazy.ts";
import { type InputNoticeCode, noticeKeyOf, type OnNotice } from "../notice.ts";
import type { OnFrame } from "./LivePanel.tsx";

interface PictureWaysSettings {
  readonly name: string;
  readonly disabled: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  /** Where the task can keep up with a camera: runs with one picture of it. */
  readonly onFrame?: OnFrame | undefined;
  readonly onNotice: OnNotice;
}

type Way = "camera" | "link";

/** The ways to a picture besides a file: their buttons, and what the one in use shows. Each comes when it is wanted. */
export function usePictureWays({ name, disabled, onFiles, onFrame, onNotice }: PictureWaysSettings) {
  const { t } = useWords();
  const needWords = useWordArea("later");
  const [way, setWay] = useState<Way | "live">();
  const camera = useLazyPart(() => withWords(import("./CameraPanel.tsx"), needWords()));
  const link = useLazyPart(() => withWords(import("./LinkPanel.tsx"), needWords()));
  const live = useLazyPart(() => withWords(import("./LivePanel.tsx"), needWords()));
  const parted = { camera, link };
  const opener = useRef<Way>(undefined);
  const openers = useRef(new Map<Way, HTMLButtonElement | null>());
  useEffect(() => {
    // Only now: with the first picture the buttons move to another place, and behind a live one they are out of sight.
    if (way === undefined && opener.current) openers.current.get(opener.current)?.focus();
  }, [way]);
  const close = () => setWay(undefined);
  const shared = { name, onClose: close, onPicture: (file: File) => onFiles([file]) };
  const onFailed = (code: InputNoticeCode) => onNotice(code, t(noticeKeyOf(code)));
  const goLive = () => {
    live.want();
    setWay("live");
  };

  const isOpen = (one: Way) => way === one || (way === "live" && one === "camera");
  const button = (one: Way) => (
    <button
      key={one}
      ref={(element) => void openers.current.set(one, element)}
      type="button"
      className={parts.chip}
      data-testid={`${one}-open-${name}`}
      aria-expanded={isOpen(one)}
      disabled={disabled}
      onPointerEnter={parted[one].prepare}
      onFocus={parted[one].prepare}
      onClick={() => {
        opener.current = one;
        parted[one].want();
        setWay(isOpen(one) ? undefined : one);
      }}
    >
      {t(`inputs.way-${one}`)}
    </button>
  );

  return {
    // Until it has come, what else there is stays in sight.
    isLive: way === "live" && live.part !== undefined,
    buttons: [button("camera"), button("link")],
    panel: (
      <>
        {way === "camera" && camera.part && (
          <camera.part.CameraPanel {...shared} onFailed={onFailed} onLive={onFrame && goLive} />
        )}
        {way === "live" && onFrame && live.part && (
          <live.part.LivePanel name={name} onClose={close} onFailed={onFailed} onFrame={onFrame} />
        )}
        {way === "link" && link.part && <link.part.LinkPanel {...shared} />}
      </>
    ),
  };
}
