import { stepNumberAt } from "@/engine";
import {
  commands,
  hasTraining,
  performCommand,
  SPEEDS,
  TRAINING_SPEEDS,
  traceOfState,
  useBackflow,
  useTraining,
} from "@/store";
import { Button, ErrorBoundary, IconButton, PopoverMenu, Segmented, Toggle } from "@/ui";
import { CommandButton } from "../page/CommandButton";
import { keysText } from "../page/key-names";
import { SKIP_TARGET } from "../page/SkipLink";
import { useServices } from "../page/services";
import { IterationCounter, IterationSlider } from "./IterationSlider";
import { Scrubber } from "./Scrubber";
import styles from "./transport.module.css";
import { useUpdatePart } from "./update-part";

const SPEED_CHOICES = SPEEDS.map((value) => ({ value, label: `${value}×` }));

/** Plays, steps and scrubs the run, and the training while that has its keys. */
export function Transport() {
  const trains = useBackflow(hasTraining);
  return (
    <ErrorBoundary what="The transport">
      {/* biome-ignore lint/a11y/useSemanticElements: in Chromium a fieldset whose children measure themselves draws nothing after a change of its width. */}
      <div className={styles.transport} role="group" aria-label="Run">
        <div className={styles.buttons}>
          <CommandButton id="toStart" />
          <CommandButton id="stepBack" />
          <PlayButton />
          <CommandButton id="step" />
          <CommandButton id="toEnd" />
        </div>
        <div className={styles.times}>
          {trains && (
            <>
              <IterationSlider />
              <IterationCounter className={styles.counter} />
            </>
          )}
          <Scrubber />
          <Counter />
        </div>
        <div className={styles.inline}>{trains ? <TrainingSpeed /> : <Speed />}</div>
        <PopoverMenu icon="settings" label="Speed and steps" side="above">
          <div className={styles.tucked}>{trains ? <TrainingSpeed /> : <Speed />}</div>
          <Optional />
          <div className={styles.folded}>
            <Explained />
          </div>
        </PopoverMenu>
        <FoldButton />
      </div>
    </ErrorBoundary>
  );
}

/** The one obvious button. It says what it does, and keeps its width, so that its neighbours stay where they are. */
function PlayButton() {
  const trains = useBackflow(hasTraining);
  const plays = useBackflow((state) => state.playing);
  const running = useTraining((session) => session.running);
  const playing = trains ? running : plays;
  const services = useServices();
  const { name, keys, when } = commands.play;
  const possible = useBackflow(when);
  return (
    <Button
      id={SKIP_TARGET}
      variant="primary"
      icon={playing ? "pause" : "play"}
      className={styles.play}
      aria-label={name}
      aria-pressed={playing}
      title={name}
      kbd={keysText(keys)}
      disabled={!possible}
      onClick={() => performCommand("play", services)}
    >
      <span className={styles.word}>{playing ? "Pause" : trains ? "Run" : "Play"}</span>
    </Button>
  );
}

/** Folds the explanation away, so that the graph has its room, and brings it back. */
function FoldButton() {
  const open = useBackflow((state) => state.stageOpen);
  const services = useServices();
  const { name, keys } = commands.stage;
  return (
    <IconButton
      icon="chevron"
      label={name}
      kbd={keysText(keys)}
      aria-expanded={open}
      className={styles.fold}
      data-open={open}
      onClick={() => performCommand("stage", services)}
    />
  );
}

/** The same where there is no room for the button. */
function Explained() {
  const open = useBackflow((state) => state.stageOpen);
  const setOpen = useBackflow((state) => state.setStageOpen);
  return <Toggle label="Explain each step" checked={open} onChange={setOpen} />;
}

function Counter() {
  const trace = useBackflow(traceOfState);
  const number = useBackflow((state) => stepNumberAt(trace, state.playhead));
  const { track, done } = useUpdatePart();
  return (
    <span className={styles.counter} title="Step of the run">
      {number + done} / {trace.count + (track ? track.end - track.start : 0)}
    </span>
  );
}

function Speed() {
  const speed = useBackflow((state) => state.speed);
  const setSpeed = useBackflow((state) => state.setSpeed);
  return <Segmented label="Speed" options={SPEED_CHOICES} value={speed} onChange={setSpeed} />;
}

function TrainingSpeed() {
  const speed = useTraining((session) => session.speed);
  return (
    <Segmented
      label="Speed"
      options={TRAINING_SPEEDS}
      value={speed}
      onChange={(value) => useTraining.setState({ speed: value })}
    />
  );
}

function Optional() {
  const shown = useBackflow((state) => state.showOptional);
  const setShown = useBackflow((state) => state.setShowOptional);
  return (
    <Toggle label="Extra steps: ∂ℓᵢ/∂ℓᵢ = 1 and the inputs" checked={shown} onChange={setShown} />
  );
}
