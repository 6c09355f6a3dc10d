import type { Candidate } from "./definition.ts";

/** One row a candidate; lines and masks are numbered from 1. */
export function csvRows(lines: readonly (readonly (readonly Candidate[])[] | undefined)[]): (string | number)[][] {
  const rows = lines.flatMap((masks, line) =>
    (masks ?? []).flatMap((candidates, place) =>
      candidates.map(({ token, token_str: word, score, sequence }) => [
        line + 1,
        place + 1,
        token,
        word,
        score,
        sequence,
      ]),
    ),
  );
  return [["line", "mask", "token", "token_str", "score", "sequence"], ...rows];
}
