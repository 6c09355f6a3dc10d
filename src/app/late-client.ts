import { type Failure, toFailure } from "../shared/errors.ts";
import type { RunClient } from "./store/environment.ts";

interface Handle<Outcome> {
  readonly outcome: Promise<Outcome>;
  stop(): void;
}

type Ended = { readonly type: "cancelled" } | { readonly type: "failed"; readonly failure: Failure };

/**
 * A client whose code comes when something is first asked of it: no first look needs it.
 * @param load fetches it; asked again where that failed
 */
export function createLateClient(load: () => Promise<RunClient>): RunClient {
  let client: RunClient | undefined;
  let loading: Promise<RunClient> | undefined;

  async function need(): Promise<RunClient> {
    loading ??= load();
    try {
      client = await loading;
      return client;
    } catch (reason) {
      loading = undefined;
      throw reason;
    }
  }

  /** What is stopped before the client has come ends at once. */
  function later<Outcome>(ask: (client: RunClient) => Handle<Outcome>): Handle<Outcome | Ended> {
    if (client) return ask(client);
    let stop = (): void => {};
    const outcome = new Promise<Outcome | Ended>((resolve) => {
      let isStopped = false;
      stop = () => {
        isStopped = true;
        resolve({ type: "cancelled" });
      };
      need().then(
        (come) => {
          if (isStopped) return;
          const handle = ask(come);
          stop = handle.stop;
          resolve(handle.outcome);
        },
        (reason) => resolve({ type: "failed", failure: toFailure(reason, "worker-crashed") }),
      );
    });
    return { outcome, stop: () => stop() };
  }

  return {
    openAhead(taskId, checkpoint, returnedTo) {
      if (client) return client.openAhead(taskId, checkpoint, returnedTo);
      if (returnedTo)
        void need().then(
          (come) => come.openAhead(taskId, checkpoint, returnedTo),
          () => {},
        );
      return false;
    },
    isResident: (...model) => client?.isResident(...model) ?? false,
    prepare: (...asked) => later((come) => come.prepare(...asked)),
    run: (request, onEvent) => later((come) => come.run(request, onEvent)),
    tokens: (request, onLoading) => later((come) => come.tokens(request, onLoading)),
  };
}
