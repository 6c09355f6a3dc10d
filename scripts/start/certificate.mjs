import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { isIP } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Long enough for a course, short enough to be no burden when it leaks. */
const validDays = 30;

/** @param {string} name */
const alternativeName = (name) => (isIP(name) === 0 ? `DNS:${name}` : `IP:${name}`);

/**
 * A self-signed certificate for these names and addresses, made by openssl. Node has no call that makes one.
 * RSA, because LibreSSL (macOS) takes elliptic curves in another way.
 * @param {readonly string[]} names
 * @returns {{ readonly key: string, readonly cert: string }}
 */
export function createCertificate(names) {
  const folder = mkdtempSync(join(tmpdir(), "certificate-"));
  const keyFile = join(folder, "key.pem");
  const certFile = join(folder, "cert.pem");
  try {
    const made = spawnSync(
      "openssl",
      [
        ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-sha256", "-days", String(validDays)],
        ...["-subj", "/CN=model-playground", "-keyout", keyFile, "-out", certFile],
        ...["-addext", `subjectAltName=${names.map(alternativeName).join(",")}`],
        ...["-addext", "extendedKeyUsage=serverAuth"],
      ],
      { encoding: "utf8" },
    );
    if (made.error) {
      throw new Error(
        "--https needs openssl to make a certificate, and none was found. Install openssl and try again.",
      );
    }
    if (made.status !== 0) throw new Error(`openssl made no certificate: ${made.stderr.trim()}`);
    return { key: readFileSync(keyFile, "utf8"), cert: readFileSync(certFile, "utf8") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
