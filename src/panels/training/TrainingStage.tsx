import { useEffect } from "react";
import { createPortal } from "react-dom";
import { traceOfState, useBackflow, useTraining } from "@/store";
import { useStageSlot } from "../page/stage-slot";
import { Algorithm } from "./Algorithm";
import { useRestingPicture } from "./resting-picture";
import styles from "./training.module.css";
import { isLongUpdate, UpdateBoard } from "./UpdateBoard";

/** Between iterations and inside the update the stage speaks of the training; on the way through the graph, of the graph. */
function useSpeaksOfTraining(): boolean {
  const hasRun = useTraining(({ picture }) => picture !== null);
  const inside = useTraining((session) => session.inside && session.updateStep === null);
  const rests = useBackflow(
    (state) => state.playhead === 0 || state.playhead >= traceOfState(state).steps.length,
  );
  return hasRun && !inside && rests;
}

/** The lecture's algorithm with its queue of rows, and the update in its own steps: drawn on the stage. */
export function TrainingStage() {
  const host = useStageSlot((slot) => slot.host);
  const speaks = useSpeaksOfTraining();
  useEffect(() => {
    useStageSlot.setState({ taken: speaks });
    return () => useStageSlot.setState({ taken: false });
  }, [speaks]);
  const updateStep = useTraining((session) => session.updateStep);
  // A long update has all of the stage while one goes through it.
  const isAlone = useTraining(({ update }) => isLongUpdate(update)) && updateStep !== null;
  // While it runs there is nothing to be read line by line.
  const iteration = useRestingPicture()?.t;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line is lit then.
  useEffect(() => {
    for (const lit of host?.querySelectorAll("[aria-current=step]") ?? []) {
      lit.scrollIntoView({ block: "nearest" });
    }
  }, [host, speaks, updateStep, iteration]);
  if (!host || !speaks) return null;
  return createPortal(
    <div className={styles.staged} data-alone={isAlone}>
      {!isAlone && <Algorithm />}
      <UpdateBoard isStaged />
    </div>,
    host,
  );
}
