import { useRef } from "react";
import {
  entryPlaceText,
  equalTo,
  formatNumber,
  list,
  nodeLatex,
  nodeText,
  wireLocalLatex,
  wireLocalText,
} from "@/explain";
import type { LayersFigure } from "@/graph";
import { type Frame, useBackflow } from "@/store";
import { Tex, useExtent } from "@/ui";
import { BarMark, linearScale, logScale, RuleLine, VerticalAxis } from "@/ui/plot";
import { useFigureLetters } from "./figure-letters";
import styles from "./figures.module.css";
import { type LayerBar, layerBars } from "./layer-bars";

interface LayersFigureViewProps {
  readonly figure: LayersFigure;
  readonly frame: Frame;
}

/** Pixels with letters of the ordinary size: what holds a text grows with them. */
const MARGIN = { left: 58, right: 12, top: 16, bottom: 84 };
/** The powers of ten at the ends of what a number can be. */
const SMALLEST = 1e-323;
const LARGEST = 1e308;
/** What a word at a line is wide, in pixels. */
const WORD = 84;
/** Narrower bars have no room for a name, or a factor. */
const NAMED = 22;
const WITH_FACTOR = 46;
/** Between the two there is room for the factor's digits alone, and not for its symbol. */
const WITH_DIGITS = 26;
/** Narrower than this, digits of neighbours would touch: every other one stands a line lower. */
const STAGGERED = 40;

/** A number for each node as bars. Shares of the gradient hang from 10⁰: what is lost is seen as length. */
export function LayersFigureView({ figure, frame }: LayersFigureViewProps) {
  const plot = useRef<HTMLDivElement>(null);
  const { width, height } = useExtent(plot);
  const letters = useFigureLetters();
  const before = MARGIN.left * letters;
  const { graph } = frame.document;
  const { vanishing, exploding } = frame.document.thresholds;
  const isShare = figure.quantity === "gradient";
  const bars = layerBars(frame, figure.quantity);
  const bottom = Math.max(MARGIN.top + 40, height - MARGIN.bottom * letters);
  const y = scaleOf(bars, figure, vanishing, [bottom, MARGIN.top]);
  const step = (width - before - MARGIN.right) / Math.max(1, bars.length);
  const base = isShare ? y(1) : bottom;
  const [low] = y.domain;
  const told = bars.filter(({ size }) => Number.isFinite(size));
  const lines = isShare ? [vanishing, exploding].filter((at) => at > low && at < y.domain[1]) : [];
  return (
    <div
      className={styles.figure}
      data-figure={figure.id}
      data-kind="layers"
      data-point="[]"
      data-slope=""
      data-joints="[]"
      data-slopes="[]"
      data-bars={JSON.stringify(told.map(({ node, size }) => [node, size]))}
    >
      <p className={styles.caption}>
        <span>{captionOf(frame, figure, told)}</span>
      </p>
      <div ref={plot} className={styles.plot}>
        {width > 0 && bars.length > 0 && (
          <>
            <svg
              data-drawing=""
              className={styles.drawing}
              width={width}
              height={height}
              aria-hidden="true"
            >
              <VerticalAxis
                scale={y}
                from={before}
                to={width - MARGIN.right}
                count={7}
                {...{ letters }}
              />
              {bars.map((bar, place) =>
                Number.isFinite(bar.size) ? (
                  <BarMark
                    key={bar.node}
                    x={before + step * (place + 0.5)}
                    width={Math.max(1, Math.min(28, step * 0.6))}
                    from={base}
                    to={bar.size > low ? y(Math.min(bar.size, y.domain[1])) : bottom}
                    tone={toneOf(bar)}
                  />
                ) : null,
              )}
              {lines.map((at) => (
                <RuleLine key={at} y={y(at)} from={before} to={width - MARGIN.right} />
              ))}
            </svg>
            {lines.map((at) => (
              <span
                key={at}
                className={styles.threshold}
                style={{
                  // Beyond the line, where bars end that do not reach it.
                  top: at < 1 ? y(at) + 1 : y(at) - 20 * letters,
                  right: MARGIN.right + 2 + step * barsBeside(bars, at, (WORD * letters) / step),
                }}
              >
                {at === vanishing ? "vanishing" : "exploding"}
              </span>
            ))}
            {bars.map((bar, place) => (
              <BarLabel
                key={bar.node}
                frame={frame}
                bar={bar}
                left={before + step * place}
                width={step}
                letters={letters}
                top={bottom + 4}
                isLower={step < STAGGERED * letters && place % 2 === 1}
                isNamed={
                  step >= NAMED * letters || place % Math.ceil((NAMED * letters) / step) === 0
                }
              />
            ))}
          </>
        )}
      </div>
      {/* It stands there, empty, before there is something to say: else many readers do not speak it. */}
      <p
        className={styles.remarks}
        data-empty={told.length === bars.length && bars.length > 0}
        role="status"
      >
        {told.length < bars.length && gapSentence(frame, bars)}
        {bars.length === 0 && emptySentence(figure)}
      </p>
      <table className={styles.hiddenTable}>
        <caption>{captionOf(frame, figure, told)}</caption>
        <thead>
          <tr>
            <th scope="col">Node</th>
            <th scope="col">{figure.quantity === "value" ? "|value|" : "Share"}</th>
            <th scope="col">Factor</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ node, size, factor }) => (
            <tr key={node}>
              <th scope="row">{nodeText(graph, node)}</th>
              <td>{formatNumber(size)}</td>
              <td>
                {factor ? `${wireLocalText(graph, factor.wire)} ${equalTo(factor.value)}` : "none"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function scaleOf(
  bars: readonly LayerBar[],
  { quantity }: LayersFigure,
  vanishing: number,
  range: readonly [number, number],
) {
  if (quantity === "inactive") return linearScale([0, 1], range);
  const sizes = bars.map(({ size }) => size).filter((size) => size > 0 && Number.isFinite(size));
  const smallest = Math.min(...sizes, quantity === "gradient" ? vanishing : 1);
  const largest = Math.max(...sizes, 1);
  // A power of ten below, so that the smallest bar has a length too.
  const power = 10 ** (Math.floor(Math.log10(smallest) + 1e-9) - (quantity === "value" ? 1 : 0));
  const low = Math.max(SMALLEST, power);
  return logScale(
    [low, largest > 1 ? Math.min(LARGEST, 10 ** Math.ceil(Math.log10(largest))) : 1],
    range,
  );
}

/** So many of the last bars stand right of the word at a line. It is `span` bars wide, and lies over none that goes beyond the line where it can. */
function barsBeside(bars: readonly LayerBar[], at: number, span: number): number {
  const wide = Math.ceil(span);
  for (let last = bars.length; last >= wide; last--) {
    const covered = bars.slice(last - wide, last);
    if (!covered.some(({ size }) => (at < 1 ? size < at : size > at))) return bars.length - last;
  }
  return 0;
}

function toneOf({ size, flow }: LayerBar): "ink" | "vanishing" | "exploding" | "blocked" {
  if (size === 0 || flow === "blocked") return "blocked";
  if (flow === "vanishing" || flow === "cancelled") return "vanishing";
  return flow === "exploding" || !Number.isFinite(size) ? "exploding" : "ink";
}

interface BarLabelProps {
  readonly frame: Frame;
  readonly bar: LayerBar;
  readonly left: number;
  readonly width: number;
  readonly letters: number;
  readonly top: number;
  readonly isNamed: boolean;
  readonly isLower: boolean;
}

/** The node's symbol, and the factor that its bar differs by from the one after it. */
function BarLabel(props: BarLabelProps) {
  const { frame, bar, left, width, letters, top, isNamed, isLower } = props;
  const { graph } = frame.document;
  const { node, size, factor } = bar;
  const told = factor ? `, ${wireLocalText(graph, factor.wire)} ${equalTo(factor.value)}` : "";
  const text = `${nodeText(graph, node)}: ${formatNumber(size)}${told}`;
  return (
    <button
      type="button"
      className={styles.barLabel}
      style={{ left, width, top: 0, paddingBlockStart: top }}
      title={text}
      aria-label={text}
      tabIndex={-1}
      onClick={() => useBackflow.getState().select(new Set([node]))}
    >
      {isNamed && <Tex latex={nodeLatex(graph, node)} />}
      {factor && width >= WITH_DIGITS * letters && (
        <span className={styles.factor} data-lower={isLower}>
          {width >= WITH_FACTOR * letters && <Tex latex={wireLocalLatex(graph, factor.wire)} />}
          <span>×{formatNumber(Number(factor.value.toPrecision(2)))}</span>
        </span>
      )}
    </button>
  );
}

function captionOf(frame: Frame, { quantity }: LayersFigure, bars: readonly LayerBar[]): string {
  const first = bars[0];
  const entry = entryPlaceText(frame.health, frame.document.graph);
  if (quantity === "inactive") return "Share of the units that are inactive at this sample";
  if (quantity === "value")
    return "|value| of each node at this sample, the largest over its units";
  if (frame.health.flow.nothingEnters)
    return `No gradient enters at ${entry}: the derivative there is 0`;
  if (!first) return `Share of the gradient that enters at ${entry}`;
  const name = nodeText(frame.document.graph, first.node);
  return `Of the gradient that enters at ${entry}, ${formatNumber(first.size)} arrives at ${name}`;
}

/** Which nodes have no bar, the first of them by name. */
function gapSentence(frame: Frame, bars: readonly LayerBar[]): string {
  const gaps = bars.filter(({ size }) => !Number.isFinite(size));
  const names = gaps.slice(0, 3).map(({ node }) => nodeText(frame.document.graph, node));
  const more = gaps.length > names.length ? [`${gaps.length - names.length} more`] : [];
  return `No bar: of ${list([...names, ...more])} it is no finite number.`;
}

function emptySentence({ quantity }: LayersFigure): string {
  return quantity === "inactive"
    ? "No node of this graph can be inactive: there is no ReLU in it."
    : "No node is completely wired yet. Wire one, and its bar stands here.";
}
