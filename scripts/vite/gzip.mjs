import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const suffix = "?gzip-url";

/**
 * `import url from "x.wasm?gzip-url"` gives the address of the file gzip-compressed: ONNX Runtime's asyncify build is
 * 26.9 MB, over the 25 MiB a file that common static hosts take. In development the file is served as it is; the
 * reader looks at the first bytes (src/workers/engine/runtime.ts).
 * @returns {import("vite").Plugin}
 */
export function gzipUrl() {
  let building = false;
  return {
    name: "gzip-url",
    enforce: "pre",
    configResolved(config) {
      building = config.command === "build";
    },
    async resolveId(source, importer) {
      if (!source.endsWith(suffix)) return null;
      const resolved = await this.resolve(source.slice(0, -suffix.length), importer, { skipSelf: true });
      return resolved ? `\0gzip-url:${resolved.id}` : null;
    },
    async load(id) {
      if (!id.startsWith("\0gzip-url:")) return null;
      const file = id.slice("\0gzip-url:".length);
      if (!building) return `export default ${JSON.stringify(`/@fs${file}`)};`;
      const source = await promisify(gzip)(await readFile(file), { level: 9 });
      const reference = this.emitFile({ type: "asset", name: `${path.basename(file)}.gz`, source });
      return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
    },
  };
}
