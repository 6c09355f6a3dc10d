import * as v from "valibot";
import { describe, expectTypeOf, it } from "vitest";
import type { ModelCard } from "../hub/card.ts";
import type { ChatMessage, Pixels, Sound } from "../shared/media.ts";
import type { Translate } from "../ui/words.ts";
import { defineTask } from "./definition.ts";
import { soundField } from "./fields/audio.ts";
import { imageField } from "./fields/image.ts";
import { imagesField } from "./fields/images.ts";
import { listField } from "./fields/list.ts";
import { messagesField } from "./fields/messages.ts";
import { type TextField, textField } from "./fields/text.ts";
import type { TaskId } from "./index.ts";
import {
  choiceOption,
  listOption,
  maybeNumberOption,
  numberOption,
  type OptionsOf,
  onView,
  type RunOptionsOf,
  textOption,
  toggleOption,
} from "./options.ts";
import type * as registry from "./registry.ts";
import { defineRun } from "./run.ts";
import { defineVisualizer, type ViewProps } from "./visualizer.ts";
import type { KeyOf } from "./words.ts";

const models = async (): Promise<readonly ModelCard[]> => [];
const examples = async () => [];

/** What the fields of `captioning` need, and two words of its view. */
const own = {
  title: "",
  summary: "",
  tags: "",
  "input.prompt": "",
  "input.labels": "",
  "input.sound": "",
  "input.chat": "",
  "input.pictures": "",
  "input.hint": "",
  "input.extra": "",
  "input.voice": "",
  "view.caption": "",
  "view.none": "",
};
const word = async () => ({ default: own });
const words = { en: word, "zh-CN": word };

const captioning = defineTask({
  id: "captioning",
  modality: "multimodal",
  words,
  inputs: {
    image: imageField(),
    prompt: textField(),
    labels: listField(),
    sound: soundField(),
    chat: messagesField(),
    pictures: imagesField(),
    hint: textField({ optional: true }),
    extra: imageField({ optional: true }),
    voice: soundField({ optional: true, maxSeconds: 30 }),
  },
  options: {
    style: choiceOption({ choices: ["short", "long"], default: "short" }),
    topK: maybeNumberOption({ min: 1, max: 10, step: 1, default: null }),
    temperature: numberOption({ min: 0, max: 2, step: 0.1, default: 1 }),
    sample: toggleOption({ default: false }),
    stop: listOption({ default: [] }),
    template: textOption({ default: "{}", maxLength: 100 }),
    threshold: onView(numberOption({ min: 0, max: 1, step: 0.1, default: 0.5 })),
    grouping: onView(choiceOption({ choices: ["none", "words"], default: "none" })),
  },
  output: v.object({ captions: v.array(v.string()) }),
  models,
  examples,
});

type Options = OptionsOf<(typeof captioning)["options"]>;
type RunOptions = RunOptionsOf<(typeof captioning)["options"]>;
interface Captions {
  captions: string[];
}

/** The picture of another task. */
function ScoreView({ output }: ViewProps<{ text: TextField }, Record<string, never>, { score: number }>) {
  return output.score;
}

/** Three stages that hand on what they got. */
const load = async () => "ports" as const;
const preprocess = () => "prepared" as const;
const run = async () => "raw" as const;
const postprocess = (): Captions => ({ captions: [] });

describe("a definition", () => {
  it("keeps its id, and its options' values are what a panel can give", () => {
    expectTypeOf(captioning.id).toEqualTypeOf<"captioning">();
    expectTypeOf<Options["style"]>().toEqualTypeOf<"short" | "long">();
    expectTypeOf<Options["topK"]>().toEqualTypeOf<number | null>();
    expectTypeOf<Options["temperature"]>().toEqualTypeOf<number>();
    expectTypeOf<Options["sample"]>().toEqualTypeOf<boolean>();
    expectTypeOf<Options["stop"]>().toEqualTypeOf<readonly string[]>();
    expectTypeOf<Options["template"]>().toEqualTypeOf<string>();
    expectTypeOf<Options["threshold"]>().toEqualTypeOf<number>();
    expectTypeOf<Options["grouping"]>().toEqualTypeOf<"none" | "words">();
  });

  it("does not take a default that is not among the choices", () => {
    // @ts-expect-error "medium" is not a choice
    choiceOption({ choices: ["short", "long"], default: "medium" });
  });

  it("needs all of its parts", () => {
    // @ts-expect-error no output
    defineTask({ id: "captioning", modality: "text", words, inputs: {}, options: {}, models, examples });
  });

  it("needs a word for each of its fields, its own or one that all have, the same in each language", () => {
    const parts = { id: "captioning", modality: "text", options: {}, output: v.string(), models, examples } as const;
    defineTask({ ...parts, words, inputs: { text: textField(), hint: textField() } });
    // @ts-expect-error nobody says what a question is called
    defineTask({ ...parts, words, inputs: { question: textField() } });
    const short = async () => ({ default: { title: "", summary: "", tags: "" } });
    // @ts-expect-error the Chinese words lack some
    defineTask({ ...parts, words: { en: word, "zh-CN": short }, inputs: {} });
    defineTask({ ...parts, words: { en: short, "zh-CN": short }, inputs: {} });
  });
});

describe("the registry", () => {
  it("has every task under its own id", () => {
    type Registry = typeof registry;
    type Misplaced = { [K in TaskId]: Registry[K]["id"] extends K ? never : K }[TaskId];
    expectTypeOf<Misplaced>().toEqualTypeOf<never>();
  });
});

describe("a run", () => {
  it("gets inputs, options and what its own stages gave, without a cast", () => {
    defineRun(captioning, {
      load,
      preprocess(ports, input, options) {
        expectTypeOf(ports).toEqualTypeOf<"ports">();
        expectTypeOf(input.image).toEqualTypeOf<Pixels>();
        expectTypeOf(input.prompt).toEqualTypeOf<string>();
        expectTypeOf(input.labels).toEqualTypeOf<readonly string[]>();
        expectTypeOf(input.sound).toEqualTypeOf<Sound>();
        expectTypeOf(input.chat).toEqualTypeOf<readonly ChatMessage[]>();
        expectTypeOf(input.pictures).toEqualTypeOf<readonly Pixels[]>();
        expectTypeOf(input.hint).toEqualTypeOf<string | undefined>();
        expectTypeOf(input.extra).toEqualTypeOf<Pixels | undefined>();
        expectTypeOf(input.voice).toEqualTypeOf<Sound | undefined>();
        expectTypeOf(options).toEqualTypeOf<RunOptions>();
        expectTypeOf(options.topK).toEqualTypeOf<number | null>();
        return "prepared" as const;
      },
      async run(ports, prepared, options, context) {
        expectTypeOf(ports).toEqualTypeOf<"ports">();
        expectTypeOf(prepared).toEqualTypeOf<"prepared">();
        expectTypeOf(options.style).toEqualTypeOf<"short" | "long">();
        expectTypeOf(context.emit).parameter(0).toEqualTypeOf<Captions>();
        return "raw" as const;
      },
      postprocess(_ports, raw, options, input) {
        expectTypeOf(raw).toEqualTypeOf<"raw">();
        return { captions: [input.prompt, options.style] };
      },
    });
  });

  it("keeps the id of its definition", () => {
    expectTypeOf(defineRun(captioning, { load, preprocess, run, postprocess }).id).toEqualTypeOf<"captioning">();
  });

  it("with an output of another task's shape does not compile", () => {
    // @ts-expect-error a score is no caption
    defineRun(captioning, { load, preprocess, run, postprocess: () => ({ score: 1 }) });
    // @ts-expect-error an output must have all that the definition says
    defineRun(captioning, { load, preprocess, run, postprocess: () => ({}) });
    // @ts-expect-error what is unknown may be anything
    defineRun(captioning, { load, preprocess, run, postprocess: (): unknown => ({ captions: [] }) });
    // @ts-expect-error captions are texts
    defineRun(captioning, { load, preprocess, run, postprocess: () => ({ captions: [1] }) });
  });

  it("with an input of another task does not compile", () => {
    // @ts-expect-error there is no such field
    defineRun(captioning, { load, preprocess: (_, { audio }) => audio, run, postprocess });
    const ofMore = (_: "ports", input: { prompt: string; more: number }) => input.more;
    // @ts-expect-error a half may not ask for more than the definition gives
    defineRun(captioning, { load, preprocess: ofMore, run, postprocess });
    const ofAnotherTask = (_: "ports", { question }: { question: string }) => question;
    // @ts-expect-error there is no such field
    defineRun(captioning, { load, preprocess: ofAnotherTask, run, postprocess });
  });

  it("cannot use a field that may be left out as if it were there", () => {
    // @ts-expect-error there may be no such picture
    defineRun(captioning, { load, preprocess: (_, { extra }) => extra.width, run, postprocess });
    const isOptional: true | undefined = Math.random() > 2 ? true : undefined;
    // @ts-expect-error whether a field is optional must be known when it is defined
    imageField({ optional: isOptional });
  });

  it("with an option that the definition has not does not compile", () => {
    // @ts-expect-error there is no such option
    defineRun(captioning, { load, preprocess: (_, _input, { topP }) => topP, run, postprocess });
  });

  it("never hears of an option that acts on the view", () => {
    type Names = "style" | "topK" | "temperature" | "sample" | "stop" | "template";
    expectTypeOf<keyof RunOptions>().toEqualTypeOf<Names>();
    // @ts-expect-error it acts on the view
    defineRun(captioning, { load, preprocess: (_, _input, { threshold }) => threshold, run, postprocess });
    const ofTheView = (_: "ports", _raw: "raw", { grouping }: { grouping: string }) => ({ captions: [grouping] });
    // @ts-expect-error it acts on the view
    defineRun(captioning, { load, preprocess, run, postprocess: ofTheView });
  });

  it("needs no postprocess where it gives the output itself, and needs one where it does not", () => {
    defineRun(captioning, { load, preprocess, run: async () => ({ captions: [] }) });
    // @ts-expect-error nobody makes captions of it
    defineRun(captioning, { load, preprocess, run });
    // @ts-expect-error captions are texts
    defineRun(captioning, { load, preprocess, run: async () => ({ captions: [1] }) });
  });

  it("can neither emit another shape nor send an unknown notice", () => {
    defineRun(captioning, {
      load,
      preprocess,
      async run(_ports, _prepared, _options, context) {
        // @ts-expect-error a partial output has the final output's shape
        context.emit({ score: 1 });
        // @ts-expect-error not a notice
        context.notice("no-such-notice");
      },
      postprocess,
    });
  });

  it("with stages that do not fit together does not compile", () => {
    const ofNumbers = async (_: "ports", prepared: number) => prepared;
    // @ts-expect-error what was prepared is no number
    defineRun(captioning, { load, preprocess, run: ofNumbers, postprocess });
  });
});

describe("a visualizer", () => {
  it("gets input, options and output without a cast", () => {
    defineVisualizer(captioning, {
      View({ input, options, output, final }) {
        expectTypeOf(input.image).toEqualTypeOf<Pixels>();
        expectTypeOf(options).toEqualTypeOf<Options>();
        expectTypeOf(output).toEqualTypeOf<Captions>();
        expectTypeOf(final).toEqualTypeOf<boolean>();
        return null;
      },
      toJson(output, input, options) {
        expectTypeOf(output).toEqualTypeOf<Captions>();
        return [input.prompt, options.topK, options.threshold];
      },
    });
  });

  it("asks for runs that its definition takes, by their names and values", () => {
    defineVisualizer(captioning, {
      View({ onRun, onAsk }) {
        expectTypeOf(onAsk?.({ input: { prompt: "a" } })).toEqualTypeOf<Promise<Captions> | undefined>();
        onRun?.({ input: { prompt: "a" }, options: { style: "long" } });
        // @ts-expect-error there is no such field
        onRun?.({ input: { question: "a" } });
        // @ts-expect-error not a choice
        onRun?.({ options: { style: "medium" } });
        return null;
      },
      toJson: () => null,
    });
  });

  it("says what its own words and those of all tasks have, and nothing else", () => {
    defineVisualizer(captioning, {
      View({ t }) {
        expectTypeOf(t("view.caption")).toEqualTypeOf<string>();
        expectTypeOf(t("ui.copy")).toEqualTypeOf<string>();
        expectTypeOf(t("written.copy")).toEqualTypeOf<string>();
        // @ts-expect-error not a word of this task
        t("view.captoin");
        // @ts-expect-error a word of the screen
        t("shell.task");
        return null;
      },
      toJson: () => null,
    });
    // @ts-expect-error what a part may say is known where the part is made
    expectTypeOf<Translate<KeyOf<typeof captioning>>>().toExtend<Translate<string>>();
    expectTypeOf<Translate<string>>().toExtend<Translate<KeyOf<typeof captioning>>>();
  });

  it("sets options that act on the view, and no others", () => {
    defineVisualizer(captioning, {
      View({ options, onOptions }) {
        expectTypeOf(options.threshold).toEqualTypeOf<number>();
        onOptions({ threshold: 0.5, grouping: "words" });
        // @ts-expect-error not a choice
        onOptions({ grouping: "lines" });
        // @ts-expect-error it acts on the run
        onOptions({ temperature: 1 });
        return null;
      },
      toJson: () => null,
    });
    defineVisualizer(captioning, {
      View({ onRun }) {
        // @ts-expect-error a run knows nothing of it
        onRun?.({ options: { threshold: 0.5 } });
        return null;
      },
      toJson: () => null,
    });
  });

  it("of another task's output, input or option does not compile", () => {
    defineVisualizer(captioning, {
      View({ input, options, output }) {
        // @ts-expect-error there is no score
        output.score;
        // @ts-expect-error there is no such field
        input.question;
        // @ts-expect-error there is no such option
        options.topP;
        return null;
      },
      // @ts-expect-error a score is no caption
      toJson: ({ score }: { score: number }) => score,
    });
    // @ts-expect-error it pictures another task
    defineVisualizer(captioning, { View: ScoreView, toJson: () => null });
  });
});
