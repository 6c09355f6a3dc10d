/** @typedef {{ readonly fileBytes: number, readonly modelBytes: number, readonly pageBytes: number, readonly entryBytes: number, readonly tasks: number }} Budget */

/** @type {Budget} */
export const budget = {
  /** The largest file that a common static host takes: 25 MiB. */
  fileBytes: 25 * 1024 * 1024,
  /** All embedded checkpoints together: what a clone, a fork and a host can bear. */
  modelBytes: 250 * 1000 * 1000,
  /** Scripts and styles before any input, gzip -9: what a phone on a slow line waits for before it sees the page. */
  pageBytes: 145 * 1000,
  /** The page's own script, gzip -9: it only fetches the others, each in a task of its own once the page is painted. */
  entryBytes: 2_000,
  /** The page stays within its weight with so many; room for those that are not there yet is kept free. */
  tasks: 30,
};
