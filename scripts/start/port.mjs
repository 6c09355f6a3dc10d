/** Vite's own preview port: where people look for a built page. */
const usualPort = 4173;

/** How many ports above the usual one are tried. */
const triedPorts = 50;

/** @param {unknown} error */
const isTaken = (error) => error instanceof Error && "code" in error && error.code === "EADDRINUSE";

/**
 * Calls `listen` with the port asked for, or with the usual one and upwards until one is free.
 * Trying to listen is the only sure test: a port that was free a moment ago may be taken now.
 * @template T
 * @param {number | undefined} asked
 * @param {(port: number) => Promise<T>} listen
 * @returns {Promise<T>}
 */
export async function onFreePort(asked, listen) {
  const last = asked ?? usualPort + triedPorts;
  for (let port = asked ?? usualPort; port <= last; port += 1) {
    try {
      return await listen(port);
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw new Error(
    asked === undefined
      ? `the ports from ${usualPort} to ${last} are all taken; name another with --port`
      : `port ${asked} is taken; name another with --port, or none`,
  );
}
