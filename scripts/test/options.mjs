/** @typedef {"all" | "fast" | "e2e" | "nightly"} Mode */
/** @typedef {{ readonly mode: Mode, readonly playwrightArgs: readonly string[] }} TestOptions */

/**
 * `[fast | e2e | nightly] [-- arguments for playwright]`; npm itself may have taken the `--` away.
 * @param {readonly string[]} args
 * @returns {TestOptions}
 */
export function toTestOptions(args) {
  const [first, ...rest] = args;
  const mode = first === "fast" || first === "e2e" || first === "nightly" ? first : "all";
  const playwrightArgs = (mode === "all" ? args : rest).filter((argument) => argument !== "--");
  if (mode === "fast" && playwrightArgs.length > 0) {
    throw new Error(`"fast" runs no Playwright, which ${playwrightArgs.join(" ")} would be for`);
  }
  return { mode, playwrightArgs };
}
