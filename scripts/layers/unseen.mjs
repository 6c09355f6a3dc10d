/** The floor under the count below: with a file list that is empty too, all would seem to have been seen. */
export const minimumModules = 40;

/**
 * The files of `src/` that the cruise missed. It reports success on nothing: with a TypeScript that it cannot load it
 * sees no module at all. Tests are outside the layers, so they may be left out.
 * @param {readonly string[]} files from the repository's root
 * @param {readonly string[]} sources
 * @returns {readonly string[]}
 */
export function unseenOf(files, sources) {
  const seen = new Set(sources);
  return files.filter((path) => /\.tsx?$/.test(path) && !/\.(?:test|test-d|d)\.tsx?$/.test(path) && !seen.has(path));
}
