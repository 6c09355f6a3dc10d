import { useEffect, useEffectEvent, useRef, useState } from "react";
import parts from "../../../ui/parts.module.css";
import { focusLate } from "../../focus.ts";
import { useWords } from "../../i18n/words.tsx";
import type { InputNoticeCode } from "../notice.ts";
import css from "./CameraPanel.module.css";
import { CameraView } from "./CameraView.tsx";
import { type Facing, frameOf, hasOtherCamera } from "./camera.ts";
import type { ImageDraft } from "./draft.ts";
import { type Pace, paceOf } from "./pace.ts";
import { useCamera } from "./stream.ts";

/**
 * Runs with a picture.
 * @param signal that the camera was given back: a model that is still being loaded then is not wanted
 * @returns whether it is worth going on, once its result is there
 */
export type OnFrame = (frame: ImageDraft, signal: AbortSignal) => Promise<boolean>;

interface LivePanelProps {
  /** Python's name of the input; the test ids are made from it. */
  readonly name: string;
  /** When this was asked for, by the page's clock (ms): what comes later takes no focus from who has gone on. */
  readonly askedAtMs: number;
  readonly onFrame: OnFrame;
  readonly onFailed: (code: InputNoticeCode) => void;
  readonly onClose: () => void;
}

/**
 * Runs with what the camera sees, picture after picture: always the newest, when the result of the one before is there.
 * A run that was stopped or failed ends it, and the camera is given back when this goes.
 */
export function LivePanel({ name, askedAtMs, onFrame, onFailed, onClose }: LivePanelProps) {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const stop = useRef<HTMLButtonElement>(null);
  const [facing, setFacing] = useState<Facing>("environment");
  const [mirrored, setMirrored] = useState(false);
  const [canTurn, setCanTurn] = useState(false);
  const [pace, setPace] = useState<Pace>();
  const { isReady, onPlaying } = useCamera(video, facing, (code) => {
    onFailed(code);
    onClose();
  });

  const run = useEffectEvent(async (frame: Omit<ImageDraft, "name">, signal: AbortSignal) => {
    return onFrame({ ...frame, name: `${t("inputs.photo-name")}.png` }, signal);
  });
  const end = useEffectEvent(onClose);

  useEffect(() => focusLate(stop.current, askedAtMs), [askedAtMs]);

  useEffect(() => {
    if (!isReady) return;
    const left = new AbortController();
    const isGone = () => left.signal.aborted;
    void hasOtherCamera().then((has) => !isGone() && setCanTurn(has));
    void (async () => {
      let endedAt: number | undefined;
      while (!isGone() && video.current) {
        const seenAt = performance.now();
        const frame = await frameOf(video.current);
        if (isGone()) return;
        const isWorthwhile = await run(frame, left.signal);
        if (isGone()) return;
        if (!isWorthwhile) return end();
        const now = performance.now();
        const [since, delay] = [endedAt, now - seenAt];
        // The first one has waited for the model.
        if (since !== undefined) setPace((before) => paceOf(before, now - since, delay));
        endedAt = now;
        await nextPicture(video.current, isGone);
      }
    })();
    return () => left.abort();
  }, [isReady]);

  function turn(): void {
    const next = facing === "user" ? "environment" : "user";
    setFacing(next);
    // As in a mirror, which is how people know themselves.
    setMirrored(next === "user");
  }

  return (
    <div className={css.camera}>
      <CameraView mirrored={mirrored} onPlaying={onPlaying} video={video} />
      <span className={parts.mute} data-testid={`camera-pace-${name}`}>
        {pace
          ? t("inputs.camera-pace", {
              perSecond: Number(pace.perSecond.toPrecision(2)),
              delay: Math.round(pace.delayMs),
            })
          : t("inputs.camera-first")}
      </span>
      <span className={parts.row}>
        <button ref={stop} type="button" className={parts.chip} data-testid={`camera-stop-${name}`} onClick={onClose}>
          {t("inputs.camera-stop")}
        </button>
        <button type="button" className={parts.chip} aria-pressed={mirrored} onClick={() => setMirrored(!mirrored)}>
          {t("inputs.camera-mirror")}
        </button>
        {canTurn && (
          <button type="button" className={parts.chip} onClick={turn}>
            {t("inputs.camera-turn")}
          </button>
        )}
      </span>
    </div>
  );
}

/**
 * Resolves when the video has another picture than before, or nobody waits for it any more. By its clock, since a video
 * that was scrolled out of sight tells of no pictures; a tab out of sight waits until it is seen again.
 */
function nextPicture(video: HTMLVideoElement | null, isGone: () => boolean): Promise<void> {
  const before = video?.currentTime;
  return new Promise((resolve) => {
    const look = () => {
      if (isGone() || video?.currentTime !== before) resolve();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
