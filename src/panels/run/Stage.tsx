import { useRef, useState } from "react";
import { type FindingExplanation, type WellClaim, wellClaim } from "@/explain";
import {
  commands,
  type Frame,
  findingsOf,
  hasTraining,
  performCommand,
  useBackflow,
} from "@/store";
import { Kbd, laterPart, Prose } from "@/ui";
import { CommandButton } from "../page/CommandButton";
import { DifferentiateButton } from "../page/DifferentiateButton";
import { keysText } from "../page/key-names";
import { LaterBoundary } from "../page/LaterBoundary";
import { useServices } from "../page/services";
import { offerStageSlot, useStageSlot } from "../page/stage-slot";
import { useOpening } from "./opening";
import { SampleChooser } from "./SampleChooser";
import styles from "./stage.module.css";
import { useStepExplanation } from "./step-explanation";
import { Transport } from "./Transport";
import { useThrottledFrame } from "./throttled-frame";
import { UnitChooser } from "./UnitChooser";

const IntuitionView = laterPart(async () => (await import("./IntuitionView")).IntuitionView);

/** The foot of the page: what happens at this step, in words and as an equation, and the transport below. */
export function Stage() {
  const open = useBackflow((state) => state.stageOpen);
  const resting = useBackflow((state) => state.playhead === 0);
  const taken = useStageSlot((slot) => slot.taken);
  const hasPane = useBackflow((state) => state.pane !== null);
  const trains = useBackflow((state) => state.pane === "training");
  return (
    <section
      className={styles.stage}
      aria-label="Stage"
      data-open={open}
      data-resting={resting}
      data-pane={hasPane || undefined}
      data-trains={trains || undefined}
    >
      {open && <div ref={offerStageSlot} className={styles.slot} hidden={!taken} />}
      {open && !taken && (
        <LaterBoundary what="The stage">
          <Explanation />
        </LaterBoundary>
      )}
      <Transport />
    </section>
  );
}

function Explanation() {
  const frame = useThrottledFrame();
  const { trace, playhead } = frame;
  const told = useStepExplanation(frame);
  const explanation = told?.explanation ?? null;
  const isFast = useBackflow((state) => state.playing && state.speed > 1);
  const opening = useOpening(frame);
  const atEnd = playhead > 0 && playhead === trace.steps.length;
  /** The playhead whose equation was asked for as a whole. */
  const [wholeAt, setWholeAt] = useState<number | null>(null);
  const isWhole = wholeAt === playhead;
  const [intuitive, setIntuitive] = useState(false);
  const lastScale = useRef<number | null>(null);
  const step = trace.steps[playhead - 1];
  const hasIntuition = step !== undefined && step.part !== "forward";
  return (
    <section
      data-whole={isWhole || (intuitive && hasIntuition)}
      data-intuitive={(intuitive && hasIntuition) || undefined}
      className={styles.explanation}
      data-resting={playhead === 0}
      aria-label="What happens"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on small pages; only what takes the focus scrolls by key.
      tabIndex={0}
    >
      <div className={styles.head}>
        <div className={styles.spoken} aria-live={isFast ? "off" : "polite"}>
          <div className={styles.heading}>
            <h2 className={styles.title}>
              <Prose text={playhead === 0 ? opening.title : (explanation?.title ?? "")} />
            </h2>
            {explanation && (
              <p className={styles.position}>
                <span className={styles.place}>{explanation.position}</span>
                {explanation.copyLatex !== "" && <CopyLatex key={playhead} />}
                {hasIntuition && (
                  <button
                    type="button"
                    className={styles.copy}
                    aria-expanded={intuitive}
                    title="Push a small change through and see what arrives"
                    onClick={() => setIntuitive(!intuitive)}
                  >
                    Intuition
                  </button>
                )}
              </p>
            )}
          </div>
          <p className="visually-hidden">{explanation?.spoken}</p>
          <p className={styles.words}>
            <Prose text={playhead === 0 ? opening.words : (explanation?.words ?? "")} />
          </p>
        </div>
      </div>
      {told && (
        <told.part.Board
          key={playhead}
          explanation={told.explanation}
          frame={frame}
          isWhole={isWhole}
          onWhole={(asked) => setWholeAt(asked ? playhead : null)}
          lastScale={lastScale}
        />
      )}
      <div className={styles.side}>
        {intuitive && hasIntuition && (
          <div className={styles.pushed}>
            <LaterBoundary what="The intuition">
              <IntuitionView frame={frame} />
            </LaterBoundary>
          </div>
        )}
        <div className={styles.choosers}>
          <SampleChooser />
          {explanation && explanation.entry !== "" && <UnitChooser shown={explanation.entry} />}
        </div>
        {playhead === 0 && <KeyHint />}
        {(playhead === 0 || atEnd) && <DifferentiateButton />}
        {atEnd && <HealthSummary frame={frame} />}
      </div>
    </section>
  );
}

function KeyHint() {
  const trains = useBackflow(hasTraining);
  return (
    <p className={styles.keys}>
      <Kbd>Space</Kbd> {trains ? "trains" : "plays"}, <Kbd>→</Kbd> and <Kbd>←</Kbd> step
    </p>
  );
}

const WELL: Readonly<Record<WellClaim, string>> = {
  "all-flows": "everything flows",
  "nothing-to-judge": "nothing to judge",
};

/** "One warning", "2 errors and warnings", "3 notes": what is counted, and the rest is listed under Health. */
function countedAs(findings: readonly FindingExplanation[]): string {
  const kinds = new Set(findings.map(({ severity }) => severity));
  const [severity = "note"] = kinds;
  const [one, several] =
    kinds.size > 1 ? ["", "errors and warnings"] : [`One ${severity}`, `${severity}s`];
  return findings.length === 1 ? one : `${findings.length} ${several}`;
}

function HealthSummary({ frame }: { readonly frame: Frame }) {
  const told = findingsOf(frame);
  const grave = told.filter(({ severity }) => severity !== "note");
  const findings = grave.length > 0 ? grave : told;
  const [first] = findings;
  return (
    <div className={styles.summary}>
      <p>
        {first === undefined ? (
          `Gradient health: ${WELL[wellClaim(frame.health)]}.`
        ) : (
          <>
            <strong>{countedAs(findings)}:</strong> {first.title}
          </>
        )}
      </p>
      {first !== undefined && <CommandButton id="health" label="Health" />}
    </div>
  );
}

/** Remounted with each equation, so that "Copied" is said of what was copied. */
function CopyLatex() {
  const services = useServices();
  const [copied, setCopied] = useState(false);
  const { name, keys } = commands.copyLatex;
  return (
    <button
      type="button"
      className={styles.copy}
      aria-label={copied ? undefined : name}
      title={`${name} (${keysText(keys)})`}
      onClick={() => {
        performCommand("copyLatex", services);
        setCopied(true);
      }}
    >
      {copied ? "Copied" : "LaTeX"}
    </button>
  );
}
