import { useLayoutEffect, useMemo, useRef, useState } from "react";
import {
  explainStep,
  type FindingExplanation,
  type StepExplanation,
  type WellClaim,
  wellClaim,
} from "@/explain";
import { presetBySlug } from "@/presets";
import { commands, type Frame, findingsOf, performCommand, presetOf, useBackflow } from "@/store";
import { ErrorBoundary, Kbd, laterPart, Prose } from "@/ui";
import { CommandButton } from "../page/CommandButton";
import { DifferentiateButton } from "../page/DifferentiateButton";
import { keysText } from "../page/key-names";
import { LaterBoundary } from "../page/LaterBoundary";
import { usePresetContent } from "../page/preset-content";
import { useServices } from "../page/services";
import { offerStageSlot, useStageSlot } from "../page/stage-slot";
import { Equation } from "./Equation";
import { type LastScale, useFittingScale } from "./fitting-scale";
import { SampleChooser } from "./SampleChooser";
import styles from "./stage.module.css";
import { storyOf } from "./story";
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
        <ErrorBoundary what="The stage">
          <Explanation />
        </ErrorBoundary>
      )}
      <Transport />
    </section>
  );
}

function Explanation() {
  const frame = useThrottledFrame();
  const { evaluation, trace, playhead } = frame;
  const entry = useBackflow((state) => state.entry);
  const explanation = useMemo(
    () => explainStep(evaluation, trace, playhead, entry),
    [evaluation, trace, playhead, entry],
  );
  const isFast = useBackflow((state) => state.playing && state.speed > 1);
  const opening = useOpening(explanation, frame);
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
              <Prose text={playhead === 0 ? opening.title : explanation.title} />
            </h2>
            {playhead > 0 && (
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
          <p className="visually-hidden">{explanation.spoken}</p>
          <p className={styles.words}>
            <Prose text={playhead === 0 ? opening.words : explanation.words} />
          </p>
        </div>
      </div>
      {playhead > 0 && (
        <Board
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
          {explanation.entry !== "" && <UnitChooser shown={explanation.entry} />}
        </div>
        {playhead === 0 && <KeyHint />}
        {(playhead === 0 || atEnd) && <DifferentiateButton />}
        {atEnd && <HealthSummary frame={frame} />}
      </div>
    </section>
  );
}

/** Segments of an equation that is tried as a whole: a longer one is shown so only when it is asked for. */
const MOST_TRIED = 60;

function lengthOf(lines: StepExplanation["lines"]): number {
  return lines.reduce((sum, { segments }) => {
    const inside = segments.map((each) => (each.kind === "known" ? each.segments.length : 1));
    return sum + inside.reduce((total, count) => total + count, 0);
  }, 0);
}

/** The equation, whole and as large as there is room for; what there is no room for even so is shown by a press. */
function Board({
  explanation: { lines, wholeLines },
  frame,
  isWhole,
  onWhole,
  lastScale,
}: {
  readonly explanation: StepExplanation;
  readonly frame: Frame;
  readonly isWhole: boolean;
  readonly onWhole: (whole: boolean) => void;
  readonly lastScale: LastScale;
}) {
  const board = useRef<HTMLDivElement>(null);
  /** The whole was tried, and had no room. */
  const [isBrief, setBrief] = useState(lines !== wholeLines && lengthOf(wholeLines) > MOST_TRIED);
  const shown = isWhole || !isBrief ? wholeLines : lines;
  const { cut, tiny } = useFittingScale(board, shown, lastScale);
  const triesWhole = !isWhole && !isBrief && lines !== wholeLines;
  useLayoutEffect(() => {
    if (triesWhole && tiny) setBrief(true);
  }, [triesWhole, tiny]);
  const lacks = cut || shown !== wholeLines;
  return (
    <div ref={board} className={styles.board}>
      <Equation lines={shown} frame={frame} />
      {(isWhole || lacks) && (
        <button type="button" className={styles.whole} onClick={() => onWhole(!isWhole)}>
          {isWhole ? "Show less" : "Show the whole equation"}
        </button>
      )}
    </div>
  );
}

/** What stands on the stage before the run: the preset's story, or what Play does. */
function useOpening(
  explanation: StepExplanation,
  { document, evaluation, playhead }: Frame,
): { title: string; words: string } {
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
  if (!card || fetched.kind === "missing" || (content && story === null)) return explanation;
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
