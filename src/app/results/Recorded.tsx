import { useEffect, useEffectEvent, useState } from "react";
import { dtypeText } from "../../hub/checkpoint.ts";
import type { Example } from "../../tasks/definition.ts";
import { durationText } from "../format.ts";
import { useWordArea, useWords } from "../i18n/words.tsx";
import { withWords } from "../lazy.ts";
import { loadRecorded, type Recorded as Recording, recordedOf } from "../recorded/load.ts";
import { holds, isUntouched } from "../recorded/match.ts";
import { useApp } from "../store/context.tsx";
import { definitionIn } from "../store/selectors.ts";
import { EmptyState } from "./EmptyState.tsx";
import { ResultView } from "./ResultView.tsx";

/** Before the first run: what an earlier one of the ready example in the editors gave, or of the first one. */
export function Recorded() {
  const { t, locale } = useWords();
  const recording = useRecording();
  const takeExample = useApp((state) => state.takeExample);
  const start = useApp((state) => state.start);
  if (!recording) return <EmptyState />;
  const { model, device, dtype } = recording.order.actual;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(recording.date));
  const where = `${dtypeText(dtype)}, ${device === "wasm" ? "WASM" : "WebGPU"}, ${durationText(recording.ms, locale)}`;
  async function runHere(example: Example): Promise<void> {
    if (await takeExample(example)) await start();
  }

  return (
    <div data-testid="recorded">
      <div className="past-note">
        <p>{t("results.recorded", { date, model, where })}</p>
        <button className="chip" onClick={() => void runHere(recording.example)} type="button">
          {t("results.recorded.run")}
        </button>
      </div>
      <ResultView final isPast order={recording.order} result={recording.result} />
    </div>
  );
}

function useRecording(): Recording | undefined {
  const { locale } = useWords();
  const task = useApp((state) => state.task);
  const examples = useApp((state) => state.examples[task]);
  const drafts = useApp((state) => state.drafts[task]);
  const { inputs } = useApp(definitionIn);
  const [found, setFound] = useState<Recording>();
  const needWords = useEffectEvent(useWordArea("later"));

  useEffect(() => {
    let isWanted = true;
    async function find(): Promise<Recording | undefined> {
      const recorded = await recordedOf(task, examples ?? []);
      const given = drafts ?? {};
      const example = isUntouched(given)
        ? (recorded.find(({ language }) => language === locale) ?? recorded[0])
        : recorded.find((one) => holds(given, one, inputs));
      if (!example) return undefined;
      return isWanted ? withWords(loadRecorded(task, example), needWords()) : undefined;
    }
    find().then(
      (recording) => isWanted && setFound(recording),
      // Without it, the drawing stays.
      () => isWanted && setFound(undefined),
    );
    return () => {
      isWanted = false;
    };
  }, [task, examples, drafts, inputs, locale]);
  return found?.order.taskId === task ? found : undefined;
}
