import { memo, useMemo } from "react";
import {
  type EquationLine,
  type FactorSegment,
  nodeText,
  type PlainSegment,
  type Segment,
  wireLocalText,
} from "@/explain";
import type { Graph } from "@/graph";
import { type Frame, useBackflow } from "@/store";
import { classes, keyed, Tex } from "@/ui";
import styles from "./equation.module.css";
import { useLight } from "./highlight";

interface EquationProps {
  readonly lines: readonly EquationLine[];
  readonly frame: Frame;
}

/**
 * The equation of a step, segment by segment: what was known is tinted and leads to its step, a factor lights its wire.
 * The main line breaks between segments; local derivatives stand below it.
 */
export function Equation({ lines, frame }: EquationProps) {
  const main = lines.filter((line) => line.kind !== "local");
  const locals = lines.filter((line) => line.kind === "local");
  return (
    <div className={styles.equation}>
      <Outcome lines={main} frame={frame} />
      <div className={styles.main} data-row="">
        {keyed(main).map(({ key, item }) => (
          <Line key={key} line={item} frame={frame} />
        ))}
      </div>
      {locals.length > 0 && (
        <div className={styles.locals} data-row="">
          <span className={styles.where}>where</span>
          {keyed(locals).map(({ key, item }) => (
            <Line key={key} line={item} frame={frame} />
          ))}
        </div>
      )}
    </div>
  );
}

/** What the step has found, "∂ℓᵢ/∂f₁ ≈ −17.06": where there is little room it stands first, and is seen without scrolling. */
function Outcome({
  lines,
  frame,
}: {
  readonly lines: readonly EquationLine[];
  readonly frame: Frame;
}) {
  const [left] = lines[0]?.segments ?? [];
  const result = lines.find(({ kind }) => kind === "result");
  if (!left || left.kind === "known" || !result || restarts(result)) return null;
  return (
    <div className={styles.outcome} aria-hidden="true">
      <Tex latex={left.latex.replace("\\dfrac", "\\tfrac")} />
      <Line line={result} frame={frame} />
    </div>
  );
}

function Line({ line, frame }: { readonly line: EquationLine; readonly frame: Frame }) {
  const sign = signOfResult(line, frame);
  const last = line.segments[line.segments.length - 1];
  return (
    <span
      className={classes(styles.line, styles[line.kind])}
      data-restarts={restarts(line)}
      data-lone={line.segments.filter(({ kind }) => kind === "known").length === 1}
    >
      {keyed(glue(line.segments)).map(({ key, item }) => (
        <span key={key} className={styles.glued}>
          {keyed(item).map((each) => (
            <SegmentView
              key={each.key}
              segment={each.item}
              frame={frame}
              sign={each.item === last ? sign : undefined}
            />
          ))}
        </span>
      ))}
    </span>
  );
}

/** Does a line begin with a left side of its own, such as ∂L/∂ω, rather than go on with "="? */
function restarts(line: EquationLine): boolean {
  const [first] = line.segments;
  return line.kind !== "symbolic" && first?.kind === "plain" && /^\\d?frac/.test(first.latex);
}

/** Segments that may not be parted: a relation or an operator and what follows it, a factor and the stored number that it is times. */
function glue(segments: readonly Segment[]): Segment[][] {
  const groups: Segment[][] = [];
  let holds = false;
  for (const [index, segment] of segments.entries()) {
    const last = groups[groups.length - 1];
    const isTimes = segment.kind === "known" && segments[index - 1]?.kind === "factor";
    const isShort = segment.kind === "known" && segment.segments.length === 1;
    if ((holds || (isTimes && isShort)) && last) last.push(segment);
    else groups.push([segment]);
    holds = segment.kind === "plain" && /^\{\}.+\{\}$/.test(segment.latex);
  }
  return groups;
}

function SegmentView({
  segment,
  frame,
  sign,
}: {
  readonly segment: Segment;
  readonly frame: Frame;
  readonly sign: Sign | undefined;
}) {
  switch (segment.kind) {
    case "plain":
      return (
        <Tex className={classes(styles.segment, sign && styles[sign])} latex={segment.latex} />
      );
    case "factor":
      return <Piece segment={segment} graph={frame.document.graph} />;
    case "forward":
      return (
        <span
          className={classes(styles.segment, styles.forward)}
          title={forwardTitle(segment, frame)}
        >
          <Tex latex={segment.latex} />
        </span>
      );
    case "known":
      return <Known segment={segment} frame={frame} />;
  }
}

function Piece({
  segment,
  graph,
}: {
  readonly segment: PlainSegment | FactorSegment;
  readonly graph: Graph;
}) {
  if (segment.kind === "factor") {
    const name = `${wireLocalText(graph, segment.wire)}: light its wire`;
    return <Factor latex={segment.latex} wire={segment.wire} name={name} />;
  }
  return <Tex className={styles.segment} latex={segment.latex} />;
}

/** A factor that lights its wire while the pointer or the focus rests on it. */
export const Factor = memo(function Factor({
  latex,
  wire,
  name,
}: {
  readonly latex: string;
  readonly wire: number;
  readonly name: string;
}) {
  const wires = useMemo(() => [wire], [wire]);
  const light = useLight(NO_NODES, wires);
  return (
    <button
      type="button"
      data-factor=""
      className={classes(styles.segment, styles.factor)}
      aria-label={name}
      {...light}
    >
      <Tex latex={latex} />
    </button>
  );
});

const NO_NODES: readonly string[] = [];

function Known({
  segment,
  frame,
}: {
  readonly segment: Extract<Segment, { kind: "known" }>;
  readonly frame: Frame;
}) {
  const { trace, evaluation, document } = frame;
  const index = evaluation.plan.topology.indexOf.get(segment.node) ?? -1;
  const knownAt = trace.derivativeKnownAt[index] ?? Number.POSITIVE_INFINITY;
  const isNumbered = trace.steps[knownAt - 1]?.optional === false;
  return (
    <span className={styles.stored}>
      <span className={styles.known}>
        {keyed(segment.segments).map(({ key, item }) => (
          <Piece key={key} segment={item} graph={document.graph} />
        ))}
      </span>
      <button
        type="button"
        className={styles.label}
        disabled={!Number.isFinite(knownAt)}
        onClick={() => useBackflow.getState().seek(knownAt)}
      >
        <Tex latex={segment.label} />
        {isNumbered && <span className={styles.step}>, step {segment.step}</span>}
      </button>
    </span>
  );
}

function forwardTitle(segment: Extract<Segment, { kind: "forward" }>, frame: Frame): string {
  const name = nodeText(frame.document.graph, segment.node);
  return segment.step === 0
    ? `${name} is given`
    : `${name} was left behind by the forward pass, step ${segment.step}`;
}

type Sign = "positive" | "negative";

/** A derivative has the colour of its sign; a value is ink. */
function signOfResult(line: EquationLine, frame: Frame): Sign | undefined {
  if (
    line.kind !== "result" ||
    restarts(line) ||
    frame.trace.steps[frame.playhead - 1]?.part === "forward"
  ) {
    return undefined;
  }
  const last = line.segments[line.segments.length - 1];
  if (last?.kind !== "plain" || /^-?0$/.test(last.latex)) return undefined;
  return last.latex.startsWith("-") ? "negative" : "positive";
}
