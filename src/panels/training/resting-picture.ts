import { useEffect, useState } from "react";
import { useTraining } from "@/store";
import type { RunPicture } from "@/training";
import { FrameTask } from "@/ui";

/**
 * The picture of a run that rests, once it is drawn; null while the run goes on, and after Pause until the picture that
 * answers it has been on the screen for a frame. What takes long to set, such as the update in its steps, is made from it:
 * so nobody waits for that to see where the run stands, and nothing of it is set for a picture that another one follows.
 */
export function useRestingPicture(): RunPicture | null {
  const picture = useTraining((session) =>
    session.running || session.picture?.running ? null : session.picture,
  );
  const rests = picture !== null;
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    if (!rests) return;
    let frames = 0;
    // At the end of the first frame it is yet to be drawn.
    const drawing = new FrameTask("rest", () => {
      if (++frames < 2) drawing.ask();
      else setDrawn(true);
    });
    drawing.ask();
    return () => {
      drawing.cancel();
      setDrawn(false);
    };
  }, [rests]);
  return isDrawn ? picture : null;
}
