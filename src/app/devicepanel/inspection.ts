/** What the device panel shows beside the facts that every run needs. */
export interface Inspection {
  readonly adapter: AdapterInspection | undefined;
  /** What the browser has for little power, where that is another adapter. */
  readonly otherAdapter: string | undefined;
  readonly storage: { readonly usedBytes: number; readonly quotaBytes: number } | undefined;
}

interface AdapterInspection {
  readonly name: string;
  readonly features: readonly string[];
  readonly limits: Readonly<Record<(typeof shownLimits)[number], number>>;
  /** Intel's and AMD's chips without memory of their own: a machine with one may have a faster card beside it. */
  readonly isIntegrated: boolean;
}

/** Those that decide whether a model fits. */
const shownLimits = [
  "maxBufferSize",
  "maxStorageBufferBindingSize",
  "maxComputeWorkgroupStorageSize",
  "maxComputeInvocationsPerWorkgroup",
] as const;

/** Of the browser's own types, what is looked at. */
interface Adapter {
  readonly info: Pick<GPUAdapterInfo, "vendor" | "architecture" | "device" | "description">;
  readonly features: Iterable<string>;
  readonly limits: AdapterInspection["limits"];
}

interface Gpu {
  requestAdapter(options: GPURequestAdapterOptions): Promise<Adapter | null>;
}

interface Scope {
  readonly gpu?: Gpu;
  readonly storage?: Pick<StorageManager, "estimate">;
}

export async function inspect({ gpu, storage }: Scope): Promise<Inspection> {
  const [strong, thrifty, estimate] = await Promise.all([
    findAdapter(gpu, "high-performance"),
    findAdapter(gpu, "low-power"),
    storage?.estimate().catch(() => undefined),
  ]);
  const other = thrifty && nameOf(thrifty.info);
  return {
    adapter: strong && toInspection(strong),
    otherAdapter: strong && other !== nameOf(strong.info) ? other : undefined,
    storage: estimate && { usedBytes: estimate.usage ?? 0, quotaBytes: estimate.quota ?? 0 },
  };
}

async function findAdapter(gpu: Gpu | undefined, powerPreference: GPUPowerPreference): Promise<Adapter | undefined> {
  try {
    return (await gpu?.requestAdapter({ powerPreference })) ?? undefined;
  } catch {
    return undefined;
  }
}

function toInspection({ info, features, limits }: Adapter): AdapterInspection {
  return {
    name: nameOf(info),
    features: [...features].sort(),
    limits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
    },
    isIntegrated: isIntegrated(info),
  };
}

function nameOf({ vendor, architecture, device, description }: Adapter["info"]): string {
  return [vendor, architecture, device, description].filter(Boolean).join(" ");
}

/** Intel's discrete cards are Xe-HPG and later generations (names of Dawn's `src/dawn/gpu_info.json`). */
function isIntegrated({ vendor, architecture, description }: Adapter["info"]): boolean {
  if (/intel/i.test(vendor)) return !/hpg/i.test(architecture);
  return /radeon(?:\(tm\))? (?:graphics|vega)|integrated/i.test(description);
}
