import type { IncomingHttpHeaders } from "node:http";
import { type Reply, textReply } from "./reply.ts";

/**
 * The Hub's own list, read from its answers in 2026. `Retry-After` and `RateLimit` are not in it: a page that was told
 * to wait can't read for how long.
 */
const exposed =
  "X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,X-Total-Count,ETag,Link,Accept-Ranges,Content-Range,X-Linked-Size,X-Linked-ETag,X-Xet-Hash";

/** The Hub names the asking origin; its CDN lets everyone read. */
export function corsHeaders(pathname: string, origin: string | undefined): Readonly<Record<string, string>> {
  const isCdn = pathname.startsWith("/cdn/");
  return {
    "access-control-allow-origin": isCdn ? "*" : (origin ?? "https://huggingface.co"),
    "access-control-expose-headers": isCdn ? "*" : exposed,
    "access-control-max-age": "86400",
    "cross-origin-resource-policy": "cross-origin",
    vary: "Origin",
  };
}

/** Asked before a request with a header of its own, as `Authorization`. A single Range needs no asking. */
export function preflightReply(headers: IncomingHttpHeaders): Reply {
  return textReply(200, "", {
    "access-control-allow-methods": headers["access-control-request-method"] ?? "GET",
    "access-control-allow-headers": headers["access-control-request-headers"] ?? "",
  });
}
