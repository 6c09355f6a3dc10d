/** How a page may be isolated: the second, where the browser knows it, leaves pictures of other hosts their place. */
export type EmbedderPolicy = "require-corp" | "credentialless";

/**
 * The same answer with the headers that isolate a page, and so give it memory that threads share. A host that sends any
 * itself knows better; what no script may read into is left alone.
 */
export function isolated(response: Response, policy: EmbedderPolicy): Response {
  const { status, statusText, body, type } = response;
  if (type === "opaque" || type === "opaqueredirect" || status === 0) return response;
  if (response.headers.has("cross-origin-embedder-policy")) return response;
  const headers = new Headers(response.headers);
  headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("cross-origin-embedder-policy", policy);
  return new Response(body, { status, statusText, headers });
}
