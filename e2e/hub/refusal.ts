import { jsonReply, type Reply, textReply } from "./reply.ts";
import type { Route } from "./route.ts";

/** The Hub says what went wrong in headers; the body is JSON below `/api/models`, plain text elsewhere. */
function refusal(route: Route, status: number, message: string, headers: Readonly<Record<string, string>> = {}): Reply {
  // A header can't carry what a user may type into a revision.
  const all = { "x-error-message": message.replace(/[^ -~]/g, "?"), ...headers };
  const isApi = route.kind === "model" || route.kind === "models";
  return isApi ? jsonReply(status, { error: message }, all) : textReply(status, message, all);
}

const askToLogIn = { "www-authenticate": 'Bearer realm="Authentication required", charset="UTF-8"' };

/** Without a token the Hub doesn't say whether a repository is unknown or private, and gives no X-Error-Code. */
export function repoNotFound(route: Route, hasToken: boolean): Reply {
  return hasToken
    ? refusal(route, 404, "Repository not found", { "x-error-code": "RepoNotFound" })
    : refusal(route, 401, "Invalid username or password.", askToLogIn);
}

export function gatedRepo(route: Route, id: string, hasToken: boolean): Reply {
  const code = { "x-error-code": "GatedRepo" };
  return hasToken
    ? refusal(
        route,
        403,
        `Access to model ${id} is restricted and you are not in the authorized list. Visit https://huggingface.co/${id} to ask for access.`,
        code,
      )
    : refusal(
        route,
        401,
        `Access to model ${id} is restricted. You must have access to it and be authenticated to access it. Please log in.`,
        { ...code, ...askToLogIn },
      );
}

export function revisionNotFound(route: Route, revision: string): Reply {
  return refusal(route, 404, `Invalid rev id: ${revision}`, { "x-error-code": "RevisionNotFound" });
}

export function entryNotFound(route: Route, commit: string): Reply {
  const headers = { "x-error-code": "EntryNotFound", "x-repo-commit": commit, "accept-ranges": "bytes" };
  return refusal(route, 404, "Entry not found", headers);
}

export function pageNotFound(): Reply {
  return jsonReply(404, { error: "Sorry, we can't find the page you are looking for." });
}

export function methodNotAllowed(): Reply {
  return textReply(405, "Method Not Allowed", { allow: "GET, HEAD, OPTIONS" });
}

/** Status and header of https://huggingface.co/docs/hub/rate-limits; `r` is what is left, `t` the seconds to wait. */
export function rateLimited(route: Route, retryAfterSeconds: number): Reply {
  return refusal(route, 429, "We had to rate limit your IP.", {
    "retry-after": String(retryAfterSeconds),
    ratelimit: `"resolvers";r=0;t=${retryAfterSeconds}`,
    "ratelimit-policy": '"fixed window";"resolvers";q=3000;w=300',
  });
}

export function forbidden(route: Route): Reply {
  return refusal(route, 403, "Forbidden");
}

export function serverError(route: Route): Reply {
  return refusal(route, 500, "Internal Error - We're working hard to fix this as soon as possible!");
}
