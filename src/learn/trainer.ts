import { Stopped, TaskError } from "../shared/errors.ts";
import { type CallContext, type Callee, createCallee, handler, type PostToCaller } from "../shared/rpc/callee.ts";
import { readSaved, writeSaved } from "./saved.ts";
import { batchRows } from "./text/batches.ts";
import { readLabelled } from "./text/labelled.ts";
import { createFinetuning, type Finetuning, type PretrainedNet } from "./train/finetuning.ts";
import { createPretraining, type Pretraining } from "./train/pretraining.ts";
import { attentionIn, pictureOf, readoutOf } from "./train/readout.ts";
import {
  beginFinetuneVerb,
  beginVerb,
  exportVerb,
  finetuneVerb,
  loadVerb,
  type PretrainFacts,
  saveVerb,
  type TrainDevice,
  trainVerb,
} from "./verbs.ts";

/** Steps between two looks at held-out text. */
const lookEvery = 25;
/** Fine-tuning is short, and looking costs little. */
const examineEvery = 5;

/** What trains needs of the worker that it lives in. */
export interface TrainerPorts {
  /** @throws TaskError `webgpu-unavailable` where there is no such device */
  openDevice(device: TrainDevice): Promise<void>;
  /** Lets messages in: without it a stop would never be seen. */
  pause(): Promise<void>;
  isDeviceLost(): boolean;
  /** What all arrays hold. */
  memoryBytes(): number;
}

/** The worker's side: one network at a time, and one that is fine-tuned beside it. */
export function createTrainer(
  post: PostToCaller,
  { openDevice, pause, isDeviceLost, memoryBytes }: TrainerPorts,
): Callee {
  let pretraining: Pretraining | undefined;
  let finetuning: Finetuning | undefined;

  function replacePretraining(next: Pretraining): PretrainFacts {
    pretraining?.learner.dispose();
    pretraining = next;
    return factsOf(next);
  }

  /** Lets messages in, and leaves off where one of them was a stop. */
  function breath({ signal }: Pick<CallContext<never>, "signal">): () => Promise<void> {
    return async () => {
      await pause();
      if (signal.aborted) throw new Stopped();
    };
  }

  async function lastNet(): Promise<PretrainedNet> {
    const { plan, shape, vocabulary, learner } = begun(pretraining);
    const { weights } = await learner.state();
    return { objective: plan.objective, shape, vocabulary, weights };
  }

  const handlers = [
    handler(beginVerb, async ({ device, ...plan }) => {
      await openDevice(device);
      return replacePretraining(createPretraining({ ...plan, kind: plan.kind }));
    }),
    handler(trainVerb, async ({ steps }, context) => {
      const current = begun(pretraining);
      const take = breath(context);
      const last = current.learner.step + steps;
      while (current.learner.step < last) {
        await take();
        const loss = await current.step();
        const { step } = current.learner;
        context.tell({ step, loss });
        if (step !== 1 && step !== last && step % lookEvery !== 0) continue;
        const validationLoss = await current.validationLoss(take);
        const readout = await readoutOf(current, take);
        const attention = await attentionIn(current);
        context.tell({ step, loss, validationLoss, readout, attention, memoryBytes: memoryBytes() });
      }
      return { step: current.learner.step };
    }),
    handler(saveVerb, async () => {
      const { plan, learner } = begun(pretraining);
      return writeSaved(await lastNet(), { plan, state: await learner.state() });
    }),
    handler(exportVerb, async (which) => {
      const { filesOf, zipped } = await import("./export/folder.ts");
      return zipped(filesOf(which === "finetuned" ? await begun(finetuning).classifier() : await lastNet()), "learned");
    }),
    handler(loadVerb, async ({ device, file }) => {
      await openDevice(device);
      const { training } = readSaved(file);
      if (!training) throw new TaskError("file-corrupt", "The file holds a network, but no training that can go on.");
      const { plan, state } = training;
      const { text, objective, size, seed, steps } = plan;
      return { facts: replacePretraining(createPretraining(plan, state)), text, objective, size, seed, steps };
    }),
    handler(beginFinetuneVerb, async ({ device, labelled, net: file, ...plan }) => {
      const lines = readLabelled(labelled);
      await openDevice(device);
      const net = file ? readSaved(file).net : await lastNet();
      dropFinetuning();
      finetuning = createFinetuning(net, { ...plan, lines });
      const { labels, trainLines, heldOutLines } = finetuning;
      return { objective: net.objective, labels: [...labels], trainLines, heldOutLines };
    }),
    handler(finetuneVerb, async ({ steps }, context) => {
      const current = begun(finetuning);
      const { tuned, baseline } = current;
      const take = breath(context);
      const last = tuned.step + steps;
      while (tuned.step < last) {
        await take();
        const losses = await current.step();
        const { step } = tuned;
        context.tell({ step, ...losses });
        if (step !== last && step !== 1 && step % examineEvery !== 0) continue;
        const accuracy = await current.accuracyOf(tuned, take);
        context.tell({ step, ...losses, accuracy, baselineAccuracy: await current.accuracyOf(baseline, take) });
      }
      return { step: tuned.step };
    }),
  ];
  return createCallee(handlers, post, () => (isDeviceLost() ? "device-lost" : "run-failed"));

  function dropFinetuning(): void {
    finetuning?.tuned.dispose();
    finetuning?.baseline.dispose();
    finetuning = undefined;
  }
}

function begun<T>(training: T | undefined): T {
  if (training === undefined) throw new TaskError("input-invalid", "Nothing was begun.");
  return training;
}

function factsOf(pretraining: Pretraining): PretrainFacts {
  const { shape, vocabulary, parameters, split, learner } = pretraining;
  return {
    kind: vocabulary.kind,
    vocabulary: shape.vocabulary,
    context: shape.context,
    parameters,
    trainTokens: split.train.length,
    validationTokens: split.validation.length,
    batchTokens: batchRows * shape.context,
    step: learner.step,
    picture: pictureOf(pretraining),
  };
}
