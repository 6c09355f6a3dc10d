import { useMemo } from "react";
import { pictureJson } from "../../shared/base64.ts";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import parts from "../../ui/parts.module.css";
import { encodePng } from "../../ui/png.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";
import { Stage } from "./Stage.tsx";
import { unmirrored } from "./unmirrored.ts";

export const visualizer = defineVisualizer(definition, {
  View({ input: { image }, output, final, t, locale }) {
    const picture = useMemo(() => unmirrored(output, image), [output, image]);
    const { width, height } = picture;
    return (
      <div className={parts.column}>
        <Stage before={image} after={picture} t={t} locale={locale} />
        <p className={parts.mute}>
          {t("view.size", { width: image.width, height: image.height, newWidth: width, newHeight: height })}
        </p>
        {final && (
          <div className={parts.row}>
            <DownloadButton label={t("view.download-png")} name="enlarged.png" make={() => encodePng(picture)} />
          </div>
        )}
      </div>
    );
  },
  toJson: async ({ whole }) => pictureJson(await encodePng(whole)),
});
