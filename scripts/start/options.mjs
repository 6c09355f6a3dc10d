import { parseArgs } from "node:util";

/**
 * @typedef {object} StartOptions
 * @property {number | undefined} port undefined: the usual one or the next that is free
 * @property {string} host
 * @property {boolean} https
 * @property {boolean} build
 * @property {string | undefined} mirror
 */

export const usage = `npm start -- [--port N] [--host ADDRESS] [--https] [--mirror FOLDER] [--no-build]
  --port N        this port and no other (else 4173 or the next free one)
  --host ADDRESS  listen there; 0.0.0.0 for all networks (else 127.0.0.1, with --https 0.0.0.0)
  --https         with a self-signed certificate, so that other machines get WebGPU too
  --mirror FOLDER models in <owner>/<name>/ there are found here first, as at the Hub: for a classroom without its own line
  --no-build      serve dist/ as it is`;

/**
 * @param {readonly string[]} args
 * @returns {StartOptions}
 */
export function toStartOptions(args) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string" },
      host: { type: "string" },
      https: { type: "boolean", default: false },
      mirror: { type: "string" },
      "no-build": { type: "boolean", default: false },
    },
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65535)) {
    throw new Error(`--port takes a number from 0 to 65535, not ${values.port}`);
  }
  // --https is the remedy for "other machines see an insecure page", so it listens for them.
  const host = values.host ?? (values.https ? "0.0.0.0" : "127.0.0.1");
  return { port, host, https: values.https, build: !values["no-build"], mirror: values.mirror };
}
