import { networkInterfaces } from "node:os";

/** This machine's IPv4 addresses as others on its networks see them. */
export function networkAddresses() {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address);
}
