import { useMemo, useRef, useState } from "react";
import { type FindingExplanation, readyWords, type WellClaim, wellClaim } from "@/explain";
import { presetBySlug } from "@/presets";
import { commands, type Frame, findingsOf, performCommand, presetOf, useBackflow } from "@/store";
import { Kbd, laterFile, laterPart, Prose, useLater } from "@/ui";
import { CommandButton } from "../page/CommandButton";
import { DifferentiateButton } from "../page/DifferentiateButton";
import { keysText } from "../page/key-names";
import { LaterBoundary } from "../page/LaterBoundary";
import { usePresetContent } from "../page/preset-content";
import { useServices } from "../page/services";
import { offerStageSlot, useStageSlot } from "../page/stage-slot";
import { SampleChooser } from "./SampleChooser";
import styles from "./stage.module.css";
import { storyOf } from "./story";
import { Transport } from "./Transport";
import { useThrottledFrame } from "./throttled-frame";
import { UnitChooser } from "./UnitChooser";

const IntuitionView = laterPart(async () => (await import("./IntuitionView")).IntuitionView);

const stepPart = laterFile(() => import("./step-part"));

/** Fetches what explains a step: the first thing that is needed once the run begins. */
export const preloadStage = stepPart.preload;

/** The foot of the page: what happens at this step, in words and as an equation, and the transport below. */
export function Stage() {
  const open = useBackflow((state) => state.stageOpen);
  const resting = useBackflow((state) => state.playhead === 0);
  const taken = useStageSlot((slot) => slot.taken);
  const hasPane = useBackflow((state) => state.pane !== null);
  return (
    <section
      className={styles.stage}
      aria-label="Stage"
      data-open={open}
      data-resting={resting}
      data-pane={hasPane || undefined}
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
  const { evaluation, trace, playhead } = frame;
  const entry = useBackflow((state) => state.entry);
  const part = useLater(stepPart, playhead > 0);
  const explanation = useMemo(
    () => (playhead > 0 && part ? part.explainStep(evaluation, trace, playhead, entry) : null),
    [part, evaluation, trace, playhead, entry],
  );
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
      {part && explanation && (
        <part.Board
          key={playhead}
          explanation={explanation}
          frame={frame}
          isWhole={isWhole}
          onWhole={(asked) => setWholeAt(asked ? playhead : null)}
          lastScale={lastScale}
        />
      )}
      <div className={styles.side}>
        {intuitive && hasIntuition && (
          <LaterBoundary what="The intuition">
            <IntuitionView frame={frame} />
          </LaterBoundary>
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

/** What stands on the stage before the run: the preset's story, or what Play does. */
function useOpening({ document, evaluation, trace, playhead }: Frame): {
  title: string;
  words: string;
} {
  const origin = useBackflow((state) => state.origin);
  const card = presetBySlug(presetOf(origin) ?? "");
  const fetched = usePresetContent(card);
  const content = fetched.kind === "loaded" ? fetched.content : null;
  const opened = useMemo(() => content?.make(), [content]);
  // While it runs nothing of it is shown.
  const rests = playhead === 0;
  const story = useMemo(
    () =>
      rests && content && opened ? storyOf(content.words, opened, document, evaluation) : null,
    [rests, content, opened, document, evaluation],
  );
  if (!card || fetched.kind === "missing" || (content && story === null)) {
    return { title: "Ready", words: rests ? readyWords(evaluation, trace) : "" };
  }
  return { title: card.title, words: story ?? "" };
}

function KeyHint() {
  return (
    <p className={styles.keys}>
      <Kbd>Space</Kbd> plays, <Kbd>→</Kbd> and <Kbd>←</Kbd> step
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
