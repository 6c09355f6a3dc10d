/** The text under the pointer and the one that was picked, shared by all views of a result. */
export interface Selection {
  readonly active: number | undefined;
  readonly onActive: (row: number | undefined) => void;
  readonly chosen: number | undefined;
  readonly onChoose: (row: number) => void;
}
