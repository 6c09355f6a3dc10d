import { useEffect, useState } from "react";
import { encodeLongWav } from "../shared/audio/wav.ts";
import type { Sound } from "../shared/media.ts";

/** A sound as a file that a player plays; it comes once it is written. */
export function useWave({ samples, samplingRate }: Sound): Blob | undefined {
  const [file, setFile] = useState<Blob>();
  useEffect(() => {
    let isWanted = true;
    encodeLongWav({ samples, samplingRate }).then((written) => isWanted && setFile(written));
    return () => {
      isWanted = false;
      setFile(undefined);
    };
  }, [samples, samplingRate]);
  return file;
}
