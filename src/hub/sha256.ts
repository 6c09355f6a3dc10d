import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** In hexadecimal. Nothing can be added after it. */
  digest(): string;
}

/** Of a content that comes piece by piece, whatever its length: the browser's own digests want all of it at once. */
export function createSha256(): Sha256 {
  const hash = sha256.create();
  return { update: (bytes) => void hash.update(bytes), digest: () => bytesToHex(hash.digest()) };
}
