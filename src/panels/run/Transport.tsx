import { numberOfPlace } from "@/engine";
import { commands, SPEEDS, traceOfState, useBackflow, useTraining } from "@/store";
import { Button, ErrorBoundary, PopoverMenu, Segmented, Toggle } from "@/ui";
import { CommandButton } from "../page/CommandButton";
import { keysText } from "../page/key-names";
import { SKIP_TARGET } from "../page/SkipLink";
import { Scrubber } from "./Scrubber";
import styles from "./transport.module.css";

const SPEED_CHOICES = SPEEDS.map((value) => ({ value, label: `${value}×` }));

/** Plays, steps and scrubs the run. */
export function Transport() {
  return (
    <ErrorBoundary what="The transport">
      <fieldset className={styles.transport}>
        <legend className="visually-hidden">Run</legend>
        <div className={styles.buttons}>
          <CommandButton id="toStart" />
          <CommandButton id="stepBack" />
          <PlayButton />
          <CommandButton id="step" />
          <CommandButton id="toEnd" />
        </div>
        <Scrubber className={styles.scrubber} />
        <Counter />
        <div className={styles.inline}>
          <Speed />
        </div>
        <PopoverMenu icon="settings" label="Speed and steps" side="above">
          <div className={styles.tucked}>
            <Speed />
          </div>
          <Optional />
        </PopoverMenu>
      </fieldset>
    </ErrorBoundary>
  );
}

/** The one obvious button. It says what it does, and keeps its width, so that its neighbours stay where they are. */
function PlayButton() {
  const plays = useBackflow((state) => state.playing);
  const trains = useTraining((session) => session.running);
  const playing = plays || trains;
  const { name, keys, when, perform } = commands.play;
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
      onClick={() => perform(useBackflow.getState())}
    >
      {playing ? "Pause" : "Play"}
    </Button>
  );
}

function Counter() {
  const trace = useBackflow(traceOfState);
  const number = useBackflow((state) => numberOfPlace(trace, state.place));
  return (
    <span className={styles.counter} title="Step of the run">
      {number} / {trace.count}
    </span>
  );
}

function Speed() {
  const speed = useBackflow((state) => state.speed);
  const setSpeed = useBackflow((state) => state.setSpeed);
  return <Segmented label="Speed" options={SPEED_CHOICES} value={speed} onChange={setSpeed} />;
}

function Optional() {
  const shown = useBackflow((state) => state.showOptional);
  const setShown = useBackflow((state) => state.setShowOptional);
  return <Toggle label="Show seed and inputs" checked={shown} onChange={setShown} />;
}
