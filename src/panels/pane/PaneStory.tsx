import { type ReactNode, useId, useState } from "react";
import { stepPosition } from "@/explain";
import { type Frame, presetOf, useBackflow, useTraining } from "@/store";
import { Icon, Prose } from "@/ui";
import { useOpening } from "../run/opening";
import { useStepExplanation } from "../run/step-explanation";
import { useThrottledFrame } from "../run/throttled-frame";
import styles from "./pane.module.css";

/**
 * What the stage tells, where the pane has its place: what a preset is about, since who follows a link on a phone would not
 * know, and then each step of the run. It gives way to a training, which tells its own steps.
 */
export function PaneStory() {
  const frame = useThrottledFrame();
  const isPreset = useBackflow(({ origin }) => presetOf(origin) !== null);
  const isTrained = useTraining(({ picture }) => picture !== null);
  if (isTrained) return null;
  if (frame.playhead > 0) return <StepStory frame={frame} />;
  return isPreset ? <PresetStory frame={frame} /> : null;
}

function PresetStory({ frame }: { readonly frame: Frame }) {
  const { words } = useOpening(frame);
  return words === "" ? null : <Story words={words} />;
}

/** The step's title, number and words; its equation as well once that is pressed. */
function StepStory({ frame }: { readonly frame: Frame }) {
  const told = useStepExplanation(frame);
  const isFast = useBackflow((state) => state.playing && state.speed > 1);
  const explanation = told?.explanation;
  const step = frame.trace.steps[frame.playhead - 1];
  const words = (
    <>
      <strong>
        <Prose text={explanation?.title ?? ""} />
      </strong>{" "}
      {step && `(${stepPosition(frame.trace, step)}) `}
      <Prose text={explanation?.words ?? ""} />
    </>
  );
  return (
    <section className={styles.step} aria-label="The step">
      <p className="visually-hidden" aria-live={isFast ? "off" : "polite"}>
        {explanation?.spoken}
      </p>
      <Story words={words}>
        {told && <told.part.Equation lines={told.explanation.wholeLines} frame={frame} />}
      </Story>
    </section>
  );
}

interface StoryProps {
  readonly words: ReactNode;
  /** What is shown below the words once they are whole. */
  readonly children?: ReactNode;
}

/** Two lines, and the whole of it once it is pressed. */
function Story({ words, children }: StoryProps) {
  const [isWhole, setIsWhole] = useState(false);
  const more = useId();
  const hasMore = isWhole && children !== undefined;
  return (
    <>
      <button
        type="button"
        className={styles.story}
        aria-expanded={isWhole}
        aria-controls={hasMore ? more : undefined}
        onClick={() => setIsWhole(!isWhole)}
      >
        <span>{words}</span>
        <Icon name="chevron" />
      </button>
      {hasMore && (
        <div id={more} className={styles.told}>
          {children}
        </div>
      )}
    </>
  );
}
