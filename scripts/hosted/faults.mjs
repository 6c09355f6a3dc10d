/** What goes wrong is chosen by the model's name: `fault-<name>`. */
const faultNames = /** @type {const} */ ([
  /** The key is another; also the answer to any key but `testKey`. */
  "key",
  "credit",
  "access",
  "unknown",
  /** The first request is told to wait a second; the next one is answered. */
  "limited-once",
  /** Every request is told to wait half a minute, which is waited for. */
  "limited-long",
  /** Every request is told to wait two minutes, which is not. */
  "limited",
  "overloaded",
  /** The answer begins and is then held back. */
  "refused",
  "prompt",
  /** The connection goes in the middle of an answer. */
  "broken",
  /** An error comes in the middle of an answer. */
  "midway",
  /** Nothing ever comes. */
  "silent",
  /** It takes no temperature. */
  "sampling",
  /** It takes one, and tells no probabilities. */
  "probabilities",
]);

/** @typedef {(typeof faultNames)[number]} Fault */

/** @typedef {{ readonly status: number, readonly body: unknown, readonly headers?: Readonly<Record<string, string>> }} Refusal */

/** The one key that these servers take. */
export const testKey = "test-key-0123456789";

/**
 * @param {string} model
 * @returns {Fault | undefined}
 */
export function findFault(model) {
  return faultNames.find((name) => model.endsWith(`fault-${name}`));
}
