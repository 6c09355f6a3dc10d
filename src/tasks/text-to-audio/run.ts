import { Stopped, TaskError } from "../../shared/errors.ts";
import { sentencesOf } from "../../shared/text/sentences.ts";
import { linesOf } from "../common/lines/lines.ts";
import { prepareLines, runLines } from "../common/lines/run/lines.ts";
import type { Checkpoint } from "../ports.ts";
import { defineRun } from "../run.ts";
import { definition, type Spoken } from "./definition.ts";
import { openSpeechT5 } from "./speecht5.ts";
import { openVits } from "./vits.ts";
import type { Speaking, Voice } from "./voice.ts";

/** In characters; Python speaks a text of any length in one breath, at a cost that grows with its square. */
const wholeCharacters = 300;
/** Between two sentences. */
const pauseSeconds = 0.25;

interface Part {
  readonly text: string;
  readonly ids: readonly number[];
}

export const run = defineRun(definition, {
  load: openVoice,

  async warmUp(voice) {
    const speaker_embeddings = new Array<string>(voice.speakerWidth).fill("0");
    await voice.speak(voice.read("a"), new AbortController().signal, { speaker_embeddings, speaker_id: null });
  },

  preprocess: (voice, { text }, { per_line, split }, context) =>
    prepareLines(linesOf(text, per_line), per_line, (line) => partsOf(voice, line, split), context),

  run: (voice, lines, options, context) =>
    runLines(
      lines,
      {
        lengthOf: (parts) => parts.reduce((sum, { ids }) => sum + ids.length, 0),
        run: async ([parts = []], show) => {
          const onSpoken = (spoken: Spoken) => show([spoken]);
          const { signal } = context;
          return [await speakAll(voice, parts, options, { signal, onSpoken })];
        },
      },
      context,
    ),
});

function openVoice(checkpoint: Checkpoint): Promise<Voice> {
  const { model_type } = checkpoint.config;
  if (model_type === "vits") return openVits(checkpoint);
  if (model_type === "speecht5") return openSpeechT5(checkpoint);
  throw new TaskError("model-unsupported", `Voices of type ${model_type} do not run here yet.`);
}

function partsOf(voice: Voice, text: string, split: "auto" | "sentences" | "whole"): readonly Part[] {
  const isWhole = split === "whole" || (split === "auto" && text.length <= wholeCharacters);
  if (isWhole) return [{ text, ids: voice.read(text) }];
  const sentences = sentencesOf(text).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence.text));
  if (sentences.length === 0) return [{ text, ids: voice.read(text) }];
  return sentences.map((sentence) => ({ text: sentence.text, ids: voice.read(sentence.text) }));
}

async function speakAll(
  { samplingRate, speak }: Voice,
  parts: readonly Part[],
  speaking: Speaking,
  { signal, onSpoken }: { readonly signal: AbortSignal; readonly onSpoken: (spoken: Spoken) => void },
): Promise<Spoken> {
  let spoken: Spoken = { samples: new Float32Array(0), samplingRate, parts: [], ms: 0 };
  for (const [index, { text, ids }] of parts.entries()) {
    if (signal.aborted) throw new Stopped();
    const startedMs = performance.now();
    const wave = await speak(ids, signal, speaking);
    const pause = index === 0 ? 0 : Math.round(pauseSeconds * samplingRate);
    const samples = new Float32Array(spoken.samples.length + pause + wave.length);
    samples.set(spoken.samples);
    samples.set(wave, spoken.samples.length + pause);
    const from = (spoken.samples.length + pause) / samplingRate;
    spoken = {
      samples,
      samplingRate,
      parts: [...spoken.parts, { text, timestamp: [from, samples.length / samplingRate] }],
      ms: spoken.ms + performance.now() - startedMs,
    };
    if (index + 1 < parts.length) onSpoken(spoken);
  }
  if (signal.aborted) throw new Stopped();
  return spoken;
}
