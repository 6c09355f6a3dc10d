import * as v from "valibot";
import { openFiles } from "../../hub/files.ts";
import { readLinesVerb } from "../../learn/head/verbs.ts";
import { type EncoderNeeds, takeEncoderVerb, weighEncoderVerb } from "../../learn/verbs.ts";
import { realClock } from "../../shared/clock.ts";
import { answerOf } from "../../shared/rpc/caller.ts";
import { EncoderFiles } from "../../tasks/common/text/encoder-files.ts";
import { type AskPorts, type AskProgress, openModel } from "./ask.ts";
import type { LearnPorts } from "./pretrain.ts";

export interface EncoderRequest {
  /** An id of the Hub. */
  readonly named: string;
  /** Lines as they were typed. */
  readonly labelled: string;
}

export interface EncoderTold {
  /** Before its weights are fetched. */
  onNeeds(needs: EncoderNeeds): void;
  onProgress(progress: AskProgress): void;
}

/** Brings a checkpoint of the Hub to the worker that trains, where that has not got it yet. @throws TaskError @throws Stopped */
export type BringEncoder = (request: EncoderRequest, told: EncoderTold, signal: AbortSignal) => Promise<void>;

export function createEncoders({ client }: Pick<LearnPorts, "client">, models: AskPorts): BringEncoder {
  let there: EncoderRequest | undefined;
  client.whenLost(() => {
    there = undefined;
  });
  return async ({ named, labelled }, { onNeeds, onProgress }, signal) => {
    if (there?.named === named && there.labelled === labelled) return;
    const lines = answerOf(await client.ask(readLinesVerb, labelled, { signal }));
    const { checkpoint, sources, ask } = await openModel(named, "wasm", [], models);
    const { required } = await openFiles({ checkpoint, sources }, () => {}, realClock, signal);
    const config = await required("config.json");
    const { memoryGB } = models.facts();
    const weighed = { config, ...(memoryGB !== undefined && { memoryGB }) };
    onNeeds(answerOf(await client.ask(weighEncoderVerb, weighed, { signal })));
    const texts = [...new Set(lines.map(({ text }) => text))];
    const question = { taskId: "encoder-files", input: { texts }, options: {} };
    const found = v.parse(EncoderFiles, await ask(question, signal, onProgress));
    const transfer = [found.weights.buffer];
    there = undefined;
    answerOf(await client.ask(takeEncoderVerb, { config, texts, ...found }, { signal, transfer }));
    there = { named, labelled };
  };
}
