import { useState } from "react";
import { type Failure, toFailure } from "../../../shared/errors.ts";

/** An export whose failure is shown where a training's is. */
export function useSafeExport(exported: () => Promise<Blob>) {
  const [failure, setFailure] = useState<Failure>();
  async function make(): Promise<Blob> {
    setFailure(undefined);
    try {
      return await exported();
    } catch (reason) {
      setFailure(toFailure(reason, "run-failed"));
      throw reason;
    }
  }
  return { make, failure };
}
