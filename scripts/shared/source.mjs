import { createServer } from "vite";

/**
 * The project's own modules in this process, as they are written.
 * @template Result
 * @param {string} root
 * @param {string} file from the root, beginning with a slash
 * @param {(module: unknown) => Result | Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withSource(root, file, work) {
  const server = await createServer({
    root,
    appType: "custom",
    logLevel: "error",
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
  });
  try {
    return await work(await server.ssrLoadModule(file));
  } finally {
    await server.close();
  }
}
