import { joinedFloats } from "../../shared/bytes.ts";

/** Gives pieces of a sound on but for the last, of which only the end of the file tells how much is the sound's. */
export interface Tail {
  add(samples: Float32Array): void;
  /** @param behind how many of the last samples are none of the sound's; more than were held are a mistake, and stay */
  end(behind: number): void;
}

/** @param hold how many samples are held back at least, once there are so many */
export function createTail(hold: number, give: (samples: Float32Array) => void): Tail {
  const waiting: Float32Array[] = [];
  let length = 0;
  return {
    add(samples) {
      waiting.push(samples);
      length += samples.length;
      for (let [first] = waiting; first && length - first.length >= hold; [first] = waiting) {
        give(first);
        length -= first.length;
        waiting.shift();
      }
    },
    end(behind) {
      const rest = joinedFloats(waiting);
      give(behind > 0 && behind <= hold ? rest.subarray(0, Math.max(0, length - behind)) : rest);
    },
  };
}
