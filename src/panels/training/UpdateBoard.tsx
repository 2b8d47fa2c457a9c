import { type RefObject, useEffect, useMemo, useRef } from "react";
import { optimizerOf, settingValues } from "@/optimizers";
import { documentOf, type ShownUpdate, useBackflow, useTraining } from "@/store";
import type { RunPicture } from "@/training";
import { Tex } from "@/ui";
import { useFittingScale } from "../page/fitting-scale";
import { comingPicture } from "./coming-picture";
import { ParameterChoice } from "./ParameterChoice";
import { usePlottedRun } from "./plotted-run";
import { useRestingPicture } from "./resting-picture";
import { isAtEnd } from "./session-picture";
import styles from "./training.module.css";
import { updateOf } from "./update";

/** In the pane the update is as long as it is, and scrolls with the rest. */
const NOWHERE: RefObject<null> = { current: null };

/** Lines of an update beyond which it has no room beside the algorithm with the names of its lines. */
const MOST_BESIDE = 3;

/** Has an update more lines than stand beside the algorithm, each with its name? */
export function isLongUpdate(update: Pick<ShownUpdate, "lines"> | null): boolean {
  return update !== null && update.lines.length > MOST_BESIDE;
}

interface UpdateBoardProps {
  /** On the stage it is as large as there is room for. */
  readonly isStaged?: boolean;
}

/** The next update of one parameter in the optimiser's own steps, each an equation with its numbers. */
export function UpdateBoard({ isStaged = false }: UpdateBoardProps) {
  const document = useBackflow(documentOf);
  const hasRun = useTraining(({ picture }) => picture !== null);
  const isResting = useRestingPicture() !== null;
  const coming = usePlottedRun(comingPicture);
  const picture = isResting ? coming : null;
  const chosen = useTraining((session) => session.parameter);
  const updateStep = useTraining((session) => session.updateStep);
  const update = useMemo(
    () => picture && updateOf(document, picture, chosen),
    [document, picture, chosen],
  );
  // What is written out stands on the canvas as well.
  useEffect(() => {
    useTraining.setState({ update });
  }, [update]);
  const training = picture?.settings ?? document.training;
  const optimizer = optimizerOf(training.optimizer.id);
  const values = settingValues(optimizer.settings, training.optimizer.settings);
  if (!hasRun) return null;
  return (
    <section className={styles.section} aria-label="The update">
      <h3 className={styles.heading}>
        {timeOf(picture, updateStep)}
        {optimizer.title}
        {update && (
          <>
            {" of "}
            <ParameterChoice
              label="Parameter whose update is written out"
              parameterIndex={update.parameterIndex}
              onChange={(parameter) => useTraining.setState({ parameter })}
            />
          </>
        )}
        {isStaged && isLongUpdate(update) && updateStep !== null && (
          <span className={styles.presentStep}>{update?.lines[updateStep - 1]?.title}</span>
        )}
      </h3>
      <p className={styles.note}>{optimizer.summary}</p>
      {update ? (
        <UpdateLines update={update} isStaged={isStaged} />
      ) : (
        <p className={styles.note}>The steps of the update are written out when the run pauses.</p>
      )}
      <p className={styles.code}>
        PyTorch: <code>{optimizer.pytorch("parameters", values, training.rate)}</code>
      </p>
    </section>
  );
}

/** Whose update is written out: between iterations it is the next one, which no picture is of yet. */
function timeOf(picture: RunPicture | null, updateStep: number | null): string {
  if (!picture || updateStep !== null) return "";
  return isAtEnd(picture) ? "One more update would be: " : "The next update: ";
}

interface UpdateLinesProps {
  readonly update: ShownUpdate;
  readonly isStaged: boolean;
}

function UpdateLines({ update, isStaged }: UpdateLinesProps) {
  const step = useTraining((session) => session.updateStep);
  const board = useRef<HTMLDivElement>(null);
  const lastScale = useRef<number | null>(null);
  const isLong = isLongUpdate(update);
  // Beside the algorithm a long one is told in brief, so that it is read from the back of a room; its numbers come with its steps.
  const isBrief = isStaged && isLong && step === null;
  const content = useMemo(() => ({ update, isBrief }), [update, isBrief]);
  useFittingScale(isStaged ? board : NOWHERE, content, lastScale);
  return (
    <div ref={board}>
      <ol className={styles.update} data-long={isLong}>
        {update.lines.map(({ title, latex, brief }, index) => (
          <li
            key={title}
            title={title}
            data-row=""
            data-lit={step === index + 1}
            data-later={step !== null && index >= step}
            aria-current={step === index + 1 ? "step" : undefined}
          >
            <span className={styles.stepTitle}>{title}</span>
            <Tex latex={isBrief ? brief : latex} />
          </li>
        ))}
      </ol>
    </div>
  );
}
