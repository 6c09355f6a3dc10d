import * as v from "valibot";
import type { Steps } from "../../../../shared/vectors/steps.ts";
import { type FromMaths, type MathsQuestion, ToMaths } from "./protocol.ts";

interface DeskPorts {
  post(message: FromMaths): void;
  answer(question: MathsQuestion): Promise<Steps<unknown>>;
  now(): number;
  /** Lets messages in. */
  pause(): Promise<void>;
}

/** After so long other questions are let in: a quick one need not wait for a map of a minute. */
const sliceMs = 40;
/** At most so often is progress told: the page draws each. */
const progressMs = 200;

/** The worker's side of derived views: questions in, answers out, several under way at once. Knows no worker global. */
export function createDesk({ post, answer, now, pause }: DeskPorts) {
  const wanted = new Set<number>();

  async function work(id: number, question: MathsQuestion): Promise<void> {
    wanted.add(id);
    try {
      const steps = await answer(question);
      let pausedAt = now();
      let toldAt = pausedAt;
      for (let step = steps.next(); wanted.has(id); step = steps.next()) {
        if (step.done) {
          post({ type: "answer", id, answer: step.value });
          break;
        }
        if (now() - pausedAt < sliceMs) continue;
        if (now() - toldAt >= progressMs) {
          toldAt = now();
          post({ type: "progress", id, share: step.value });
        }
        await pause();
        pausedAt = now();
      }
    } catch (reason) {
      post({ type: "failed", id, message: String(reason) });
    } finally {
      wanted.delete(id);
    }
  }

  return {
    receive(data: unknown): Promise<void> {
      const message = v.parse(ToMaths, data);
      if (message.type === "ask") return work(message.id, message.question);
      wanted.delete(message.id);
      return Promise.resolve();
    },
  };
}
