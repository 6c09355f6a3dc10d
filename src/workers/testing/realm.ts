import * as v from "valibot";
import type { Device } from "../../hub/checkpoint.ts";
import type { ToCallee } from "../../shared/rpc/verb.ts";
import type { FakeWorker } from "../../shared/testing/worker.ts";
import { loadVerb } from "../verbs/load.ts";
import { runVerb } from "../verbs/run.ts";
import { failedOf, ranWith, reportOf } from "./answers.ts";
import { behaving } from "./manners.ts";
import type { Schedule } from "./schedule.ts";

/** What a worker is in the middle of; nothing but a dispose makes a loaded one fresh, and nothing a spoiled one. */
type State = "fresh" | "loading" | "loaded" | "running" | "disposing" | "spoiled";

interface Realm {
  state: State;
  device: Device;
}

/** Runs carry their number, by which their plan is found. */
const Input = v.object({ run: v.number() });

/**
 * The inside of the workers of a schedule: each keeps its state, answers as planned, and notes what a real one would
 * not survive (a load on top of a model, a request after a failure, two runs at once on one GPU).
 */
export function createRealms(schedule: Schedule) {
  const realms = new Map<FakeWorker, Realm>();
  const violations: string[] = [];
  let startCount = 0;
  let loadCount = 0;
  let disposeCount = 0;

  function realmOf(worker: FakeWorker): Realm {
    const known = realms.get(worker) ?? { state: "fresh", device: "wasm" };
    realms.set(worker, known);
    return known;
  }

  function turnTaken<P>(plans: readonly P[], count: number): P {
    const plan = plans[count % plans.length];
    if (plan === undefined) throw new Error("A schedule has no plans.");
    return plan;
  }

  function expectState(name: string, realm: Realm, wanted: State): void {
    if (realm.state !== wanted) violations.push(`"${name}" reached a worker that is ${realm.state}`);
  }

  /** Plans the end of a request; `ends` that are no word of the protocol are faults. */
  function end(worker: FakeWorker, ms: number, id: number, ends: string, state: State, event: unknown): void {
    const realm = realmOf(worker);
    function become(next: State, data: unknown): void {
      worker.later(ms, () => {
        realm.state = next;
        worker.sayNow(data);
      });
    }
    switch (schedule.isSunny ? "well" : ends) {
      case "failed":
        become("spoiled", failedOf(id, "run-failed"));
        break;
      case "refused":
        become("loaded", failedOf(id, "input-invalid"));
        break;
      case "rubbish":
        become("spoiled", { hello: "world" });
        break;
      case "crash":
        worker.crash("crashed by plan", ms);
        break;
      case "silent":
        break;
      default:
        become(state, event);
    }
  }

  function isGpuBusy(): boolean {
    return [...realms].some(
      ([worker, { state, device }]) => !worker.isTerminated && state === "running" && device === "webgpu",
    );
  }

  function planOf(request: unknown) {
    const { run } = v.parse(Input, v.parse(runVerb.request, request).input);
    return turnTaken(schedule.runs, run).plan;
  }

  /** By worker, what it would do at a stop. */
  const stops = new Map<FakeWorker, ReturnType<typeof planOf>>();

  const onReceived = behaving({
    start({ id }, worker) {
      expectState("start", realmOf(worker), "fresh");
      const { ends, ms } = turnTaken(schedule.starts, startCount++);
      const isWell = schedule.isSunny || ends === "started";
      if (!isWell && ends === "silent") return;
      worker.later(ms, () => {
        // A load that came meanwhile fails by itself.
        if (!isWell && realmOf(worker).state === "fresh") realmOf(worker).state = "spoiled";
        if (isWell) worker.sayNow({ type: "answer", id, answer: null });
        else if (ends === "failed") worker.sayNow(failedOf(id, "out-of-memory"));
        else if (ends === "rubbish") worker.sayNow({ hello: "world" });
        else if (ends === "crash") worker.crash("crashed by plan");
      });
    },
    load(message, worker) {
      const realm = realmOf(worker);
      expectState("load", realm, "fresh");
      const { checkpoint } = v.parse(loadVerb.request, requestIn(message));
      realm.state = "loading";
      realm.device = checkpoint.device;
      const { ends, ms } = turnTaken(schedule.loads, loadCount++);
      const { bytes } = turnTaken(schedule.models, Number(checkpoint.model));
      worker.say({ type: "ready" });
      end(worker, ms, message.id, ends, "loaded", { type: "answer", id: message.id, answer: reportOf(bytes) });
    },
    run(message, worker) {
      const realm = realmOf(worker);
      const { id } = message;
      expectState("run", realm, "loaded");
      if (realm.device === "webgpu" && isGpuBusy()) violations.push("two runs on one GPU");
      realm.state = "running";
      const plan = planOf(requestIn(message));
      stops.set(worker, plan);
      for (let part = 1; part <= plan.partials; part += 1) {
        worker.tell(id, { type: "partial", output: part }, (plan.ms * part) / (plan.partials + 1));
      }
      end(worker, plan.ms, id, plan.ends, "loaded", { type: "answer", id, answer: ranWith("an output") });
    },
    stop({ id }, worker) {
      expectState("stop", realmOf(worker), "running");
      const plan = stops.get(worker);
      if (!plan || (plan.onStop === "ignored" && !schedule.isSunny)) return;
      worker.hush();
      const done = { type: "answer", id, answer: ranWith("an output") };
      end(worker, plan.stopMs, id, plan.onStop, "loaded", plan.onStop === "done" ? done : { type: "cancelled", id });
    },
    dispose({ id }, worker) {
      const realm = realmOf(worker);
      expectState("dispose", realm, "loaded");
      realm.state = "disposing";
      const { ends, ms } = turnTaken(schedule.disposes, disposeCount++);
      end(worker, ms, id, ends, "fresh", { type: "answer", id, answer: null });
    },
    tokens() {},
    want: ({ id }, worker) => worker.say({ type: "answer", id, answer: null }),
  });

  return { onReceived, violations };
}

function requestIn(message: ToCallee): unknown {
  return message.type === "ask" ? message.request : undefined;
}
