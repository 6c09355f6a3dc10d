import type { ReactNode } from "react";
import type { DeviceFacts } from "../device.ts";
import { bytesText } from "../format.ts";
import { useWords } from "../i18n/words.tsx";
import { mostFloatBytesFor } from "../pool.ts";
import { useApp } from "../store/context.tsx";
import type { Inspection } from "./inspection.ts";

interface FactsProps {
  readonly facts: DeviceFacts;
  readonly inspection: Inspection;
  readonly versions: Readonly<Record<string, string>>;
}

/** All that is known, in groups of name and value. */
export function Facts({ facts, inspection, versions }: FactsProps) {
  const { t } = useWords();
  const run = useApp((state) => state.run);
  const { adapter, otherAdapter, storage } = inspection;
  const yesNo = (value: boolean) => t(value ? "device.yes" : "device.no");
  const bytes = (value: number) => bytesText(value);
  const threads = run.status === "done" ? run.report.threads : facts.isolated ? undefined : 1;
  const weights = run.status === "done" ? run.report.weights : undefined;
  const mostFloatBytes = mostFloatBytesFor(facts);
  const unpackText =
    mostFloatBytes === 0 ? t("device.weights.packed") : t("device.weights.up-to", { bytes: bytes(mostFloatBytes) });
  return (
    <>
      <Group title={t("device.gpu")}>
        <Fact name={t("device.adapter")} value={adapter?.name || t("device.none")} />
        {otherAdapter && <Fact name={t("device.other-adapter")} value={otherAdapter} />}
        <Fact name="shader-f16" value={yesNo(facts.adapter?.shaderF16 ?? false)} />
        {adapter && (
          <>
            <Fact name={t("device.max-buffer")} value={bytes(adapter.limits.maxBufferSize)} />
            <Fact name={t("device.max-binding")} value={bytes(adapter.limits.maxStorageBufferBindingSize)} />
            <Fact name={t("device.workgroup")} value={String(adapter.limits.maxComputeInvocationsPerWorkgroup)} />
            <Fact name={t("device.features")} value={adapter.features.join(", ") || t("device.none")} />
          </>
        )}
      </Group>
      <Group title={t("device.cpu")}>
        <Fact name={t("device.isolated")} value={yesNo(facts.isolated)} />
        <Fact
          name={t("device.threads")}
          value={threads === undefined ? t("device.threads.several", { cores: facts.cores }) : String(threads)}
        />
        <Fact name={t("device.cores")} value={String(facts.cores)} />
        <Fact
          name={t("device.memory")}
          value={facts.memoryGB === undefined ? t("device.untold") : t("device.memory.least", { gb: facts.memoryGB })}
        />
        <Fact name={t("device.weights")} value={weights ? t(`device.weights.${weights}`) : unpackText} />
      </Group>
      <Group title={t("device.browser")}>
        <Fact name={t("device.secure")} value={yesNo(facts.secure)} />
        <Fact
          name={t("device.storage")}
          value={
            storage
              ? t("device.storage.used", { used: bytes(storage.usedBytes), quota: bytes(storage.quotaBytes) })
              : t("device.untold")
          }
        />
        {Object.entries(versions).map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
        <Fact name={t("device.agent")} value={navigator.userAgent} />
      </Group>
    </>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="device-group">
      <h3>{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className="device-fact">
      <dt>{name}</dt>
      <dd className="num">{value}</dd>
    </div>
  );
}
