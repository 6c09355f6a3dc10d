/** @typedef {import("../shared/files.mjs").SizedFile} SizedFile */

/** @param {readonly SizedFile[]} files */
export const totalBytesOf = (files) => files.reduce((sum, { bytes }) => sum + bytes, 0);

/** @param {readonly SizedFile[]} files */
export const modelsAmong = (files) => files.filter(({ path }) => path.startsWith("models/"));

/**
 * @param {{ readonly files: readonly SizedFile[], readonly page: readonly SizedFile[], readonly roomBytes: number }} dist
 *   `roomBytes` is what the page keeps free for tasks to come
 * @param {import("./budget.mjs").Budget} budget
 * @returns {readonly string[]}
 */
export function sizeViolationsOf({ files, page, roomBytes }, budget) {
  const modelBytes = totalBytesOf(modelsAmong(files));
  const pageBytes = totalBytesOf(page);
  return [
    ...files
      .filter(({ bytes }) => bytes > budget.fileBytes)
      .map(({ path, bytes }) => `${path} has ${bytes} bytes, over the ${budget.fileBytes} that a static host takes`),
    ...(modelBytes > budget.modelBytes ? [`the models have ${modelBytes} bytes, over ${budget.modelBytes}`] : []),
    ...(pageBytes + roomBytes > budget.pageBytes
      ? [
          `the page weighs ${pageBytes} bytes, and ${roomBytes} more with ${budget.tasks} tasks: over ${budget.pageBytes}`,
        ]
      : []),
    ...page
      .filter(({ path, bytes }) => /^assets\/index-.*\.js$/.test(path) && bytes > budget.entryBytes)
      .map(({ path, bytes }) => `${path} has ${bytes} bytes, over the ${budget.entryBytes} of an entry`),
    // A page without a script is one that was not understood.
    ...(page.some(({ path }) => path.endsWith(".js")) ? [] : ["index.html names no script: nothing was weighed"]),
  ];
}
