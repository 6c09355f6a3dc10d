import type { DeviceFacts } from "../device.ts";
import type { SliceContext } from "./state.ts";

export interface DeviceSlice {
  /** Before the probe has answered: a browser that can do nothing but WASM. */
  readonly facts: DeviceFacts;
  probe(): Promise<void>;
}

const unknownFacts: DeviceFacts = { secure: true, isolated: false, cores: 1, memoryGB: undefined, adapter: undefined };

export function createDeviceSlice({ environment, set }: SliceContext): DeviceSlice {
  return {
    facts: unknownFacts,
    async probe() {
      set({ facts: await environment.probeDevice() });
    },
  };
}
