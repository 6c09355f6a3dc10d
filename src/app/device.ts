import type { ErrorCode } from "../shared/errors.ts";

/** What the browser tells of the graphics card. Empty strings where it keeps it to itself. */
export interface AdapterFacts {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  /** A software adapter, slower than WASM as a rule. */
  readonly isFallback: boolean;
  readonly shaderF16: boolean;
  readonly maxBufferBytes: number;
  /** Of a buffer, what a shader sees at once. */
  readonly maxBindingBytes: number;
}

export interface DeviceFacts {
  /** False on plain http from another machine: WebGPU, caches and threads are then withheld. */
  readonly secure: boolean;
  readonly isolated: boolean;
  readonly cores: number;
  /** Rounded by the browser and capped at 8 or 32; `undefined` where it does not tell. */
  readonly memoryGB: number | undefined;
  /** Phones and tablets end a page that takes much memory, however much there is. */
  readonly isMobile: boolean;
  /** What the site may still store; `undefined` where the browser does not say. */
  readonly freeBytes: number | undefined;
  readonly adapter: AdapterFacts | undefined;
}

export type WebgpuProblem = Extract<ErrorCode, "webgpu-unavailable" | "insecure-context">;

export function findWebgpuProblem({ secure, adapter }: DeviceFacts): WebgpuProblem | undefined {
  if (adapter) return undefined;
  return secure ? "webgpu-unavailable" : "insecure-context";
}

/** What of `navigator.gpu` is looked at. */
interface AdapterSource {
  requestAdapter(options: GPURequestAdapterOptions): Promise<{
    readonly info: Pick<GPUAdapterInfo, "vendor" | "architecture" | "description" | "isFallbackAdapter">;
    readonly features: Pick<GPUSupportedFeatures, "has">;
    readonly limits: Pick<GPUSupportedLimits, "maxBufferSize" | "maxStorageBufferBindingSize">;
  } | null>;
}

/** What of the browser's global scope is looked at. */
export interface DeviceScope {
  readonly isSecureContext: boolean;
  readonly crossOriginIsolated: boolean;
  readonly navigator: {
    readonly hardwareConcurrency: number;
    readonly deviceMemory?: number;
    readonly userAgent?: string;
    readonly userAgentData?: { readonly mobile: boolean };
    readonly maxTouchPoints?: number;
    readonly gpu?: AdapterSource;
    readonly storage?: Pick<StorageManager, "estimate">;
  };
}

/** A driver that hangs must not keep the page from starting. */
const probeLimitMs = 5_000;

/** @param onLate is told of an adapter that comes after the limit, as on a machine that has much else to do */
export async function probeDevice(
  scope: DeviceScope,
  onLate: (facts: DeviceFacts) => void,
  limitMs = probeLimitMs,
): Promise<DeviceFacts> {
  const { navigator } = scope;
  const seen: { adapter?: AdapterFacts | undefined } = {};
  const coming = findAdapter(navigator.gpu).then((adapter) => {
    seen.adapter = adapter;
  });
  const limit = new Promise((resolve) => setTimeout(resolve, limitMs));
  const [freeBytes] = await Promise.all([findFreeBytes(navigator.storage), Promise.race([coming, limit])]);
  const facts = {
    secure: scope.isSecureContext,
    isolated: scope.crossOriginIsolated,
    cores: navigator.hardwareConcurrency,
    memoryGB: navigator.deviceMemory,
    isMobile: isMobile(navigator),
    freeBytes,
    adapter: seen.adapter,
  };
  if (!facts.adapter) void coming.then(() => seen.adapter && onLate({ ...facts, ...seen }));
  return facts;
}

async function findFreeBytes(storage: DeviceScope["navigator"]["storage"]): Promise<number | undefined> {
  const { quota, usage } = (await storage?.estimate().catch(() => undefined)) ?? {};
  return quota === undefined || usage === undefined ? undefined : quota - usage;
}

/** Safari on an iPad calls itself a Mac, which has no touch screen. */
export function isMobile({ userAgent = "", userAgentData, maxTouchPoints = 0 }: DeviceScope["navigator"]): boolean {
  if (userAgentData?.mobile || /Android|iPhone|iPad|Mobile/.test(userAgent)) return true;
  return userAgent.includes("Macintosh") && maxTouchPoints > 1;
}

async function findAdapter(gpu: AdapterSource | undefined): Promise<AdapterFacts | undefined> {
  if (!gpu) return undefined;
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
    if (!adapter) return undefined;
    const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
    return {
      vendor,
      architecture,
      description,
      isFallback: isFallbackAdapter,
      shaderF16: adapter.features.has("shader-f16"),
      maxBufferBytes: adapter.limits.maxBufferSize,
      maxBindingBytes: adapter.limits.maxStorageBufferBindingSize,
    };
  } catch {
    return undefined;
  }
}
