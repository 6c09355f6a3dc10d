import { readFile } from "node:fs/promises";
import wabt from "wabt";

/**
 * `import bytes from "x.wat"` gives a WebAssembly module's bytes, from its text: the few loops that are several times as fast
 * with SIMD, which JavaScript has not. Source of the format: https://webassembly.github.io/spec/core/text/.
 * @returns {import("vite").Plugin}
 */
export function wat() {
  return {
    name: "wat",
    async load(id) {
      if (!id.endsWith(".wat")) return null;
      const { parseWat } = await wabt();
      const module = parseWat(id, await readFile(id, "utf8"), { simd: true });
      try {
        return `export default Uint8Array.of(${module.toBinary({}).buffer.join()});`;
      } finally {
        module.destroy();
      }
    },
  };
}
