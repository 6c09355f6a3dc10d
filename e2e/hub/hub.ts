import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type CatalogueOptions, createCatalogue } from "./catalogue.ts";
import { createFaultBook, type FaultRule } from "./fault.ts";
import { createEntry, type LoggedRequest } from "./log.ts";
import { serve } from "./serve.ts";

interface HubOptions extends CatalogueOptions {
  readonly faults?: readonly FaultRule[];
  /** Opens gated repositories; any other token counts as a valid one without access. */
  readonly token?: string;
  /** `apart`: the CDN has an origin of its own, as the real one has; a page's connect-src must allow it. */
  readonly cdn?: "same" | "apart";
  /** 0, the default, takes a free one. */
  readonly port?: number;
}

export interface Hub {
  /** Without a slash at the end. */
  readonly url: string;
  readonly cdnUrl: string;
  /** In order of arrival; grows while the Hub runs. */
  readonly requests: readonly LoggedRequest[];
  forgetRequests(): void;
  /** The newest rule that concerns a request wins. */
  setFault(rule: FaultRule): void;
  clearFaults(): void;
  /** Ends every connection, the silent and stalled ones too. */
  close(): Promise<void>;
}

/** Answers as the Hugging Face Hub does, from folders on this machine, on 127.0.0.1 only. */
export async function startHub(options: HubOptions = {}): Promise<Hub> {
  const catalogue = createCatalogue(options);
  // A mistyped folder fails here, where it is named, and not as a 401 in some test.
  await catalogue.all();
  const faults = createFaultBook(options.faults ?? []);
  const requests: LoggedRequest[] = [];
  const listen = (request: IncomingMessage, response: ServerResponse) => {
    const entry = createEntry(request);
    requests.push(entry);
    void serve({ request, response, entry, faults, known: { catalogue, token: options.token, cdnUrl } });
  };
  const server = createServer(listen);
  const cdn = options.cdn === "apart" ? createServer(listen) : server;
  const url = await opened(server, options.port ?? 0);
  const cdnUrl = cdn === server ? url : await opened(cdn, 0);
  return {
    url,
    cdnUrl,
    requests,
    forgetRequests: () => {
      requests.length = 0;
    },
    setFault: faults.set,
    clearFaults: faults.clear,
    close: async () => {
      await Promise.all([...new Set([server, cdn])].map(closed));
    },
  };
}

function opened(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const bound = typeof address === "object" && address !== null ? address.port : port;
      resolve(`http://127.0.0.1:${bound}`);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
