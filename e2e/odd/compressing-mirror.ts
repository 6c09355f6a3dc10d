import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { gzipSync } from "node:zlib";

/**
 * A static host of one repository, `odd/one`, that compresses JSON: it tells the length of the compressed body, and pages
 * of other origins are not shown that it is one. GitHub Pages and nginx's `gzip_static` do so.
 * @param cut name of a file that breaks off in the middle
 */
export async function startCompressingMirror(folder: string, cut?: string) {
  const server = createServer(async (request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    const [, file = ""] = /^\/odd\/one\/resolve\/main\/(.+)$/.exec(request.url ?? "") ?? [];
    const whole = await readFile(path.join(folder, file)).catch(() => undefined);
    if (!whole) {
      response.writeHead(404).end();
      return;
    }
    if (file === cut) {
      response.setHeader("content-length", whole.length);
      response.write(whole.subarray(0, whole.length >> 1), () => response.destroy());
      return;
    }
    const isCompressed = file.endsWith(".json");
    const body = isCompressed ? gzipSync(whole) : whole;
    if (isCompressed) response.setHeader("content-encoding", "gzip");
    response.setHeader("content-length", body.length);
    response.end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The mirror has no port.");
  return {
    endpoint: { name: "Compressing", host: `http://127.0.0.1:${address.port}/` },
    close: () => new Promise((closed) => server.close(closed)),
  };
}
