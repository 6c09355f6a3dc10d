import { useEffect, useRef, useState } from "react";
import parts from "../../../ui/parts.module.css";
import { focusInstead } from "../../focus.ts";
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

/** A way that is in use, and when it was asked for, by the page's clock (ms). */
interface Asked {
  readonly way: Way | "live";
  readonly askedAtMs: number;
}

/** The ways to a picture besides a file: their buttons, and what the one in use shows. Each comes when it is wanted. */
export function usePictureWays({ name, disabled, onFiles, onFrame, onNotice }: PictureWaysSettings) {
  const { t } = useWords();
  const needWords = useWordArea("later");
  const [asked, setAsked] = useState<Asked>();
  const way = asked?.way;
  const camera = useLazyPart(() => withWords(import("./CameraPanel.tsx"), needWords()));
  const link = useLazyPart(() => withWords(import("./LinkPanel.tsx"), needWords()));
  const live = useLazyPart(() => withWords(import("./LivePanel.tsx"), needWords()));
  const parted = { camera, link };
  const opener = useRef<Way>(undefined);
  const openers = useRef(new Map<Way, HTMLButtonElement | null>());
  useEffect(() => {
    // Only now: with the first picture the buttons move to another place, and behind a live one they are out of sight.
    if (way === undefined && opener.current) focusInstead(openers.current.get(opener.current));
  }, [way]);
  const ask = (next: Asked["way"]) => setAsked({ way: next, askedAtMs: performance.now() });
  const close = () => setAsked(undefined);
  const shared = { name, onClose: close, onPicture: (file: File) => onFiles([file]) };
  const onFailed = (code: InputNoticeCode) => onNotice(code, t(noticeKeyOf(code)));
  const goLive = () => {
    live.want();
    ask("live");
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
        if (isOpen(one)) close();
        else ask(one);
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
        {asked?.way === "camera" && camera.part && (
          <camera.part.CameraPanel
            {...shared}
            askedAtMs={asked.askedAtMs}
            onFailed={onFailed}
            onLive={onFrame && goLive}
          />
        )}
        {asked?.way === "live" && onFrame && live.part && (
          <live.part.LivePanel
            askedAtMs={asked.askedAtMs}
            name={name}
            onClose={close}
            onFailed={onFailed}
            onFrame={onFrame}
          />
        )}
        {asked?.way === "link" && link.part && <link.part.LinkPanel {...shared} askedAtMs={asked.askedAtMs} />}
      </>
    ),
  };
}
