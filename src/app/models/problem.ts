export type OwnReason =
  | "config-missing"
  | "config-unreadable"
  | "file-missing"
  | "file-pointer"
  | "graph-missing"
  | "layout-genai"
  | "layout-other"
  | "weights-other"
  | "zip-packed"
  | "zip-unreadable";

/** Why what a reader brought cannot be run; its sentence is `own.<reason>`, with what to do behind it. */
export class OwnProblem extends Error {
  readonly reason: OwnReason;
  readonly file: string;

  constructor(reason: OwnReason, file = "") {
    super(`${reason} ${file}`.trim());
    this.name = "OwnProblem";
    this.reason = reason;
    this.file = file;
  }
}
