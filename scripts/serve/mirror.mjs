import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { filesIn } from "../shared/files.mjs";

/** Below it a folder of models answers as the Hub does. */
export const mirrorPath = "mirror/";

/** The Hub keeps in Git LFS, and so tells the sha256 of, what is larger, and all weights. */
const lfsBytes = 10e6;

/**
 * The Hub's own questions, answered from a folder that holds `<owner>/<name>/` as a clone has them. A folder has one
 * revision, so any that is asked for is that one.
 * @param {string} folder
 */
export function createMirror(folder) {
  const root = resolve(folder);
  /** By path, size and time: a digest of gigabytes is taken once. @type {Map<string, Promise<string>>} */
  const digests = new Map();

  /** @param {string} path */
  async function digestOf(path) {
    const { size, mtimeMs } = await stat(path);
    const key = `${path} ${size} ${mtimeMs}`;
    const known = digests.get(key) ?? sha256Of(path);
    digests.set(key, known);
    return known;
  }

  /** @param {string} id @returns {string | undefined} */
  function folderOf(id) {
    const path = resolve(root, id);
    return path.startsWith(root + sep) && !/(?:^|\/)\./.test(id) ? path : undefined;
  }

  /** @param {string} id */
  async function infoOf(id) {
    const path = folderOf(id);
    const config = path && (await readFile(join(path, "config.json"), "utf8").catch(() => undefined));
    if (path === undefined || config === undefined) return undefined;
    const { model_type, architectures } = JSON.parse(config);
    const files = filesIn(path).filter((file) => !file.path.startsWith(".git/"));
    const siblings = await Promise.all(
      files.map(async ({ path: rfilename, bytes: size }) => {
        const isLarge = size > lfsBytes || /\.onnx|\.onnx_data/.test(rfilename);
        return { rfilename, size, ...(isLarge && { lfs: { sha256: await digestOf(join(path, rfilename)), size } }) };
      }),
    );
    return { id, siblings, config: { model_type, architectures } };
  }

  return {
    /**
     * @param {string} path below `mirrorPath`, decoded
     * @param {URLSearchParams} query
     * @returns {Promise<{ json: unknown } | { file: string } | undefined>} `file` from the folder
     */
    async answerTo(path, query) {
      if (path === "api/models") return { json: await found(root, query.get("search") ?? "") };
      const [, asked] = /^api\/models\/((?:[^/]+\/)?[^/]+?)(?:\/revision\/.+)?$/.exec(path) ?? [];
      if (asked !== undefined) {
        const info = await infoOf(asked);
        return info && { json: info };
      }
      const [, id, file] = /^((?:[^/]+\/)?[^/]+)\/resolve\/[^/]+\/(.+)$/.exec(path) ?? [];
      return id !== undefined && folderOf(id) !== undefined ? { file: `${id}/${file}` } : undefined;
    },
  };
}

/** @param {string} root @param {string} text */
async function found(root, text) {
  /** @param {string} folder */
  const foldersIn = async (folder) =>
    (await readdir(folder, { withFileTypes: true })).filter((one) => one.isDirectory()).map(({ name }) => name);
  const owners = await foldersIn(root);
  const ids = await Promise.all(
    owners.map(async (owner) => (await foldersIn(join(root, owner))).map((name) => `${owner}/${name}`)),
  );
  return ids
    .flat()
    .filter((id) => !/(?:^|\/)\./.test(id) && id.toLowerCase().includes(text.toLowerCase()))
    .map((id) => ({ id, tags: [] }));
}

/** @param {string} path */
async function sha256Of(path) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/**
 * The site's settings as one machine of the network is told them: the folder first, then whoever else is named.
 * @param {string} text of `site.json`
 * @param {string} address of the mirror, as that machine reaches it
 */
export function withMirror(text, address) {
  const site = JSON.parse(text);
  return JSON.stringify({ ...site, endpoints: [{ name: "LAN", host: address }, ...(site.endpoints ?? [])] });
}
