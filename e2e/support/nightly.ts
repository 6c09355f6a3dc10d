/**
 * Whether this is `npm run test:nightly`, which asks for all of what `npm test` takes an example of. What is one test for
 * each of many is marked `@nightly` where it is not the example; a test that goes through many takes fewer.
 */
export const isNightly = process.env.NIGHTLY === "1";

/** Of a test that `npm test` runs with fewer. */
export const withFewer = { tag: isNightly ? ["@nightly"] : [] };

/** Of one test of a kind: whether `npm test` runs it, too. */
export const only = (isExample: boolean) => ({ tag: isExample ? [] : ["@nightly"] });

/** One of three, from the first on; all by night. */
export const third = <T>(all: readonly T[]): readonly T[] => (isNightly ? all : all.filter((_, at) => at % 3 === 0));
