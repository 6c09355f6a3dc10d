import { useEffect, useEffectEvent, useRef, useState } from "react";
import { clockText } from "../../../ui/clock.ts";
import parts from "../../../ui/parts.module.css";
import { useWords } from "../../i18n/words.tsx";
import { type InputNoticeCode, noticeCodeOf } from "../notice.ts";
import css from "./RecordButton.module.css";
import type { Recording } from "./recorder.ts";

interface RecordButtonProps {
  /** Python's name of the input; the test id is made from it. */
  readonly name: string;
  readonly disabled: boolean;
  readonly maxSeconds: number;
  readonly onRecorded: (sound: Blob) => void;
  readonly onFailed: (code: InputNoticeCode) => void;
}

/** Records from the microphone: level and time while it does, stops by itself at the limit. */
export function RecordButton({ name, disabled, maxSeconds, onRecorded, onFailed }: RecordButtonProps) {
  const { t } = useWords();
  const [recording, setRecording] = useState<Recording>();
  const [opening, setOpening] = useState(false);
  const [seconds, setSeconds] = useState(0);
  const meter = useRef<HTMLMeterElement>(null);
  const gone = useRef(false);

  async function start(): Promise<void> {
    setOpening(true);
    try {
      const { startRecording } = await import("./recorder.ts");
      const next = await startRecording();
      if (gone.current) next.cancel();
      else setRecording(next);
    } catch (reason) {
      onFailed(noticeCodeOf(reason, "microphone-missing"));
    } finally {
      setOpening(false);
    }
  }

  async function finish(): Promise<void> {
    if (recording === undefined) return;
    setRecording(undefined);
    // The last of what was heard is on its way: no other recording begins before it.
    setOpening(true);
    const sound = await recording.stop();
    setOpening(false);
    if (!gone.current) onRecorded(sound);
  }
  const finishAtLimit = useEffectEvent(finish);

  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);

  useEffect(() => {
    if (recording === undefined) return;
    const started = performance.now();
    let frame = 0;
    const tick = () => {
      const passed = (performance.now() - started) / 1000;
      setSeconds(passed);
      if (meter.current) meter.current.value = recording.level();
      if (passed >= maxSeconds) finishAtLimit();
      else frame = requestAnimationFrame(tick);
    };
    tick();
    return () => {
      cancelAnimationFrame(frame);
      recording.cancel();
    };
  }, [recording, maxSeconds]);

  if (recording === undefined) {
    return (
      <button
        type="button"
        className={parts.chip}
        data-testid={`record-${name}`}
        disabled={disabled || opening}
        onClick={start}
      >
        <span className={css.dot} aria-hidden="true" />
        {t("inputs.record")}
      </button>
    );
  }
  return (
    <span className={css.live}>
      <button type="button" className={parts.chip} data-testid={`record-stop-${name}`} onClick={finish}>
        <span className={css.square} aria-hidden="true" />
        {t("inputs.stop-recording")}
      </button>
      <meter ref={meter} min={0} max={1} aria-label={t("inputs.level")} className={css.meter} />
      <span className={parts.num} role="timer">
        {clockText(seconds)}
      </span>
    </span>
  );
}
