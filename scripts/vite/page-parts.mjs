const parts = /^\.\/(?:models\.ts|examples\.ts|messages\/[\w-]+\.json)$/;
const nothing = "\0page-parts";

/**
 * For a worker's build: what a definition fetches for the page alone, its models, examples and words, is not written a
 * second time.
 * @returns {import("vite").Plugin}
 */
export function leavePageParts() {
  return {
    name: "page-parts",
    enforce: "pre",
    resolveId(source, importer) {
      return parts.test(source) && importer?.endsWith("/definition.ts") ? nothing : undefined;
    },
    load(id) {
      return id === nothing ? "export {};" : undefined;
    },
  };
}
