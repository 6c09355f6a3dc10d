import type { Device } from "../support/playground.ts";
import { parityOf } from "./compare.ts";
import type { Case, Reference } from "./reference.ts";

/** One checkpoint on one device in one number format: a line of the table. */
export interface Row {
  readonly reference: Reference;
  readonly device: Device;
  readonly dtype: string;
  /** Of scores and vectors. */
  readonly tolerance: number;
  readonly cases: readonly Case[];
}

const fp32Tolerance = 1e-3;
/** Rounding to 16, 8 or 4 bits happens in other places in other kernels. */
const smallTolerance = 2e-2;
/** A software adapter takes seconds for each. */
const webgpuTokens = 8;

export function rowsOf(reference: Reference): readonly Row[] {
  const dtypes = [...new Set(reference.cases.flatMap(({ quantised }) => Object.keys(quantised ?? {})))];
  return (["wasm", "webgpu"] as const).flatMap((device) =>
    ["fp32", ...dtypes].map((dtype) => ({
      reference,
      device,
      dtype,
      tolerance: dtype === "fp32" ? fp32Tolerance : smallTolerance,
      cases: device === "webgpu" ? onWebgpu(reference, dtype) : answersIn(reference, dtype),
    })),
  );
}

function answersIn({ cases }: Reference, dtype: string): readonly Case[] {
  if (dtype === "fp32") return cases;
  return cases.flatMap((asked) => answeredIn(asked, dtype) ?? []);
}

/** The same question with the answer of a smaller file, where that was decisive. */
function answeredIn(asked: Case, dtype: string): Case | undefined {
  const answer = asked.quantised?.[dtype];
  if (!answer || (answer.margin !== null && answer.margin < 0.01)) return undefined;
  const { steps: _steps, generated_ids: _ids, ...intermediate } = asked.intermediate;
  return { ...asked, output: answer.output, margin: answer.margin, intermediate };
}

/**
 * A software adapter compiles shaders for each length of a text. Cases that differ from another in nothing but their
 * text are told apart before the device, and are asked on WASM.
 */
const textOnly: ReadonlySet<string> = new Set(["chinese", "emoji", "full-stop", "spaces", "code", "noisy", "short"]);

/** Smaller files are asked less there: what differs between them is arithmetic, not what was asked. */
const smallCases = 4;

function onWebgpu(reference: Reference, dtype: string): readonly Case[] {
  const answers = answersIn(reference, dtype).slice(0, dtype === "fp32" ? undefined : smallCases);
  const asked = answers.filter(({ name }) => !textOnly.has(name));
  return parityOf(reference.task).forcesEnds ? asked : asked.map(shortened);
}

/** Greedy writing does not look ahead: the first tokens of a long text are those of a short one. */
function shortened(asked: Case): Case {
  const { generated_ids: ids, ended, steps, ...intermediate } = asked.intermediate;
  const { max_new_tokens: most, num_beams, min_new_tokens } = asked.options;
  const isLong = ids !== undefined && typeof most === "number" && ids.length > webgpuTokens;
  if (!isLong || num_beams !== undefined || min_new_tokens !== undefined) return asked;
  return {
    ...asked,
    options: { ...asked.options, max_new_tokens: webgpuTokens },
    output: undefined,
    intermediate: {
      ...intermediate,
      generated_ids: ids.slice(0, webgpuTokens),
      ended: false,
      ...(steps && { steps: steps.slice(0, webgpuTokens) }),
    },
  };
}
