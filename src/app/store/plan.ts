import type { ModelCard } from "../../hub/card.ts";
import {
  type CheckpointRef,
  type Device,
  type Dtype,
  type DtypeChoice,
  dtypesIn,
  needsShaderF16,
} from "../../hub/checkpoint.ts";
import { type DeviceFacts, findWebgpuProblem, type WebgpuProblem } from "../device.ts";
import type { Judge } from "../fit.ts";

/** What the reader chose; without a dtype the model's own default is meant. */
export interface Choice {
  readonly model: string;
  readonly revision: string;
  readonly device: Device;
  readonly dtype: DtypeChoice | undefined;
}

/** What a run would do. */
export interface Plan {
  readonly asked: CheckpointRef;
  readonly actual: CheckpointRef;
  /** Why `actual` differs from `asked`. */
  readonly fallback: WebgpuProblem | undefined;
  /** Why it cannot be done at all, known before any worker is asked. */
  readonly problem: "f16-missing" | "wont-fit" | undefined;
}

/** @param judge where it has come: then the default is a dtype that fits, and what certainly does not is a problem */
export function planOf(choice: Choice, card: ModelCard | undefined, facts: DeviceFacts, judge?: Judge): Plan {
  const { model, revision, device } = choice;
  const dtype = choice.dtype ?? defaultDtypeOf(card, device, facts, judge);
  const asked = { model, revision, device, dtype };
  const fallback = device === "webgpu" ? findWebgpuProblem(facts) : undefined;
  if (fallback) {
    const actual = { ...asked, device: "wasm", dtype: defaultDtypeOf(card, "wasm", facts, judge) } as const;
    return { asked, actual, fallback, problem: findPlanProblem(card, actual, facts, judge) };
  }
  return { asked, actual: asked, fallback, problem: findPlanProblem(card, asked, facts, judge) };
}

function findPlanProblem(
  card: ModelCard | undefined,
  { device, dtype }: CheckpointRef,
  facts: DeviceFacts,
  judge: Judge | undefined,
): Plan["problem"] {
  if (device === "webgpu" && !facts.adapter?.shaderF16 && needsShaderF16(dtype)) return "f16-missing";
  return judge?.({ card, device, dtype, facts, tokens: 0 }).isCertain ? "wont-fit" : undefined;
}

/** Where the preferred weights need `shader-f16` and there is none: the smallest that do without. */
const withoutF16: readonly Dtype[] = ["q4", "fp32", "q8"];

function defaultDtypeOf(card: ModelCard | undefined, device: Device, facts: DeviceFacts, judge?: Judge): DtypeChoice {
  const dtype = preferredDtypeOf(card, device, facts.adapter?.shaderF16 ?? false);
  const fit = judge?.({ card, device, dtype, facts, tokens: 0 });
  return (fit?.verdict === "wont" && fit.instead) || dtype;
}

function preferredDtypeOf(card: ModelCard | undefined, device: Device, shaderF16: boolean): DtypeChoice {
  // For a model that we know nothing of: transformers.js's own defaults (its `utils/dtypes.js`).
  if (!card) return device === "webgpu" ? "fp32" : "q8";
  const preferred = card.defaults[device];
  if (device === "wasm" || shaderF16 || !needsShaderF16(preferred)) return preferred;
  return withoutF16.find((dtype) => card.dtypes.includes(dtype)) ?? preferred;
}

/** Why one dtype cannot be chosen. */
export function findDtypeProblem(
  dtype: Dtype,
  card: ModelCard | undefined,
  device: Device,
  facts: DeviceFacts,
): "dtype-missing" | "f16-missing" | undefined {
  if (card && !card.dtypes.includes(dtype)) return "dtype-missing";
  const isOnGpu = device === "webgpu" && facts.adapter !== undefined;
  return isOnGpu && !facts.adapter.shaderF16 && needsShaderF16(dtype) ? "f16-missing" : undefined;
}

/** Bytes of the weights, where the card tells them. */
export function findBytes(card: ModelCard | undefined, dtype: DtypeChoice): number | undefined {
  const [only, ...others] = new Set(dtypesIn(dtype));
  return only === undefined || others.length > 0 ? undefined : card?.bytes[only];
}
