export interface Piece {
  readonly kind: "comment" | "string" | "word" | "number" | "plain";
  readonly text: string;
}

/** Good enough for the programs that we write ourselves: both languages by one expression. */
const pattern =
  /(?<comment>(?:\/\/|#).*$)|(?<string>"(?:[^"\\\n]|\\.)*")|(?<word>\b(?:import|from|const|await|async|new|for|in|if|not|True|False|None|true|false|null)\b)|(?<number>\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b)/gm;

export function piecesOf(code: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of code.matchAll(pattern)) {
    if (match.index > at) pieces.push({ kind: "plain", text: code.slice(at, match.index) });
    const { comment, string, word } = match.groups ?? {};
    const kind = comment ? "comment" : string ? "string" : word ? "word" : "number";
    pieces.push({ kind, text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < code.length) pieces.push({ kind: "plain", text: code.slice(at) });
  return pieces;
}
