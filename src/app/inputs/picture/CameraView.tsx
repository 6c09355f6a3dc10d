import type { RefObject } from "react";
import { useWords } from "../../i18n/words.tsx";
import css from "./CameraPanel.module.css";

interface CameraViewProps {
  readonly video: RefObject<HTMLVideoElement | null>;
  /** As in a mirror. */
  readonly mirrored?: boolean;
  readonly onPlaying: () => void;
}

/** What the camera sees. */
export function CameraView({ video, mirrored, onPlaying }: CameraViewProps) {
  const { t } = useWords();
  return (
    <video
      ref={video}
      aria-label={t("inputs.camera-view")}
      autoPlay
      className={css.view}
      data-mirrored={mirrored}
      muted
      onPlaying={onPlaying}
      playsInline
    />
  );
}
