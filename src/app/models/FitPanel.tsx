import { dtypeText } from "../../hub/checkpoint.ts";
import { type Fit, fitOf } from "../fit.ts";
import { bytesText } from "../format.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { findFitIn } from "../store/fit.ts";
import { findCardIn, planIn } from "../store/selectors.ts";
import { ModelAnatomy } from "./Anatomy.tsx";
import "../styles/menu.css";
import "./fit.css";

/** The verdict in a sentence, the numbers that it comes from, and the number format to take instead. */
export function FitPanel({ id }: { readonly id: string }) {
  const { t } = useWords();
  const fit = useFit();
  const freeBytes = useApp(({ facts }) => facts.freeBytes);
  const rows: readonly (readonly [name: string, bytes: number | undefined])[] = [
    [t("fit.weights"), fit.weightBytes],
    [t("fit.cache"), fit.cacheBytes],
    [t("fit.need"), fit.weightBytes && fit.needBytes],
    [t("fit.memory"), fit.memoryBytes],
    [t("fit.storage"), freeBytes],
  ];
  return (
    <div className="menu menu-fit" id={id}>
      <p role="status">{useSentence(fit)}</p>
      <Instead fit={fit} />
      <dl>
        {rows.map(([name, bytes]) =>
          bytes ? (
            <div className="fit-row" key={name}>
              <dt>{name}</dt>
              <dd className="num">{bytesText(bytes)}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <p className="fit-foot">{t("fit.foot")}</p>
      <ModelAnatomy />
    </div>
  );
}

/** The same as a notice. */
export function FitCard() {
  const fit = useFit();
  return (
    <div className="notice" data-code="wont-fit" data-testid="notice" role="status">
      <p>{useSentence(fit)}</p>
      <Instead fit={fit} />
    </div>
  );
}

/** This part brings the judge along, where no model was chosen yet that needs one. */
function useFit(): Fit {
  const fit = useApp(findFitIn);
  const card = useApp(findCardIn);
  const facts = useApp((state) => state.facts);
  const { device, dtype } = useApp(planIn).actual;
  return fit ?? fitOf({ card, device, dtype, facts, tokens: 0 });
}

function useSentence({ reason, weightBytes, needBytes, memoryBytes, limitBytes }: Fit): string {
  const { t } = useWords();
  const { dtype } = useApp(planIn).actual;
  const bytes = (value: number) => bytesText(value);
  return t(`fit.because.${reason}`, {
    dtype: typeof dtype === "string" ? dtype : dtypeText(dtype).replaceAll(/[{}"]/g, ""),
    weights: bytes(weightBytes),
    need: bytes(needBytes),
    memory: bytes(memoryBytes),
    limit: bytes(limitBytes),
  });
}

function Instead({ fit: { instead } }: { readonly fit: Fit }) {
  const { t } = useWords();
  const bytes = useApp((state) => (instead ? findCardIn(state)?.bytes[instead] : undefined));
  const setDtype = useApp((state) => state.setDtype);
  if (!instead) return null;
  const label =
    bytes === undefined
      ? t("fit.instead", { dtype: instead })
      : t("fit.instead.size", { dtype: instead, size: bytesText(bytes) });
  return (
    <button className="chip" data-testid="fit-instead" onClick={() => setDtype(instead)} type="button">
      {label}
    </button>
  );
}
