import type { Dtype } from "../../hub/checkpoint.ts";
import { isEmbedded, isLocal } from "../../hub/reference.ts";
import type { Remedy } from "../errors.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import type { FailedRun } from "../store/run.ts";
import { endpointsIn, entriesIn, findCardIn, modelIn } from "../store/selectors.ts";
import { type Offer, useOtherTask } from "./other-task.ts";
import { findOtherDtype, findSmallerDtype } from "./remedies.ts";

interface RemediesProps {
  readonly remedies: readonly Remedy[];
  readonly run: FailedRun;
}

/** The buttons that do what helps; one is there only where it changes something. */
export function Remedies({ remedies, run }: RemediesProps) {
  const offersOf = useOffers(run);
  return (
    <div className="error-buttons">
      {remedies.flatMap(offersOf).map(({ label, apply }) => (
        <button className="button" key={label} onClick={apply} type="button">
          {label}
        </button>
      ))}
    </div>
  );
}

function useOffers({ order: { actual, hosted }, field, failure }: FailedRun): (remedy: Remedy) => readonly Offer[] {
  const { t } = useWords();
  const [first] = useApp(entriesIn);
  const model = useApp((state) => modelIn(state).model);
  const badModel = useApp((state) => state.badModel);
  const card = useApp(findCardIn);
  const facts = useApp((state) => state.facts);
  const endpoints = useApp(endpointsIn);
  const start = useApp((state) => state.start);
  const setDevice = useApp((state) => state.setDevice);
  const setDtype = useApp((state) => state.setDtype);
  const setModel = useApp((state) => state.setModel);
  const setOption = useApp((state) => state.setOption);
  const setEndpoint = useApp((state) => state.setEndpoint);

  const other = useOtherTask(failure.values?.architecture);

  function offer(label: string, apply: () => void): readonly Offer[] {
    return [{ label, apply }];
  }
  const run = () => void start();
  const goTo = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`)?.focus();
  const goToInput = () => goTo(`input-${field}`);
  const offerDtype = (remedy: "use-other-dtype" | "use-smaller-dtype", dtype: Dtype | undefined) =>
    dtype === undefined
      ? []
      : offer(t(`results.remedy.${remedy}`, { dtype }), () => {
          setDtype(dtype);
          run();
        });

  return (remedy) => {
    switch (remedy) {
      case "retry":
        return offer(t("results.remedy.retry"), run);
      case "edit-input":
      case "shorten":
        return field === undefined ? [] : offer(t(`results.remedy.${remedy}`), goToInput);
      case "use-prompt":
        if (failure.reason !== "template-missing") return [];
        return offer(t("results.remedy.use-prompt"), () => setOption("mode", "prompt"));
      case "give-key":
        return offer(t("results.remedy.give-key"), () => goTo("hosted-key"));
      case "set-server":
        return hosted?.provider === "server" || failure.reason === "hosted-server"
          ? offer(t("results.remedy.set-server"), () => goTo("hosted-server"))
          : [];
      case "use-wasm":
        if (hosted || actual.device === "wasm") return [];
        return offer(t("results.remedy.use-wasm"), () => {
          setDevice("wasm");
          run();
        });
      case "use-other-endpoint":
        if (hosted || isEmbedded(actual.model) || isLocal(actual.model) || failure.reason === "hosted-server")
          return [];
        return endpoints.slice(1).flatMap(({ name }) =>
          offer(t("results.remedy.use-other-endpoint", { name }), () => {
            setEndpoint(name);
            run();
          }),
        );
      case "use-other-dtype":
        return offerDtype(remedy, findOtherDtype(actual, card, facts, failure.values?.dtypes));
      case "use-smaller-dtype":
        return offerDtype(remedy, findSmallerDtype(actual, card, facts));
      case "use-other-task": {
        const found = other.offer(actual);
        return found ? [found] : [];
      }
      case "use-default-model":
        if (first === undefined || (first.id === model && badModel === undefined)) return [];
        return offer(t("results.remedy.use-default-model"), () => setModel(first.id));
    }
  };
}
