import * as v from "valibot";
import { type Device, type Dtype, DtypeChoice, needsShaderF16 } from "./checkpoint.ts";
import { isKnownBad } from "./known-bad.ts";

/** The dtypes that each graph which a run reads is there in, by its base name; and the bytes of those that all are in. */
export interface GraphDtypes {
  readonly each: ReadonlyMap<string, readonly Dtype[]>;
  /** 0 where no host told. */
  readonly whole: ReadonlyMap<Dtype, number>;
}

/** Weights above this are more than a first try should fetch, where there are smaller ones. */
const largeBytes = 800e6;

/** transformers.js's own defaults first, then what comes closest to them; a GPU has no kernels for whole numbers. */
const preferences = {
  webgpu: ["fp32", "fp16", "q4f16", "q4", "bnb4", "q2f16", "q2", "q1f16", "q1", "q8", "int8", "uint8"],
  wasm: ["q8", "int8", "uint8", "q4", "fp32", "bnb4", "fp16", "q4f16", "q2", "q2f16", "q1", "q1f16"],
} as const satisfies Record<string, readonly Dtype[]>;

const smallFirst = ["q4f16", "q4", "fp16", "fp32"] as const satisfies readonly Dtype[];

/** Four bits first on a GPU: what is published with a format for each of its parts is large. */
const mixing = { webgpu: ["q4", ...preferences.webgpu], wasm: preferences.wasm } as const;

/**
 * The dtype that a model is run in where its reader chose none.
 * @param config `config.json`, where it was read
 */
export function defaultDtypeOn(id: string, device: Device, there: GraphDtypes, config: unknown): DtypeChoice {
  return (
    findDeclared(id, device, there, config) ?? (isMixed(there) ? mixed(id, device, there) : usual(id, device, there))
  );
}

/** Whether no dtype is there for every graph, though each has one. */
export function isMixed({ each, whole }: GraphDtypes): boolean {
  return each.size > 0 && whole.size === 0;
}

function usual(id: string, device: Device, { whole }: GraphDtypes): Dtype {
  const isGood = (dtype: Dtype) => whole.has(dtype) && !isKnownBad(id, device, dtype);
  const all = preferences[device];
  const preferred = all.find(isGood) ?? all.find((dtype) => whole.has(dtype)) ?? all[0];
  const isLarge = (whole.get(preferred) ?? 0) > largeBytes;
  return (isLarge && device === "webgpu" && smallFirst.find(isGood)) || preferred;
}

/** The best of each graph. */
function mixed(id: string, device: Device, { each }: GraphDtypes): Record<string, Dtype> {
  const best = (there: readonly Dtype[]) => {
    const known = mixing[device].filter((dtype) => there.includes(dtype));
    return known.find((dtype) => !isKnownBad(id, device, dtype)) ?? known[0];
  };
  return Object.fromEntries(
    [...each].flatMap(([base, there]) => {
      const dtype = best(there);
      return dtype ? [[base, dtype]] : [];
    }),
  );
}

/** What is not known, `auto` among it, counts as left out. */
const Declared = v.fallback(v.optional(DtypeChoice), undefined);
const LibraryConfig = v.object({
  "transformers.js_config": v.object({
    dtype: Declared,
    device_config: v.fallback(v.optional(v.record(v.string(), v.object({ dtype: Declared }))), undefined),
  }),
});

/** What a repository asks for itself, as far as it has it (transformers.js `models/session.js`, `utils/dtypes.js`). */
function findDeclared(id: string, device: Device, there: GraphDtypes, config: unknown): DtypeChoice | undefined {
  const parsed = v.safeParse(LibraryConfig, config);
  if (!parsed.success) return undefined;
  const { dtype, device_config } = parsed.output["transformers.js_config"];
  const declared = device_config?.[device]?.dtype ?? dtype;
  if (declared === undefined || isKnownBad(id, device, declared)) return undefined;
  const fits = (one: Dtype, dtypes: readonly Dtype[]) => dtypes.includes(one) && suits(device, one);
  if (typeof declared === "string") return fits(declared, [...there.whole.keys()]) ? declared : undefined;
  const rest = isMixed(there) ? mixed(id, device, there) : undefined;
  const choice = [...there.each].map(([base, dtypes]) => {
    const asked = declared[base];
    const taken = asked && fits(asked, dtypes) ? asked : (rest?.[base] ?? usual(id, device, there));
    return [base, taken] as const;
  });
  const [first, ...others] = choice.map(([, taken]) => taken);
  return first && others.every((other) => other === first) ? first : Object.fromEntries(choice);
}

/** A GPU has no kernels for whole numbers, a processor few for half precision. */
export function suits(device: Device, dtype: Dtype): boolean {
  const isWhole = dtype === "q8" || dtype === "int8" || dtype === "uint8";
  return device === "webgpu" ? !isWhole : !needsShaderF16(dtype);
}
