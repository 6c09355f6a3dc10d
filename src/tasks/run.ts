import { TaskError } from "../shared/errors.ts";
import type { Definition } from "./definition.ts";
import type { Fields, InputOf } from "./fields.ts";
import { findOtherArchitecture } from "./heads.ts";
import { isInputOf } from "./input.ts";
import type { Options, RunOptionsOf } from "./options.ts";
import { isRunOptionsOf } from "./options.ts";
import type { Checkpoint } from "./ports.ts";

/** What a run may tell while it goes on. */
export interface RunContext<Out> {
  readonly signal: AbortSignal;
  /** Shows a partial output, in the final output's shape. */
  emit(output: Out): void;
  /** Progress over items or windows. */
  progress(done: number, total: number): void;
  /** Something that the reader should know about this result, by its message key. */
  notice(code: NoticeCode, values?: Readonly<Record<string, string | number>>): void;
  /** Figures for the run's report. */
  measure(figures: Figures): void;
}

export const noticeCodes = [
  "entailment-guessed",
  "input-truncated",
  "language-model-unused",
  "languages-offered",
  "mask-replaced",
  "option-unknown",
  "picture-in-tiles",
  "rate-limit-waiting",
  "settings-unknown",
  "sound-cut",
  "sound-in-parts",
  "sound-sampled",
  "speech-in-parts",
  "stopped-early",
  "template-missing",
  "text-in-parts",
  "words-untimed",
] as const;
export type NoticeCode = (typeof noticeCodes)[number];

export interface Figures {
  readonly firstTokenMs?: number;
  readonly tokensPerSecond?: number;
  readonly tokens?: number;
}

/** The stages of a run, timed apart, and what comes before and after them. */
interface Stages<F extends Fields, O extends Options, Out, Ports, Prepared, Raw> {
  /** Loads what the task needs; what it returns is handed to every stage. */
  readonly load: (checkpoint: Checkpoint) => Promise<Ports>;
  /** Runs once after loading on WebGPU, with the shape of a real run, so that shaders are compiled before it counts. */
  warmUp?(ports: Ports): Promise<void>;
  readonly preprocess: (
    ports: Ports,
    input: InputOf<F>,
    options: RunOptionsOf<O>,
    context: RunContext<Out>,
  ) => Prepared | Promise<Prepared>;
  readonly run: (ports: Ports, prepared: Prepared, options: RunOptionsOf<O>, context: RunContext<Out>) => Promise<Raw>;
  /** Gives back what a task kept between two runs, before its checkpoint goes. */
  dispose?(ports: Ports): void;
}

/** The worker's half of a task whose `run` gives the output. */
export interface RunHalves<F extends Fields, O extends Options, Out, Ports, Prepared>
  extends Stages<F, O, Out, Ports, Prepared, Out> {
  readonly postprocess?: undefined;
}

/** The worker's half of a task that makes its output of what its `run` gives. */
export interface FinishedHalves<F extends Fields, O extends Options, Out, Ports, Prepared, Raw>
  extends Stages<F, O, Out, Ports, Prepared, Raw> {
  readonly postprocess: (ports: Ports, raw: Raw, options: RunOptionsOf<O>, input: InputOf<F>) => Out | Promise<Out>;
}

export interface RunTimes {
  readonly preprocess: number;
  readonly run: number;
  readonly postprocess: number;
}

/** A loaded task with its types closed over: what crossed the boundary to it is checked; its output, where it arrives. */
export interface LoadedTask {
  warmUp: (() => Promise<void>) | undefined;
  dispose(): void;
  run(
    input: unknown,
    options: unknown,
    context: RunContext<unknown>,
    now: () => number,
  ): Promise<{ readonly output: unknown; readonly ms: RunTimes }>;
}

export interface TaskRun<Id extends string = string> {
  readonly id: Id;
  open(checkpoint: Checkpoint): Promise<LoadedTask>;
}

export function defineRun<Id extends string, F extends Fields, O extends Options, Out, Ports, Prepared>(
  definition: Definition<Id, F, O, Out>,
  halves: RunHalves<F, O, NoInfer<Out>, Ports, Prepared>,
): TaskRun<Id>;
export function defineRun<Id extends string, F extends Fields, O extends Options, Out, Ports, Prepared, Raw>(
  definition: Definition<Id, F, O, Out>,
  halves: FinishedHalves<F, O, NoInfer<Out>, Ports, Prepared, Raw>,
): TaskRun<Id>;
export function defineRun<Id extends string, F extends Fields, O extends Options, Out, Ports, Prepared, Raw>(
  definition: Definition<Id, F, O, Out>,
  halves: Omit<FinishedHalves<F, O, Out, Ports, Prepared, Raw>, "postprocess"> & {
    readonly postprocess?: FinishedHalves<F, O, Out, Ports, Prepared, Raw>["postprocess"] | undefined;
  },
): TaskRun<Id> {
  return {
    id: definition.id,
    async open(checkpoint) {
      refuseOther(definition, checkpoint);
      const ports = await halves.load(checkpoint);
      const { warmUp } = halves;
      return {
        warmUp: warmUp ? () => warmUp(ports) : undefined,
        dispose: () => halves.dispose?.(ports),
        async run(input, options, context, now) {
          if (!isRunOptionsOf(definition.options, options)) {
            throw new TaskError("input-invalid", "An option has a value that the task does not take.");
          }
          if (!isInputOf(definition.inputs, options, input)) {
            throw new TaskError("input-invalid", "The input is not what the task takes.");
          }
          const started = now();
          const prepared = await halves.preprocess(ports, input, options, context);
          const ready = now();
          const raw = await halves.run(ports, prepared, options, context);
          const ran = now();
          const output = halves.postprocess ? await halves.postprocess(ports, raw, options, input) : raw;
          return { output, ms: { preprocess: ready - started, run: ran - ready, postprocess: now() - ran } };
        },
      };
    },
  };
}

/** @throws TaskError where the checkpoint was trained for something else: it would answer, and mean nothing */
export function refuseOther({ id, heads }: Pick<Definition, "id" | "heads">, { model, config }: Checkpoint): void {
  const architecture = heads && findOtherArchitecture(heads, config);
  if (architecture === undefined) return;
  throw new TaskError("model-unsupported", `${model} is a ${architecture}, which ${id} cannot use.`, undefined, {
    reason: "head-other",
    values: { architecture },
  });
}
