import type { DeviceFacts } from "../device.ts";
import type { DeviceSlice, SliceContext } from "./state.ts";

const unknownFacts: DeviceFacts = {
  secure: true,
  isolated: false,
  cores: 1,
  memoryGB: undefined,
  isMobile: false,
  freeBytes: undefined,
  adapter: undefined,
};

export function createDeviceSlice({ environment, set }: SliceContext): DeviceSlice {
  return {
    facts: unknownFacts,
    judge: undefined,
    async probe() {
      set({ facts: await environment.probeDevice((facts) => set({ facts })) });
    },
  };
}
