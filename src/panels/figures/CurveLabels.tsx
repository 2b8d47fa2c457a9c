import type { SweptCurve } from "@/engine/sweep";
import { equalTo, formatNumber, numberLatex } from "@/explain";
import { axisLatex, axisText, readLatex, readText, slopeLatex, slopeText } from "@/explain/figures";
import type { Axis, CurveFigure, Graph, Read } from "@/graph";
import { opOf } from "@/ops";
import { Tex } from "@/ui";
import type { Scale } from "@/ui/plot";
import type { CurveLayout, PanelBox } from "./curve-layout";
import type { CurveModel } from "./curve-model";
import styles from "./figures.module.css";

interface ValueNamesProps {
  readonly graph: Graph;
  readonly figure: CurveFigure;
  readonly model: CurveModel;
  readonly layout: CurveLayout;
  readonly isColumn: boolean;
}

/** What each panel shows, at the upper end of its values. */
export function ValueNames({ graph, figure, model, layout, isColumn }: ValueNamesProps) {
  return layout.panels.map((panel, panelIndex) => {
    const read = model.panels[panelIndex]?.[0]?.read;
    // What is added so far is told beside its slider: it is too long for the edge of a plot.
    if (!read || read.kind === "partial") return null;
    const isBesideHead = panelIndex === 0 && isColumn;
    const hasRoomForOp = figure.columns > 2 && panel.right - panel.nameLeft > 110 * layout.letters;
    return (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: panels are known by their place.
        key={panelIndex}
        className={styles.valueName}
        data-text={readText(graph, read)}
        data-narrow={panel.left - panel.nameLeft < 40 * layout.letters}
        style={{
          left: panel.nameLeft,
          top: Math.max(0, panel.top - (isBesideHead ? 26 : 4) * layout.letters),
        }}
      >
        <Tex latex={readLatex(graph, read)} />
        {hasRoomForOp && <small>{opTitle(graph, read)}</small>}
      </span>
    );
  });
}

/** What a unit does, where its symbol alone does not tell: "Sigmoid". */
function opTitle({ nodes }: Graph, read: Read): string | null {
  const node = read.kind === "value" ? nodes.find(({ id }) => id === read.node) : undefined;
  const op = node && opOf(node.op);
  return op?.kind === "unary" ? op.title : null;
}

interface AxisLabelsProps {
  readonly graph: Graph;
  readonly axis: Axis;
  readonly model: CurveModel;
  readonly layout: CurveLayout;
  /** Of the axis. */
  readonly x: Scale;
}

/** The name of the axis, and its present number under its handle, where that is in sight. */
export function AxisLabels({ graph, axis, model, layout, x }: AxisLabelsProps) {
  const last = layout.panels[layout.panels.length - 1];
  if (!last) return null;
  const { present, range } = model;
  const name = axisLatex(graph, axis);
  return (
    <>
      <span
        className={styles.axisName}
        data-text={axisText(graph, axis)}
        style={{ left: last.right - 8, top: last.bottom + 14 * layout.letters }}
      >
        <Tex latex={name} />
      </span>
      {present !== undefined && present >= range[0] && present <= range[1] && (
        <span
          className={styles.presentNumber}
          data-text={`${axisText(graph, axis)} ${equalTo(present)}`}
          style={{ left: x(present), top: last.bottom + 6 }}
        >
          <Tex latex={`${name}=${numberLatex(present)}`} />
        </span>
      )}
    </>
  );
}

interface SlopeChipProps {
  readonly graph: Graph;
  readonly axis: Axis;
  readonly curve: SweptCurve;
  /** Of the present point, in pixels. */
  readonly at: readonly [left: number, top: number];
  readonly box: PanelBox;
  /** How much larger than ordinary letters are set. */
  readonly letters: number;
}

/** Pixels of the chip in letters of the ordinary size: its fraction, frame and equals sign, each digit of its number, its height. */
const CHIP_FRACTION = 74;
const CHIP_DIGIT = 10;
const CHIP_HEIGHT = 40;

/** The slope at the present point, in the frame that the same number has on the canvas. Where there is room beside it. */
export function SlopeChip(props: SlopeChipProps) {
  const {
    graph,
    axis,
    curve,
    at: [left, top],
    box,
    letters,
  } = props;
  const { slope } = curve.present;
  const width = (CHIP_FRACTION + formatNumber(slope).length * CHIP_DIGIT) * letters;
  const height = CHIP_HEIGHT * letters;
  const toRight = left + 24 + width < box.right;
  const x = toRight ? left + 24 : Math.max(box.left, left - 24 - width);
  // Beside the tangent, not on it: above where it falls on that side, below where it rises.
  const rises = toRight ? slope > 0 : slope < 0;
  const wanted = rises ? top + 12 : top - 12 - height;
  const y = Math.max(box.top, Math.min(box.bottom - height, wanted));
  const sign = slope > 0 ? "positive" : slope < 0 ? "negative" : "zero";
  const isPartial = curve.read.kind === "partial";
  const name = isPartial ? "\\text{slope}" : slopeLatex(graph, curve.read, axis);
  const nameText = isPartial ? "slope" : slopeText(graph, curve.read, axis);
  return (
    <span
      className={styles.slopeChip}
      data-text={`${nameText} ${equalTo(slope)}`}
      data-sign={sign}
      style={{ left: x, top: y }}
    >
      <Tex latex={`${name}=${numberLatex(slope)}`} />
    </span>
  );
}
