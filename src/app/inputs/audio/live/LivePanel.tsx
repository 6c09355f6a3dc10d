import { useEffect, useEffectEvent, useRef, useState } from "react";
import * as v from "valibot";
import { encodeWav } from "../../../../shared/audio/wav.ts";
import { joinedFloats } from "../../../../shared/bytes.ts";
import { Stopped, toFailure } from "../../../../shared/errors.ts";
import type { Sound } from "../../../../shared/media.ts";
import { CopyButton } from "../../../../ui/CopyButton.tsx";
import { decimalText } from "../../../../ui/number.ts";
import parts from "../../../../ui/parts.module.css";
import { sentenceKeyOf } from "../../../errors.ts";
import { useWordArea, useWords } from "../../../i18n/words.tsx";
import type { Ask } from "../../editor.ts";
import { InputError, type InputNoticeCode } from "../../notice.ts";
import css from "./LivePanel.module.css";
import { createListener, type LiveText } from "./listener.ts";
import { listen, type Microphone } from "./microphone.ts";
import { createPhraseFinder } from "./phrases.ts";

interface LivePanelProps {
  /** Python's name of the input; test ids are made from it. */
  readonly name: string;
  readonly maxSeconds: number;
  readonly ask: Ask;
  /** There is no microphone, or none for us. */
  readonly onFailed: (code: InputNoticeCode) => void;
  /** All that was heard, once the microphone was given back. */
  readonly onHeard: (sound: Blob) => void;
  readonly onClose: () => void;
}

const Written = v.object({ text: v.string() });

type Phase = "loading" | "opening" | "listening" | "last" | "ended";

/** Writes down what is said while it is said: settled text black, what may still change grey. */
export function LivePanel({ name, maxSeconds, ask, onFailed, onHeard, onClose }: LivePanelProps) {
  const { t, locale } = useWords();
  const needErrors = useWordArea("errors");
  const meter = useRef<HTMLMeterElement>(null);
  const [phase, setPhase] = useState<Phase>("loading");
  const [percent, setPercent] = useState<number | "none">("none");
  const [text, setText] = useState<LiveText>({ settled: [], growing: "", delayMs: undefined });
  const [failure, setFailure] = useState<{ readonly sentence: string }>();
  const stop = useRef<() => void>(() => {});

  /** With the model and the options of the moment. */
  const write = useEffectEvent(async (audio: Sound, signal: AbortSignal): Promise<string> => {
    const change = { input: { audio }, options: { return_timestamps: false } };
    const onEvent: Parameters<Ask>[1] = (event) => {
      if (event.type !== "loading") return;
      setPercent(event.totalBytes ? Math.floor((100 * event.loadedBytes) / event.totalBytes) : "none");
    };
    const output = await ask(change, onEvent, signal);
    return v.parse(Written, output).text;
  });

  async function tellFailure(reason: unknown): Promise<void> {
    if (reason instanceof Stopped) return;
    const { code, reason: narrow, values } = toFailure(reason, "run-failed");
    await needErrors().catch(() => undefined);
    setFailure({ sentence: t(sentenceKeyOf({ code, reason: narrow }), values ?? {}) });
  }

  /** @param left that the panel was closed: what is loaded or written then is wanted no more */
  const open = useEffectEvent(async (left: AbortSignal): Promise<Microphone | undefined> => {
    const isGone = () => left.aborted;
    const pieces: Float32Array[] = [];
    let samples = 0;
    let listener: ReturnType<typeof createListener> | undefined;
    let finder: ReturnType<typeof createPhraseFinder> | undefined;
    try {
      // Before anybody speaks: a model that is being loaded takes the time that hearing needs.
      await write({ samples: new Float32Array(8_000), samplingRate: 16_000 }, left);
      if (isGone()) return undefined;
      setPhase("opening");
      const microphone = await listen((piece) => {
        if (!listener || !finder || isGone()) return;
        pieces.push(piece);
        samples += piece.length;
        listener.hear(piece);
        if (meter.current) meter.current.value = finder.level();
        if (samples >= maxSeconds * microphone.samplingRate) stop.current();
      });
      const { samplingRate } = microphone;
      finder = createPhraseFinder(samplingRate);
      listener = createListener({
        finder,
        samplingRate,
        write: (sound) => write(sound, left),
        now: () => performance.now(),
        onText: (next) => !isGone() && setText(next),
        onFailed: (reason) => void tellFailure(reason),
      });
      const last = listener;
      stop.current = () => {
        stop.current = () => {};
        microphone.close();
        listener = undefined;
        setPhase("last");
        if (samples > 0) onHeard(encodeWav({ samples: joinedFloats(pieces), samplingRate }));
        void last.end().then(() => !isGone() && setPhase("ended"));
      };
      setPhase("listening");
      return microphone;
    } catch (reason) {
      if (isGone()) return undefined;
      if (!(reason instanceof InputError)) {
        setPhase("ended");
        await tellFailure(reason);
        return undefined;
      }
      onFailed(reason.code);
      onClose();
      return undefined;
    }
  });

  useEffect(() => {
    const left = new AbortController();
    const opened = open(left.signal);
    return () => {
      left.abort();
      void opened.then((microphone) => microphone?.close());
    };
  }, []);

  const all = [...text.settled, text.growing].filter((part) => part !== "").join(" ");
  return (
    <section className={css.panel} aria-label={t("inputs.live.text")} data-testid={`live-panel-${name}`}>
      <div className={parts.row}>
        {phase === "listening" && (
          <>
            <button
              type="button"
              className={parts.chip}
              data-testid={`live-stop-${name}`}
              onClick={() => stop.current()}
            >
              {t("inputs.live.stop")}
            </button>
            <meter ref={meter} min={0} max={1} aria-label={t("inputs.level")} className={css.meter} />
          </>
        )}
        {phase !== "listening" && (
          <button type="button" className={parts.chip} onClick={onClose}>
            {t("inputs.live.close")}
          </button>
        )}
        {phase !== "ended" && (
          <span className={parts.mute} role="status">
            {phase === "loading" ? t("inputs.live.loading", { percent }) : t(`inputs.live.${phase}`)}
          </span>
        )}
        {text.delayMs !== undefined && (
          <span className={parts.mute} data-testid={`live-delay-${name}`}>
            {t("inputs.live.delay", { seconds: decimalText(text.delayMs / 1000, locale, 1) })}
          </span>
        )}
      </div>
      <p className={css.text} data-testid={`live-text-${name}`}>
        <span aria-live="polite" data-settled="true">
          {text.settled.join(" ")}
        </span>{" "}
        <span className={css.growing} data-settled="false">
          {text.growing}
        </span>
      </p>
      {failure && <p role="alert">{failure.sentence}</p>}
      {all !== "" && (
        <div className={parts.row}>
          <CopyButton t={t} text={() => all} />
        </div>
      )}
    </section>
  );
}
