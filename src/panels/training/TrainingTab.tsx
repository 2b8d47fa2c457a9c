import {
  type CSSProperties,
  type ReactNode,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { formatNumber, numberData } from "@/explain";
import { withoutLossSentence } from "@/explain/training";
import { documentOf, useBackflow, useTraining } from "@/store";
import { type Accuracy, graphModel, iterationsPerEpoch, trainingProblem } from "@/training";
import { Button, laterPart, useExtent, useMediaQuery } from "@/ui";
import { LaterBoundary } from "../page/LaterBoundary";
import { useServices } from "../page/services";
import { PANE_FOR_STAGE, useStageSlot } from "../page/stage-slot";
import { Algorithm } from "./Algorithm";
import { Beside } from "./Beside";
import { useComingPicture } from "./coming-picture";
import { TrainingControl } from "./control";
import { useDescended } from "./descended";
import { EpochTable } from "./EpochTable";
import { FitMap } from "./FitMap";
import { FitPlot, NetworksBelow } from "./FitPlot";
import { LossPlot } from "./LossPlot";
import { OptimizerSentence } from "./OptimizerSentence";
import { Pauses } from "./Pauses";
import { PresentLine } from "./PresentLine";
import { usePassingFocus } from "./passing-focus";
import { RunWord } from "./RunWord";
import { isAtEnd } from "./session-picture";
import { TrainingStage } from "./TrainingStage";
import styles from "./training.module.css";
import { UpdateBoard } from "./UpdateBoard";

const DescentMap = laterPart(async () => (await import("./DescentMap")).DescentMap);
const TakeAway = laterPart(async () => (await import("./TakeAway")).TakeAway);
const NodesOverTime = laterPart(async () => (await import("./NodesOverTime")).NodesOverTime);

/** Keeps a number and its name on one line. */
const NBSP = "\u00a0";

/** Up to this size, in pixels, L and the fit stand side by side on a phone, as in training.module.css. */
const LOW = { width: 480, height: 305 };

/** One for the page: a run goes on while another face of the pane is looked at. */
let control: TrainingControl | null = null;

/** The training of the present document: what it is set to, its losses, its time, and what an iteration is made of. */
export function TrainingTab() {
  const services = useServices();
  const [driver] = useState(() => {
    control ??= new TrainingControl(services);
    return control;
  });
  useEffect(() => {
    const { setTrainer } = useBackflow.getState();
    setTrainer(driver);
    return () => setTrainer(null);
  }, [driver]);
  const isStaged = useIsStaged();
  const descended = useDescended();
  const iteration = useRef<HTMLButtonElement>(null);
  const seek = (t: number) => driver.seek(t);
  const hasRun = useTraining(({ picture }) => picture !== null);
  const start = useLossOfDocument(!hasRun);
  const lead = useRef<HTMLDivElement>(null);
  const { height } = useExtent(lead);
  const scroll = useRef<HTMLDivElement>(null);
  const face = useExtent(scroll);
  const isLow = face.width <= LOW.width && face.height <= LOW.height;
  const settings = useRef<HTMLDivElement>(null);
  const opened = useBackflow((state) => state.opened);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document is seen from its top.
  useEffect(() => {
    scroll.current?.scrollTo({ top: 0 });
  }, [opened]);
  const running = useTraining((session) => session.running);
  useEffect(() => {
    if (running) leaveSettings(scroll.current, settings.current);
  }, [running]);
  return (
    <Readings start={start}>
      {isStaged && <TrainingStage />}
      <div ref={scroll} className={styles.scroll} data-begun={hasRun}>
        <div ref={lead} className={styles.lead}>
          <div ref={settings} className={styles.settings}>
            <OptimizerSentence />
            <Pauses />
          </div>
          <div className={styles.course}>
            <Buttons control={driver} iteration={iteration} />
            <div className={styles.reached}>
              <RunWord isLong={false} onSeek={seek} next={iteration} />
              <Position />
              {hasRun && <FullSpeed />}
              {!isStaged && <PresentLine />}
            </div>
          </div>
          <RunWord isLong onSeek={seek} next={iteration} />
          <WithoutLoss />
        </div>
        <div className={styles.plots} style={{ "--above": `${height}px` } as CSSProperties}>
          <LossPlot startLoss={start.training} onSeek={seek} />
          <FitPlot isLow={isLow} />
          <FitMap />
        </div>
        <div className={styles.more}>
          {isLow && <NetworksBelow />}
          <Beside control={driver} />
          <OnDemand title={`The map of ${descended}: the path, and the cloud of sample gradients`}>
            <DescentMap />
          </OnDemand>
          {!isStaged && <UpdateBoard />}
          {!isStaged && <Algorithm />}
          <EpochTable />
          <OnDemand title="The nodes over time: gradients, weights, dead units">
            <NodesOverTime />
          </OnDemand>
          <LaterBoundary what="What can be taken along">
            <TakeAway />
          </LaterBoundary>
        </div>
      </div>
    </Readings>
  );
}

/** On a phone the sentence stands below the losses: who has changed it and runs wants to see those. Else both are at the top. */
function leaveSettings(scroll: HTMLElement | null, settings: HTMLElement | null): void {
  if (!scroll || !settings) return;
  const [whole, part] = [scroll.getBoundingClientRect(), settings.getBoundingClientRect()];
  if (part.top < whole.bottom && part.bottom > whole.top) scroll.scrollTo({ top: 0 });
}

/** Where the stage has no room beside a pane, the update and the algorithm stand in the pane. */
function useIsStaged(): boolean {
  const open = useStageSlot((slot) => slot.host !== null);
  const hasRoom = !useMediaQuery(PANE_FOR_STAGE);
  return open && hasRoom;
}

interface DocumentLoss {
  readonly training: number;
  readonly validation: number;
}

/** L where there is no run yet: of the document as it is. */
function useLossOfDocument(needed: boolean): DocumentLoss {
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

interface ReadingsProps {
  readonly start: DocumentLoss;
  readonly children: ReactNode;
}

/** What scripts may rely on. */
function Readings({ start, children }: ReadingsProps) {
  const picture = useComingPicture();
  const running = useTraining((session) => session.running);
  const awaiting = useTraining((session) => session.awaiting);
  const updateStep = useTraining((session) => session.updateStep);
  const data = (loss: number) => (Number.isNaN(loss) ? "" : numberData(loss));
  return (
    <div
      className={styles.tab}
      data-iteration={picture?.t ?? 0}
      data-epoch={picture?.cursor.epoch ?? 0}
      data-loss={data(picture?.training ?? start.training)}
      data-validation-loss={data(picture?.validation ?? start.validation)}
      data-running={running}
      data-awaiting={awaiting}
      data-update-line={updateStep ?? ""}
    >
      {children}
    </div>
  );
}

interface ButtonsProps {
  readonly control: TrainingControl;
  /** The button that takes the focus of what goes. */
  readonly iteration: RefObject<HTMLButtonElement | null>;
}

/** What goes on by more than a step: Run and Step are the transport's. */
function Buttons({ control: driver, iteration }: ButtonsProps) {
  const picture = useTraining((session) => session.picture);
  const isBeside = useTraining(({ ghost }) => ghost !== null);
  const descended = useDescended();
  return (
    <div className={styles.buttons}>
      <Button
        ref={iteration}
        variant="outline"
        kbd="Shift →"
        title={picture ? "One iteration" : `One gradient step, with ${descended} before and after`}
        onClick={() => driver.iterate(1)}
      >
        {picture ? "Iteration" : "One gradient step"}
      </Button>
      <Button variant="outline" title="To the end of this epoch" onClick={() => driver.epoch()}>
        Epoch
      </Button>
      {(picture || isBeside) && <ResetButton control={driver} iteration={iteration} />}
    </div>
  );
}

/** Pressed again it forgets the run beside, and goes. */
function ResetButton({ control: driver, iteration }: ButtonsProps) {
  const first = useTraining(({ picture }) => picture?.first ?? null);
  return (
    <Button
      ref={usePassingFocus(iteration)}
      variant="outline"
      title={
        first === null
          ? "Without the run beside"
          : first > 0
            ? `Back to iteration 0, from before the fork at iteration ${first}; this run stays beside the next one. The left end of the slider is the fork.`
            : "Back to the first iteration; this run stays beside the next one"
      }
      onClick={() => driver.reset()}
    >
      Reset
    </Button>
  );
}

function Position() {
  const picture = useComingPicture();
  const lossStep = useTraining((session) => session.lossStep);
  const scheduleId = useBackflow((state) => documentOf(state).training.schedule.id);
  const descended = useDescended();
  if (!picture) return null;
  const { t, last, newest, cursor, batch, queued, rate, penalty, accuracy } = picture;
  const rows = cursor.position + queued;
  const size = Math.max(1, batch);
  const each = iterationsPerEpoch(rows, size);
  const number = Math.floor(cursor.position / size) + 1;
  return (
    <p className={styles.position}>
      <span className={styles.count}>
        <strong>{t}</strong> / {Math.max(last, newest)},{" "}
      </span>
      {isAtEnd(picture)
        ? `${cursor.epoch} ${cursor.epoch === 1 ? "epoch" : "epochs"}`
        : `epoch ${cursor.epoch + 1}${each > 1 ? `, next mini-batch ${number} of ${each}` : ""}`}
      {scheduleId !== "constant" && `, η${NBSP}${formatNumber(rate)}`}
      {accuracy && `, ${accuracyText(accuracy)}`}
      {penalty > 0 && `, penalty ${formatNumber(penalty)} beside ${descended}`}
      {lossStep && (
        <span className={styles.lossStep}>
          {" "}
          Iteration {lossStep.t}: {descended} {formatNumber(lossStep.before)} →{" "}
          {formatNumber(lossStep.after)}
        </span>
      )}
    </p>
  );
}

/** Where the speeds are folded into a menu: the one that is wanted most, and back. */
function FullSpeed() {
  const isFull = useTraining(({ speed }) => speed === "full");
  return (
    <Button
      variant="outline"
      className={styles.fullSpeed}
      aria-pressed={isFull}
      title="As fast as it can be computed"
      onClick={() => useTraining.setState({ speed: isFull ? "frames" : "full" })}
    >
      Full speed
    </Button>
  );
}

/** "accuracy 96.7 %, validation 95 %" */
function accuracyText({ training, validation }: Accuracy): string {
  const percent = (share: number) => `${formatNumber(100 * share, 3)}${NBSP}%`;
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

/** What a run of a graph without a loss does is said before it begins. */
function WithoutLoss() {
  const sentence = useBackflow((state) => withoutLossSentence(documentOf(state)));
  return sentence === null ? null : <p className={styles.said}>{sentence}</p>;
}
