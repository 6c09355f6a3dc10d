import { Stopped, TaskError } from "../shared/errors.ts";
import { type CallContext, type Callee, createCallee, handler, type PostToCaller } from "../shared/rpc/callee.ts";
import { type Encoder, openEncoder } from "./encoder/checkpoint.ts";
import { checkNeeds } from "./encoder/needs.ts";
import { encoderShapeOf } from "./encoder/shape.ts";
import type { Files } from "./export/folder.ts";
import { readLinesVerb } from "./head/verbs.ts";
import { readSaved, writeFinetuning, writeSaved } from "./saved.ts";
import { batchRows } from "./text/batches.ts";
import { labelledText, readLabelled } from "./text/labelled.ts";
import {
  createFinetuning,
  type FinetunePlan,
  type FinetuneProgress,
  type Finetuning,
  type PretrainedNet,
} from "./train/finetuning.ts";
import { createPretraining, type Pretraining } from "./train/pretraining.ts";
import { attentionIn, pictureOf, readoutOf } from "./train/readout.ts";
import { isEncoder, type Subject } from "./train/tunable.ts";
import {
  beginFinetuneVerb,
  beginVerb,
  exportVerb,
  type FinetuneFacts,
  finetuneVerb,
  type GivenNet,
  loadFinetuneVerb,
  loadVerb,
  type PretrainFacts,
  saveFinetuneVerb,
  saveVerb,
  type TrainDevice,
  takeEncoderVerb,
  trainVerb,
  weighEncoderVerb,
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
  let encoder: Encoder | undefined;

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

  async function subjectOf(net: GivenNet): Promise<Subject> {
    if (net === "encoder") return begun(encoder);
    return net ? readSaved(net).net : lastNet();
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
      return zipped(which === "finetuned" ? await tunedFiles(begun(finetuning)) : filesOf(await lastNet()), "learned");
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
      return replaceFinetuning(await subjectOf(file), { ...plan, lines });
    }),
    handler(saveFinetuneVerb, async ({ steps }) => {
      const { subject, plan, progress } = begun(finetuning);
      if (isEncoder(subject)) throw new TaskError("input-invalid", "A checkpoint of the Hub is exported, not saved.");
      const { lines, ...rest } = plan;
      return writeFinetuning(subject, {
        plan: { ...rest, steps, labelled: labelledText(lines) },
        progress: await progress(),
      });
    }),
    handler(loadFinetuneVerb, async ({ device, file }) => {
      const { net, finetuning: saved } = readSaved(file);
      if (!saved) throw new TaskError("file-corrupt", "The file holds no fine-tuning that can go on.");
      const { labelled, steps, ...plan } = saved.plan;
      const lines = readLabelled(labelled);
      await openDevice(device);
      const facts = replaceFinetuning(net, { ...plan, lines }, saved.progress);
      return { facts, ...saved.plan, step: saved.progress.baseline.step };
    }),
    handler(readLinesVerb, (text) => [...readLabelled(text)]),
    handler(weighEncoderVerb, ({ config, memoryGB }) => ({ ...checkNeeds(encoderShapeOf(config), memoryGB) })),
    handler(takeEncoderVerb, (files) => {
      encoder = openEncoder(files);
      return null;
    }),
    handler(finetuneVerb, async ({ steps }, context) => {
      const current = begun(finetuning);
      const { tuned, baseline } = current;
      const take = breath(context);
      const last = current.steps + steps;
      while (current.steps < last) {
        await take();
        const losses = await current.step(take);
        const step = current.steps;
        context.tell({ step, ...losses });
        if (step !== last && step !== 1 && step % examineEvery !== 0) continue;
        const accuracy = await current.accuracyOf(tuned, take);
        const baselineAccuracy = await current.accuracyOf(baseline, take);
        context.tell({ step, ...losses, accuracy, baselineAccuracy, memoryBytes: memoryBytes() });
      }
      return { step: current.steps };
    }),
  ];
  return createCallee(handlers, post, () => (isDeviceLost() ? "device-lost" : "run-failed"));

  function replaceFinetuning(subject: Subject, plan: FinetunePlan, saved?: FinetuneProgress): FinetuneFacts {
    finetuning?.tuned.dispose();
    finetuning?.baseline.dispose();
    finetuning = undefined;
    finetuning = createFinetuning(subject, plan, saved);
    const { labels, parameters, trainLines, heldOutLines } = finetuning;
    const objective = isEncoder(subject) ? "masked" : subject.objective;
    return { objective, parameters, labels: [...labels], trainLines, heldOutLines };
  }
}

function begun<T>(training: T | undefined): T {
  if (training === undefined) throw new TaskError("input-invalid", "Nothing was begun.");
  return training;
}

async function tunedFiles({ subject, labels, weights }: Finetuning): Promise<Files> {
  const tuned = { labels, weights: await weights() };
  if (!isEncoder(subject)) return (await import("./export/folder.ts")).filesOf({ ...subject, ...tuned });
  return (await import("./encoder/folder.ts")).encoderFilesOf({ ...subject, ...tuned });
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
