import * as v from "valibot";
import { TaskError } from "../shared/errors.ts";
import type { Definition } from "./definition.ts";
import type { Fields, InputOf } from "./fields.ts";
import { isInputOf } from "./input.ts";
import type { Options, OptionsOf } from "./options.ts";
import { isOptionsOf } from "./options.ts";
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
  "input-truncated",
  "languages-offered",
  "mask-replaced",
  "option-unknown",
  "stopped-early",
  "text-in-parts",
] as const;
export type NoticeCode = (typeof noticeCodes)[number];

export interface Figures {
  readonly firstTokenMs?: number;
  readonly tokensPerSecond?: number;
  readonly tokens?: number;
}

/** The worker's half of a task. The three stages are timed apart. */
export interface RunHalves<F extends Fields, O extends Options, Out, Ports, Prepared, Raw> {
  /** Loads what the task needs; what it returns is handed to every stage. */
  readonly load: (checkpoint: Checkpoint) => Promise<Ports>;
  /** Runs once after loading on WebGPU, with the shape of a real run, so that shaders are compiled before it counts. */
  warmUp?(ports: Ports): Promise<void>;
  readonly preprocess: (
    ports: Ports,
    input: InputOf<F>,
    options: OptionsOf<O>,
    context: RunContext<Out>,
  ) => Prepared | Promise<Prepared>;
  readonly run: (ports: Ports, prepared: Prepared, options: OptionsOf<O>, context: RunContext<Out>) => Promise<Raw>;
  readonly postprocess: (ports: Ports, raw: Raw, options: OptionsOf<O>, input: InputOf<F>) => Out | Promise<Out>;
  /** Gives back what a task kept between two runs, before its checkpoint goes. */
  dispose?(ports: Ports): void;
}

export interface RunTimes {
  readonly preprocess: number;
  readonly run: number;
  readonly postprocess: number;
}

/** A loaded task with its types closed over: what crossed the boundary is checked on the way in and out. */
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

export function defineRun<Id extends string, F extends Fields, O extends Options, Out, Ports, Prepared, Raw>(
  definition: Definition<Id, F, O, Out>,
  halves: RunHalves<F, O, NoInfer<Out>, Ports, Prepared, Raw>,
): TaskRun<Id> {
  return {
    id: definition.id,
    async open(checkpoint) {
      const ports = await halves.load(checkpoint);
      const { warmUp } = halves;
      return {
        warmUp: warmUp ? () => warmUp(ports) : undefined,
        dispose: () => halves.dispose?.(ports),
        async run(input, options, context, now) {
          if (!isOptionsOf(definition.options, options)) {
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
          const output = await halves.postprocess(ports, raw, options, input);
          const ms = { preprocess: ready - started, run: ran - ready, postprocess: now() - ran };
          return { output: v.parse(definition.output, output), ms };
        },
      };
    },
  };
}
