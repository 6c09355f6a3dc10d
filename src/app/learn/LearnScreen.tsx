import { useEffect, useState } from "react";
import { createTrainerClient, openHeadWorker, openTrainerWorker } from "../../learn/client.ts";
import type { TrainDevice } from "../../learn/verbs.ts";
import { realClock } from "../../shared/clock.ts";
import { TaskError } from "../../shared/errors.ts";
import { soundField } from "../../tasks/fields/audio.ts";
import type { DeviceFacts } from "../device.ts";
import { useWords } from "../i18n/words.tsx";
import { decodeSound } from "../inputs/audio/decode.ts";
import { decodeImage } from "../inputs/picture/decode.ts";
import { useApp } from "../store/context.tsx";
import { LearnPage } from "../store/values.ts";
import type { AskPorts } from "./ask.ts";
import { FinetuneBeside, PretrainBeside } from "./Beside.tsx";
import { createEncoders } from "./encoder.ts";
import { Finetune } from "./Finetune.tsx";
import { createFinetuneStore } from "./finetune.ts";
import { Head } from "./head/Head.tsx";
import { createHeadStore, type HeadPorts } from "./head/head.ts";
import css from "./Learn.module.css";
import { Objectives } from "./objectives/Objectives.tsx";
import { createObjectivesStore } from "./objectives/objectives.ts";
import { Pretrain } from "./Pretrain.tsx";
import { createPretrainStore, type ReadyText } from "./pretrain.ts";

/** Where a reader lets a network learn: one worker, one state of each screen, both given back when they leave. */
export function LearnScreen({ page }: { readonly page: LearnPage }) {
  const { t, locale } = useWords();
  const setLearn = useApp((state) => state.setLearn);
  const runModel = useApp((state) => state.runModel);
  const sourcesOf = useApp((state) => state.sourcesOf);
  const facts = useApp((state) => state.facts);
  const [learning] = useState(() =>
    createLearning(locale === "zh-CN" ? "chinese" : "english", { runModel, sourcesOf, facts: () => facts }),
  );
  useEffect(() => () => learning.end(), [learning]);
  return (
    <main className={css.screen}>
      <div className={css.top}>
        <h2>{t("learn.title")}</h2>
        <nav aria-label={t("learn.title")} className={css.tabs}>
          {LearnPage.options.map((one) => (
            <button
              aria-current={one === page ? "page" : undefined}
              className="chip"
              key={one}
              onClick={() => setLearn(one)}
              type="button"
            >
              {t(`learn.page.${one}`)}
            </button>
          ))}
        </nav>
        <button className="chip" onClick={() => setLearn(undefined)} type="button">
          {t("learn.back")}
        </button>
      </div>
      {page === "pretrain" && (
        <>
          <Pretrain store={learning.pretrain} />
          <FinetuneBeside finetune={learning.finetune} />
        </>
      )}
      {page === "finetune" && (
        <>
          <Finetune pretrain={learning.pretrain} store={learning.finetune} />
          <PretrainBeside pretrain={learning.pretrain} />
        </>
      )}
      {page === "head" && (
        <>
          <Head store={learning.head} />
          <PretrainBeside pretrain={learning.pretrain} />
        </>
      )}
      {page === "objectives" && (
        <>
          <Objectives store={learning.objectives} />
          <PretrainBeside pretrain={learning.pretrain} />
          <FinetuneBeside finetune={learning.finetune} />
        </>
      )}
    </main>
  );
}

function createLearning(ready: ReadyText, body: AskPorts) {
  const client = createTrainerClient(openTrainerWorker, realClock);
  const headClient = createTrainerClient(openHeadWorker, realClock);
  const ports = { client, clock: realClock, loadFile, device: deviceOf(body.facts()) };
  return {
    pretrain: createPretrainStore(ports, ready),
    finetune: createFinetuneStore({ ...ports, bringEncoder: createEncoders(ports, body) }, ready),
    head: createHeadStore({ client: headClient, body, loadFile, decode: decodeExample }, ready),
    objectives: createObjectivesStore(body, ready),
    end() {
      client.end();
      headClient.end();
    },
  };
}

/** A software adapter takes steps six to twelve times as long as WASM (docs/decisions.md). */
function deviceOf({ adapter }: DeviceFacts): TrainDevice {
  return adapter && !adapter.isFallback ? "webgpu" : "wasm";
}

async function loadFile(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(new URL(`learn/${name}`, document.baseURI)).catch((reason: unknown) => {
    throw new TaskError("network-refused", `${name} could not be fetched.`, String(reason));
  });
  if (!response.ok) throw new TaskError("network-refused", `${name} could not be fetched.`, String(response.status));
  return new Uint8Array(await response.arrayBuffer());
}

/** What most models that hear were trained on, for files that do not tell their own rate. */
const heard = soundField();

/** @throws TaskError `input-invalid` with the file's name in the place of the input's */
const decodeExample: HeadPorts["decode"] = async (file, modality) => {
  try {
    if (modality === "image") return { modality, pixels: (await decodeImage(file, file.name)).pixels };
    return { modality, sound: (await decodeSound(file, heard, file.name)).sound };
  } catch (reason) {
    throw new TaskError("input-invalid", `${file.name} cannot be read.`, String(reason), {
      values: { field: file.name },
    });
  }
};
