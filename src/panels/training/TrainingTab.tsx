import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { formatNumber, numberData } from "@/explain";
import { documentOf, TRAINING_SPEEDS, trainingControls, useBackflow, useTraining } from "@/store";
import { type Accuracy, graphModel, iterationsPerEpoch, trainingProblem } from "@/training";
import { Button, laterPart, Segmented } from "@/ui";
import { LaterBoundary } from "../page/LaterBoundary";
import { useServices } from "../page/services";
import { useStageSlot } from "../page/stage-slot";
import { Algorithm } from "./Algorithm";
import { Beside } from "./Beside";
import { TrainingControl } from "./control";
import { EpochTable } from "./EpochTable";
import { FitPlot } from "./FitPlot";
import { LossPlot } from "./LossPlot";
import { OptimizerSentence } from "./OptimizerSentence";
import { Pauses } from "./Pauses";
import { TakeAway } from "./TakeAway";
import { TimeSlider } from "./TimeSlider";
import { TrainingStage } from "./TrainingStage";
import styles from "./training.module.css";
import { UpdateBoard } from "./UpdateBoard";

const DescentMap = laterPart(async () => (await import("./DescentMap")).DescentMap);
const NodesOverTime = laterPart(async () => (await import("./NodesOverTime")).NodesOverTime);

/** One for the page: a run goes on while another face of the pane is looked at. */
let control: TrainingControl | null = null;

/** The training of the present document: what it is set to, its losses, its time, and what an iteration is made of. */
export function TrainingTab() {
  const services = useServices();
  const [driver] = useState(() => {
    control ??= new TrainingControl(services);
    return control;
  });
  useEffect(() => trainingControls.set(driver), [driver]);
  const isStaged = useIsStaged();
  const seek = (t: number) => driver.seek(t);
  return (
    <Readings>
      {isStaged && <TrainingStage />}
      <div className={styles.scroll}>
        <div className={styles.lead}>
          <div className={styles.settings}>
            <OptimizerSentence />
            <Pauses />
          </div>
          <Buttons control={driver} />
          <Position />
          <Word />
        </div>
        <div className={styles.columns}>
          <div className={styles.losses}>
            <LossPlot onSeek={seek} />
            <TimeSlider onSeek={seek} />
            <Beside control={driver} />
          </div>
          <FitPlot />
          <OnDemand title="The map of L: the path, and the cloud of sample gradients">
            <DescentMap />
          </OnDemand>
          {!isStaged && <UpdateBoard />}
          {!isStaged && <Algorithm />}
          <EpochTable />
          <OnDemand title="The nodes over time: gradients, weights, dead units">
            <NodesOverTime />
          </OnDemand>
          <TakeAway />
        </div>
      </div>
    </Readings>
  );
}

/** A stage that is narrow or low has no room beside a pane: there the update and the algorithm stand in the pane. */
const ROOM = matchMedia("(min-width: 701px) and (min-height: 501px)");

function useIsStaged(): boolean {
  const open = useStageSlot((slot) => slot.host !== null);
  const hasRoom = useSyncExternalStore(
    (changed) => {
      ROOM.addEventListener("change", changed);
      return () => ROOM.removeEventListener("change", changed);
    },
    () => ROOM.matches,
  );
  return open && hasRoom;
}

/** L where there is no run yet: of the document as it is. */
function useLossOfDocument(needed: boolean): { training: number; validation: number } {
  const document = useBackflow(documentOf);
  return useMemo(() => {
    const none = { training: Number.NaN, validation: Number.NaN };
    if (!needed || trainingProblem(document, document.training) !== null) return none;
    const model = graphModel(document);
    return {
      training: model.trainingLoss(model.initial),
      validation: model.validationLoss(model.initial),
    };
  }, [document, needed]);
}

/** What scripts may rely on. */
function Readings({ children }: { readonly children: ReactNode }) {
  const picture = useTraining((session) => session.picture);
  const running = useTraining((session) => session.running);
  const updateStep = useTraining((session) => session.updateStep);
  const own = useLossOfDocument(picture === null);
  const data = (loss: number) => (Number.isNaN(loss) ? "" : numberData(loss));
  return (
    <div
      className={styles.tab}
      data-iteration={picture?.t ?? 0}
      data-epoch={picture?.cursor.epoch ?? 0}
      data-loss={data(picture?.training ?? own.training)}
      data-validation-loss={data(picture?.validation ?? own.validation)}
      data-running={running}
      data-update-line={updateStep ?? ""}
    >
      {children}
    </div>
  );
}

function Buttons({ control: driver }: { readonly control: TrainingControl }) {
  const running = useTraining((session) => session.running);
  const picture = useTraining((session) => session.picture);
  const speed = useTraining((session) => session.speed);
  return (
    <div className={styles.buttons}>
      <Button
        variant="primary"
        icon={running ? "pause" : "play"}
        className={`${styles.run} ${styles.transport}`}
        aria-pressed={running}
        kbd="Space"
        title={running ? "Pause the training" : "Train"}
        onClick={() => driver.toggle()}
      >
        {running ? "Pause" : "Run"}
      </Button>
      <Button
        variant="outline"
        kbd="→"
        className={styles.transport}
        title="One step inside the iteration"
        onClick={() => driver.step(1)}
      >
        Step
      </Button>
      <Button
        variant="outline"
        kbd="Shift →"
        title={picture ? "One iteration" : "One gradient step, with L before and after"}
        onClick={() => driver.iterate(1)}
      >
        {picture ? "Iteration" : "One gradient step"}
      </Button>
      <Button variant="outline" title="To the end of this epoch" onClick={() => driver.epoch()}>
        Epoch
      </Button>
      {picture && (
        <Button
          variant="outline"
          title="Back to the first iteration, without the run"
          onClick={() => driver.reset()}
        >
          Reset
        </Button>
      )}
      <Segmented
        label="Speed"
        options={TRAINING_SPEEDS}
        value={speed}
        onChange={(value) => useTraining.setState({ speed: value })}
      />
    </div>
  );
}

function Position() {
  const picture = useTraining((session) => session.picture);
  const lossStep = useTraining((session) => session.lossStep);
  if (!picture) return null;
  const { t, last, newest, cursor, batch, queued, rate, penalty, accuracy } = picture;
  const rows = cursor.position + queued;
  const size = Math.max(1, batch);
  const each = iterationsPerEpoch(rows, size);
  const number = Math.floor(cursor.position / size) + 1;
  return (
    <p className={styles.position}>
      <strong>{t}</strong> / {Math.max(last, newest)} iterations, epoch {cursor.epoch + 1}
      {each > 1 && `, next mini-batch ${number} of ${each}`}, η {formatNumber(rate)}
      {accuracy && `, ${accuracyText(accuracy)}`}
      {penalty > 0 && `, penalty ${formatNumber(penalty)} beside L`}
      {lossStep && (
        <span className={styles.lossStep}>
          {" "}
          Iteration {lossStep.t}: L {formatNumber(lossStep.before)} → {formatNumber(lossStep.after)}
        </span>
      )}
    </p>
  );
}

/** "accuracy 96.7 %, validation 95 %" */
function accuracyText({ training, validation }: Accuracy): string {
  const percent = (share: number) => `${formatNumber(100 * share, 3)} %`;
  const more = Number.isNaN(validation) ? "" : `, validation ${percent(validation)}`;
  return `accuracy ${percent(training)}${more}`;
}

/** What is fetched and drawn when it is unfolded. */
function OnDemand({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className={styles.section}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className={styles.heading}>{title}</summary>
      {open && <LaterBoundary what={title}>{children}</LaterBoundary>}
    </details>
  );
}

function Word() {
  const word = useTraining((session) => session.word);
  if (word === null) return null;
  return (
    <p className={styles.said} role="status">
      {word}
    </p>
  );
}
