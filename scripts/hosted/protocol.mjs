/** @typedef {import("node:http").IncomingHttpHeaders} Headers */
/** @typedef {import("./faults.mjs").Fault} Fault */
/** @typedef {import("./faults.mjs").Refusal} Refusal */
/** @typedef {import("./model.mjs").Told} Told */
/** @typedef {import("./model.mjs").Written} Written */

/** @typedef {Exclude<Fault, "limited-once" | "limited-long" | "limited" | "refused" | "broken" | "midway" | "silent">} Refused What is refused outright. */

/**
 * What one provider's public documentation says of requests, streams and errors.
 * @typedef {object} Protocol
 * @property {(path: string) => boolean} isWrite
 * @property {(path: string) => boolean} isList
 * @property {(headers: Headers) => string} keyOf the key as that provider wants it; empty where it is not there
 * @property {(models: readonly string[]) => unknown} list
 * @property {(path: string, body: unknown) => Told} tell throws where the request is not as documented
 * @property {Readonly<Record<Refused, Refusal>>} refusals
 * @property {(seconds: number) => Refusal} limited what is told to wait
 * @property {string} midway an error within a stream, as it travels
 * @property {(written: Written) => Iterable<string>} stream the events of an answer, as they travel
 */

export {};
