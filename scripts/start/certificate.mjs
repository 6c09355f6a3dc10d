import { isIP } from "node:net";
import { generate } from "selfsigned";

/** Long enough for a course, short enough to be no burden when it leaks. */
const validDays = 30;

const dayMs = 24 * 60 * 60 * 1000;

/**
 * A self-signed certificate for these names and addresses. Node has no call that makes one, and openssl is not on
 * every machine (Windows).
 * @param {readonly string[]} names
 * @returns {Promise<{ readonly key: string, readonly cert: string }>} both in PEM
 */
export async function createCertificate(names) {
  const { private: key, cert } = await generate([{ name: "commonName", value: "model-playground" }], {
    keySize: 2048,
    algorithm: "sha256",
    notAfterDate: new Date(Date.now() + validDays * dayMs),
    extensions: [
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: names.map(toAlternativeName) },
    ],
  });
  return { key, cert };
}

/**
 * @param {string} name
 * @returns {import("selfsigned").SubjectAltNameEntry} by the numbers of RFC 5280: 7 is an address, 2 a name
 */
function toAlternativeName(name) {
  return isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name };
}
