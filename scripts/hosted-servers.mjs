import { testKey } from "./hosted/faults.mjs";
import { startProvider } from "./hosted/server.mjs";

/** One server a protocol, for trying hosted models without a key or the internet. */
const ports = /** @type {const} */ ([
  ["anthropic", 9801],
  ["google", 9802],
  ["openai", 9803],
]);

const baseUrls = { mistral: "http://127.0.0.1:9803", hf: "http://127.0.0.1:9803", server: "http://127.0.0.1:9803" };
for (const [protocol, port] of ports) {
  const { url } = await startProvider({ protocol, port, paceMs: 60 });
  Object.assign(baseUrls, { [protocol]: url });
}
console.log(`The key is ${testKey}; models are echo, echo-long, echo-thinker and fault-<what>. In site.json:`);
console.log(JSON.stringify({ hosted: { providers: Object.keys(baseUrls).sort(), baseUrls } }, null, 2));
