import { devices, dtypes, dtypeText } from "../../hub/checkpoint.ts";
import { findWebgpuProblem } from "../device.ts";
import { useWords } from "../i18n/words.tsx";
import { Fit } from "../models/Fit.tsx";
import { useApp } from "../store/context.tsx";
import { isHostedIn } from "../store/hosted.ts";
import { findDtypeProblem } from "../store/plan.ts";
import { findCardIn, planIn } from "../store/selectors.ts";

/** Device and dtype as native selects, the dtype as it will run; what cannot be chosen says why. */
export function RuntimeControl() {
  const { t } = useWords();
  const facts = useApp((state) => state.facts);
  const device = useApp((state) => state.device);
  const card = useApp(findCardIn);
  const setDevice = useApp((state) => state.setDevice);
  const setDtype = useApp((state) => state.setDtype);
  const learnModel = useApp((state) => state.learnModel);
  const { actual, fallback } = useApp(planIn);
  const isHosted = useApp(isHostedIn);
  const webgpuProblem = findWebgpuProblem(facts);
  const chosen = dtypeText(actual.dtype);
  const options = dtypes.map((dtype) => {
    const problem = findDtypeProblem(dtype, card, actual.device, facts);
    return (
      <option disabled={problem !== undefined} key={dtype} value={dtype}>
        {problem ? t(`shell.dtype.${problem}`, { dtype }) : dtype}
      </option>
    );
  });

  return (
    <div className="pick pick-runtime" hidden={isHosted}>
      <span
        aria-hidden="true"
        className="dot"
        data-tone={fallback ? "warn" : actual.device === "webgpu" ? "ok" : "mute"}
      />
      <select
        aria-label={t("shell.device")}
        className="pick-select"
        data-testid="device"
        onChange={(event) => {
          const found = devices.find((one) => one === event.currentTarget.value);
          if (found) setDevice(found);
        }}
        value={device}
      >
        <option disabled={webgpuProblem !== undefined} value="webgpu">
          {webgpuProblem ? t(`shell.device.${webgpuProblem}`) : t("shell.device.webgpu")}
        </option>
        <option value="wasm">{t("shell.device.wasm")}</option>
      </select>
      <select
        aria-label={t("shell.dtype")}
        className="pick-select num"
        data-testid="dtype"
        onChange={(event) => {
          const found = dtypes.find((one) => one === event.currentTarget.value);
          if (!found) return;
          // What is chosen beside a device that is not there is chosen for the one in its place.
          if (fallback) setDevice(actual.device);
          setDtype(found);
        }}
        onFocus={() => void learnModel()}
        value={chosen}
      >
        {dtypes.every((dtype) => dtype !== chosen) && <option value={chosen}>{t("shell.dtype.mixed")}</option>}
        {card ? options : <optgroup label={t("shell.dtype.unknown")}>{options}</optgroup>}
      </select>
      <Fit />
    </div>
  );
}
