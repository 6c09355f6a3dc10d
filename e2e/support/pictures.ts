import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileOf } from "./test.ts";

interface Answer {
  readonly file?: string;
  readonly type?: string;
  readonly status?: number;
  /** Other pages may not read it. */
  readonly closed?: true;
}

const answers: Readonly<Record<string, Answer>> = {
  "/cat.jpg": { file: "picture.jpg", type: "image/jpeg" },
  "/corrupt.jpg": { file: "corrupt.jpg", type: "image/jpeg" },
  "/closed.jpg": { file: "picture.jpg", type: "image/jpeg", closed: true },
  "/page": { type: "text/html" },
};

/** Somebody else's host of pictures. Not a route of Playwright's: that one lets every page read its answers. */
export async function hostPictures() {
  const asked: { readonly path: string; readonly cookie: string | undefined; readonly referrer: string | undefined }[] =
    [];
  const server = createServer(async ({ url = "", headers }, response) => {
    asked.push({ path: url, cookie: headers.cookie, referrer: headers.referer });
    const { file, type, status = 200, closed }: Answer = answers[url] ?? { status: 404 };
    if (!closed) response.setHeader("access-control-allow-origin", "*");
    if (type !== undefined) response.setHeader("content-type", type);
    response.writeHead(status);
    response.end(file === undefined ? "" : await readFile(fileOf(`e2e/media/${file}`)));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => new Promise((closed) => server.close(closed)),
  };
}
