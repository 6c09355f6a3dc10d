import { encodeWav } from "../../shared/audio/wav.ts";
import { toDataUrl } from "../../shared/base64.ts";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import parts from "../../ui/parts.module.css";
import { linesOf, toLinesJson } from "../common/lines/lines.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";
import { SpokenView } from "./SpokenView.tsx";
import css from "./visualizer.module.css";

export const visualizer = defineVisualizer(definition, {
  View({ input, options, output, final, t, locale }) {
    const texts = linesOf(input.text, options.per_line);
    if (output.length === 0) return <p className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</p>;
    return (
      <ol className={css.lines}>
        {output.map((item, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their places, and two may be equal
          <li key={place}>
            {options.per_line && <p className={css.text}>{texts[place]}</p>}
            {item.status === "waiting" && <p className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</p>}
            {item.status === "failed" && <p className={parts.mute}>{t("view.failed")}</p>}
            {item.status === "done" && (
              <>
                <SpokenView spoken={item.value} t={t} locale={locale} />
                {final && (
                  <div className={parts.row}>
                    <DownloadButton
                      label={t("view.download-wav")}
                      name={output.length > 1 ? `speech-${place + 1}.wav` : "speech.wav"}
                      make={() => encodeWav(item.value)}
                    />
                  </div>
                )}
              </>
            )}
          </li>
        ))}
      </ol>
    );
  },
  toJson: async (output, _input, { per_line }) => {
    const files = await Promise.all(
      output.map((item) => (item.status === "done" ? toDataUrl(encodeWav(item.value)) : "")),
    );
    return toLinesJson(output, per_line, ({ samples, samplingRate }, place) => ({
      sampling_rate: samplingRate,
      samples: samples.length,
      audio: files[place],
    }));
  },
});
