import { lazy } from "react";
import type { NoticeCode } from "../../tasks/run.ts";
import type { MessageKey } from "../i18n/keys.ts";
import { useHasWords, useWords } from "../i18n/words.tsx";
import { FitNotice } from "../models/Fit.tsx";
import { CloseIcon } from "../shell/icons.tsx";
import { useApp } from "../store/context.tsx";
import { isHostedIn } from "../store/hosted.ts";
import type { Notice } from "../store/notices.ts";
import { entriesIn, findCardIn, planIn } from "../store/selectors.ts";
import { Late } from "./ResultBoundary.tsx";

/** Comes with the heads of all architectures, once a host has told of a checkpoint. */
const PreflightNotice = lazy(async () => ({ default: (await import("./PreflightNotice.tsx")).PreflightNotice }));

const keyOfRun = {
  "entailment-guessed": "notice.entailment-guessed",
  "input-truncated": "notice.input-truncated",
  "language-model-unused": "notice.language-model-unused",
  "languages-offered": "notice.languages-offered",
  "mask-replaced": "notice.mask-replaced",
  "option-unknown": "notice.option-unknown",
  "picture-in-tiles": "notice.picture-in-tiles",
  "rate-limit-waiting": "notice.rate-limit-waiting",
  "settings-unknown": "notice.settings-unknown",
  "sound-cut": "notice.sound-cut",
  "sound-in-parts": "notice.sound-in-parts",
  "sound-sampled": "notice.sound-sampled",
  "speech-in-parts": "notice.speech-in-parts",
  "stopped-early": "notice.stopped-early",
  "template-missing": "notice.template-missing",
  "text-in-parts": "notice.text-in-parts",
  "words-untimed": "notice.words-untimed",
} as const satisfies Record<NoticeCode, MessageKey>;

const keys: Readonly<Record<string, MessageKey>> = {
  ...keyOfRun,
  "address-dropped": "notice.address-dropped",
  "example-unreachable": "notice.example-unreachable",
  "insecure-context": "notice.insecure-context",
  "model-not-kept": "notice.model-not-kept",
  "model-not-found": "notice.model-not-found",
  "model-gated": "notice.model-gated",
  "model-unknown": "notice.model-unknown",
  "model-without-onnx": "notice.model-without-onnx",
  "sign-in-failed": "notice.sign-in-failed",
  "site-error": "notice.site-error",
  "webgpu-unavailable": "notice.webgpu-unavailable",
  "words-unreachable": "notice.words-unreachable",
};

/** What a reader should know and that is no error. What editors have to say stands beside them (`form/InputNotices.tsx`). */
export function Notices() {
  const { t } = useWords();
  const notices = useApp((state) => state.notices);
  const dismiss = useApp((state) => state.dismiss);
  const setDevice = useApp((state) => state.setDevice);
  const { fallback } = useApp(planIn);
  const isHosted = useApp(isHostedIn);
  const card = useApp(findCardIn);
  const isTold = card?.architectures !== undefined || card?.tokenizer === false;
  return (
    <div className="notices">
      {fallback && !isHosted && (
        <div className="notice" data-code={fallback} data-testid="notice">
          <p>{t(`notice.${fallback}`)}</p>
          <button className="chip" onClick={() => setDevice("wasm")} type="button">
            {t("results.notice.use-wasm")}
          </button>
        </div>
      )}
      {isTold && (
        <Late fallback={null}>
          <PreflightNotice />
        </Late>
      )}
      {!isHosted && <FitNotice />}
      {notices
        .filter(({ scope }) => scope !== "input")
        .map((notice) => (
          <NoticeLine dismiss={dismiss} key={`${notice.scope} ${notice.code}`} notice={notice} />
        ))}
    </div>
  );
}

export function NoticeLine({ notice, dismiss }: { readonly notice: Notice; dismiss(notice: Notice): void }) {
  const { t } = useWords();
  const [first] = useApp(entriesIn);
  const setModel = useApp((state) => state.setModel);
  const hasWords = useHasWords("later");
  const { code, values } = notice;
  const key = code === "words-unreachable" || hasWords ? keys[code] : undefined;
  // What an editor says comes in words.
  const text = key === undefined ? (values.words ?? "") : t(key, values);
  return (
    <div className="notice" data-code={code} data-testid="notice" role="status">
      <p>{text}</p>
      {code === "template-missing" && first?.card && first.card.chat !== false && (
        <button className="chip" onClick={() => setModel(first.id)} type="button">
          {t("results.remedy.use-default-model")}
        </button>
      )}
      <button aria-label={t("results.dismiss")} className="notice-close" onClick={() => dismiss(notice)} type="button">
        <CloseIcon />
      </button>
    </div>
  );
}
