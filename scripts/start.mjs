import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { serveDist } from "./serve/server.mjs";
import { distFolder, root } from "./shared/root.mjs";
import { toolPathOf } from "./shared/tool.mjs";
import { createCertificate } from "./start/certificate.mjs";
import { networkAddresses } from "./start/network.mjs";
import { toStartOptions, usage } from "./start/options.mjs";
import { onFreePort } from "./start/port.mjs";

try {
  await start(process.argv.slice(2));
} catch (error) {
  console.error(`start: ${error instanceof Error ? error.message : String(error)} (npm start -- --help)`);
  process.exitCode = 1;
}

/** @param {readonly string[]} args */
async function start(args) {
  if (args.includes("--help")) return console.log(usage);
  const options = toStartOptions(args);
  if (options.build) build();
  if (!existsSync(join(distFolder, "index.html"))) throw new Error("dist/ has no index.html; leave out --no-build");

  const isOpen = options.host === "0.0.0.0" || options.host === "::";
  const others = isOpen ? networkAddresses() : [];
  const names = new Set(["localhost", "127.0.0.1", ...others, ...(isOpen ? [] : [options.host])]);
  const { mirror } = options;
  if (mirror !== undefined && !existsSync(mirror)) throw new Error(`--mirror: there is no folder ${mirror}`);
  const tls = options.https ? { tls: await createCertificate([...names]) } : {};
  const served = await onFreePort(options.port, (port) =>
    serveDist({ root: distFolder, port, host: options.host, ...tls, ...(mirror !== undefined && { mirror }) }),
  );
  console.log(`Model playground: ${served.url}`);

  for (const address of others) {
    console.log(`For other machines: ${options.https ? "https" : "http"}://${address}:${served.port}/`);
  }
  if (options.https) console.log("The certificate is self-signed: the browser warns once, choose to go on.");
  else if (isOpen) console.log("Over http only this machine gets WebGPU; add --https for the others.");
}

/** In a process of its own, so that the bundler's memory does not stay with the server. */
function build() {
  const { status } = spawnSync(process.execPath, [toolPathOf("vite"), "build", "--logLevel", "warn"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("the build failed, see above");
}
