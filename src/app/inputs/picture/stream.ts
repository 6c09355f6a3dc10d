import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import { type InputNoticeCode, noticeCodeOf } from "../notice.ts";
import { type Facing, openCamera } from "./camera.ts";

/** Shows a camera in a video while the part is on screen. It is given back when the part goes or another is asked for. */
export function useCamera(
  video: RefObject<HTMLVideoElement | null>,
  facing: Facing,
  onFailed: (code: InputNoticeCode) => void,
) {
  /** The one whose pictures have begun to come. */
  const [playing, setPlaying] = useState<Facing>();
  const fail = useEffectEvent((reason: unknown) => onFailed(noticeCodeOf(reason, "camera-missing")));
  const show = useEffectEvent((stream: MediaStream) => {
    if (video.current) video.current.srcObject = stream;
  });

  useEffect(() => {
    let gone = false;
    const opened = openCamera(facing);
    opened.then(
      (stream) => !gone && show(stream),
      (reason: unknown) => !gone && fail(reason),
    );
    return () => {
      gone = true;
      setPlaying(undefined);
      opened.then(
        (stream) => {
          for (const track of stream.getTracks()) track.stop();
        },
        () => {},
      );
    };
  }, [facing]);

  return { isReady: playing === facing, onPlaying: () => setPlaying(facing) };
}
