import { useEffect, useId, useMemo, useRef, useState } from "react";
import { derivativeOf, partialOf } from "@/engine";
import { fittingRange } from "@/engine/sweep";
import { numberData, numberLatex } from "@/explain";
import {
  axisLatex,
  axisText,
  curveRemarks,
  readLatex,
  readText,
  slopeLatex,
} from "@/explain/figures";
import {
  type Axis,
  type BackflowDocument,
  type CurveFigure,
  constructibleNetwork,
  type Graph,
  type Range,
  type Read,
} from "@/graph";
import { opOf } from "@/ops";
import { type Frame, useBackflow } from "@/store";
import { Tex } from "@/ui";
import { linearScale } from "@/ui/plot";
import { CurveCaption } from "./CurveCaption";
import { CurveGestures } from "./CurveGestures";
import { CurvePanel } from "./CurvePanel";
import { layoutPanels } from "./curve-layout";
import { curveModel, MOST_DRAWN_JOINTS } from "./curve-model";
import { FigureTable } from "./FigureTable";
import styles from "./figures.module.css";
import { memberCurves } from "./members";
import { slopeHandles } from "./network-pull";
import { PanelNotes } from "./PanelNotes";
import { RegionHeads } from "./RegionHeads";
import { RegionSums } from "./RegionSums";
import { type RowPoint, rowPoints } from "./row-points";
import { StripCanvas } from "./StripCanvas";
import { TermSlider, termsOf, withTerms } from "./TermSlider";
import { useExtent } from "./use-extent";
import { fittingValues, steadyRange } from "./value-range";

interface CurveFigureViewProps {
  readonly figure: CurveFigure;
  readonly frame: Frame;
}

/** Nodes against one number. */
export function CurveFigureView({ figure, frame }: CurveFigureViewProps) {
  const { document, sample } = frame;
  const { graph } = document;
  const { axis } = figure;
  const plot = useRef<HTMLDivElement>(null);
  const [width, height] = useExtent(plot);
  const clip = useId();
  // A view of another axis, or from before another range was typed, is no view of this curve.
  const viewKey = JSON.stringify([figure.axis, figure.range]);
  const [moved, setMoved] = useState<{ readonly key: string; readonly range: Range } | null>(null);
  const view = moved?.key === viewKey ? moved.range : null;
  const range = useShownRange(figure, frame, view);
  const [pulled, setPulled] = useState<string | null>(null);
  const [added, setAdded] = useState<number | null>(null);
  const terms = figure.marks.includes("terms") ? termsOf(document, figure) : 0;
  const read = useMemo(() => withTerms(figure.panels, terms, added), [figure.panels, terms, added]);
  const past = useBackflow((state) => state.history.past);
  const model = useMemo(
    () => curveModel(document, figure, sample, range, read),
    [document, figure, sample, range, read],
  );
  const marks = new Set(figure.marks);
  const [main] = model.panels[0] ?? [];
  const ghosts =
    main && marks.has("members") ? memberCurves(past, document, figure, main.read, range) : [];
  const drawn = useMemo(() => drawnPoints(document, axis), [document, axis]);
  const rows = useMemo(
    () =>
      main && figure.marks.includes("rows")
        ? rowPoints(model.subject, axis, main.read, sample, figure.marks.includes("residuals"))
        : [],
    [main, figure.marks, model.subject, axis, sample],
  );
  const head = model.regions && width > 0 ? 46 : 0;
  const layout = layoutPanels(width, height, model.panels.length, figure.columns, head);
  const steady = useRef(new Map<string, Range>());
  const scales = layout.panels.map((box, panelIndex) => {
    const strip = model.strips[panelIndex];
    if (strip) {
      return {
        x: linearScale(range, [box.left, box.right]),
        y: linearScale([0.5, strip.units + 0.5], [box.top, box.bottom]),
      };
    }
    const targets = panelIndex === 0 ? targetsOf(rows) : [];
    const next =
      (panelIndex === 0 || figure.columns > 1) && figure.valueRange
        ? figure.valueRange
        : fittingValues(model.panels[panelIndex] ?? [], targets);
    const key = `${figure.id} ${panelIndex} ${range.join()} ${figure.valueRange?.join()}`;
    const values = steadyRange(steady.current.get(key), next);
    steady.current.set(key, values);
    return {
      x: linearScale(range, [box.left, box.right]),
      y: linearScale(values, [box.bottom, box.top]),
    };
  });
  useFramed(axis, main ? isOnCanvas(frame, axis, main.present.slope) : false);
  const joints =
    main && model.units[0] === 1 && main.joints.length <= MOST_DRAWN_JOINTS ? main.joints : [];
  const { regions, present } = model;
  const grips = useMemo(() => slopeHandles(model, figure), [model, figure]);
  const edges = regions?.edges;
  const region =
    edges && regions.present >= 0 && edges.length > 2
      ? ([edges[regions.present] as number, edges[regions.present + 1] as number] as const)
      : null;
  const remarks = model.panels.flatMap(([curve]) =>
    curve ? curveRemarks(graph, axis, curve, present !== undefined) : [],
  );
  const first = scales[0];
  const box = layout.panels[0];
  const isRow = figure.columns === 1 || model.panels.length === 1;
  return (
    <div
      className={styles.figure}
      data-figure={figure.id}
      data-kind="curve"
      data-point={JSON.stringify(
        present === undefined || !main ? [] : [present, main.present.value],
      )}
      data-slope={main ? numberData(main.present.slope) : ""}
      data-joints={JSON.stringify(main?.joints ?? [])}
      data-slopes={JSON.stringify(main?.slopes ?? [])}
    >
      {main && (
        <CurveCaption
          graph={graph}
          isOneOfMany={figure.columns > 1 && model.panels.length > 1}
          curve={main}
          regions={regions}
          units={model.units[0] ?? 1}
          strip={model.strips[0] ?? null}
          isDrawn={drawn !== null}
          pulled={pulled}
        />
      )}
      {terms > 0 && (
        <TermSlider
          name={betaAndTerms(graph, read)}
          terms={terms}
          added={added ?? terms}
          onChange={(next) => setAdded(next === terms ? null : next)}
        />
      )}
      <div ref={plot} className={styles.plot}>
        {first && box && main && width > 0 && (
          <CurveGestures
            figure={figure}
            frame={frame}
            model={model}
            layout={layout}
            scales={scales}
            rows={rows}
            range={range}
            onView={(shown) => setMoved(shown && { key: viewKey, range: shown })}
            isMoved={view !== null}
            onPull={setPulled}
          >
            {layout.panels.map((panel, panelIndex) => {
              const strip = model.strips[panelIndex];
              // biome-ignore lint/suspicious/noArrayIndexKey: panels are known by their place.
              return strip ? <StripCanvas key={panelIndex} strip={strip} box={panel} /> : null;
            })}
            <svg
              data-drawing=""
              className={styles.drawing}
              width={width}
              height={height}
              aria-hidden="true"
            >
              {layout.panels.map((panel, panelIndex) => {
                const curves = model.panels[panelIndex] ?? [];
                const own = scales[panelIndex];
                if (!own) return null;
                return (
                  <CurvePanel
                    // biome-ignore lint/suspicious/noArrayIndexKey: panels are known by their place.
                    key={panelIndex}
                    box={
                      isRow ? { ...panel, hasAxis: panelIndex === layout.panels.length - 1 } : panel
                    }
                    x={own.x}
                    y={own.y}
                    curves={curves}
                    areUnits={(model.units[panelIndex] ?? 1) > 1}
                    isStrip={model.strips[panelIndex] !== null}
                    present={present}
                    shaded={model.shaded[panelIndex] ?? []}
                    region={isRow || panelIndex === 0 ? region : null}
                    rows={panelIndex === 0 ? rows : []}
                    rules={isRow ? joints : []}
                    showsTangent={marks.has("tangent")}
                    showsJoints={marks.has("joints")}
                    showsResiduals={marks.has("residuals") && panelIndex === 0}
                    isMain={panelIndex === 0 && isRow}
                    ghosts={panelIndex === 0 ? ghosts : []}
                    grips={panelIndex === 0 ? grips : []}
                    drawn={panelIndex === 0 ? drawn : null}
                    bound={boundOf(graph, curves[0]?.read)}
                    clip={`${clip}-${panelIndex}`}
                  />
                );
              })}
            </svg>
            {regions && <RegionHeads graph={graph} regions={regions} x={first.x} box={box} />}
            {layout.panels.map((panel, panelIndex) => {
              const [curve] = model.panels[panelIndex] ?? [];
              // What is added so far is told beside its slider: it is too long for the edge of a plot.
              return curve && curve.read.kind !== "partial" ? (
                <span
                  // biome-ignore lint/suspicious/noArrayIndexKey: panels are known by their place.
                  key={panelIndex}
                  className={styles.valueName}
                  data-text={readText(graph, curve.read)}
                  data-narrow={panel.left - panel.nameLeft < 40}
                  style={{
                    left: panel.nameLeft,
                    top: Math.max(0, panel.top - (panelIndex === 0 && isRow ? 26 : 4)),
                  }}
                >
                  <Tex latex={readLatex(graph, curve.read)} />
                  {figure.columns > 2 && panel.right - panel.nameLeft > 110 && (
                    <small>{opTitle(graph, curve.read)}</small>
                  )}
                </span>
              ) : null;
            })}
            {isRow &&
              layout.panels.map((panel, panelIndex) => {
                const curve = model.panels[panelIndex]?.[0];
                const own = scales[panelIndex];
                return curve && own && panelIndex > 0 && model.units[panelIndex] === 1 ? (
                  <PanelNotes
                    // biome-ignore lint/suspicious/noArrayIndexKey: panels are known by their place.
                    key={panelIndex}
                    subject={model.subject}
                    {...{ axis, curve, present, box: panel, x: own.x, y: own.y }}
                  />
                ) : null;
              })}
            <AxisName layout={layout} latex={axisLatex(graph, axis)} text={axisText(graph, axis)} />
            {present !== undefined && (
              <PresentNumber
                left={first.x(present)}
                top={(layout.panels[layout.panels.length - 1]?.bottom ?? 0) + 6}
                latex={`${axisLatex(graph, axis)}=${numberLatex(present)}`}
                isInView={present >= range[0] && present <= range[1]}
              />
            )}
            {marks.has("tangent") &&
              model.units[0] === 1 &&
              present !== undefined &&
              Number.isFinite(main.present.slope) && (
                <SlopeChip
                  latex={`${main.read.kind === "partial" ? "\\text{slope}" : slopeLatex(graph, main.read, axis)}=${numberLatex(main.present.slope)}`}
                  slope={main.present.slope}
                  left={first.x(present)}
                  top={first.y(main.present.value)}
                  box={box}
                />
              )}
          </CurveGestures>
        )}
      </div>
      {regions?.sums && <RegionSums graph={graph} axis={axis} regions={regions} />}
      {remarks.length > 0 && (
        <div className={styles.remarks} role="status">
          {[...new Set(remarks)].map((remark) => (
            <p key={remark}>{remark}</p>
          ))}
        </div>
      )}
      <FigureTable
        graph={graph}
        axis={axis}
        present={present}
        curves={model.panels.flatMap(([curve]) => (curve ? [curve] : []))}
      />
    </div>
  );
}

/** Is this slope the derivative that the canvas shows of the axis' number? */
function isOnCanvas({ evaluation }: Frame, axis: Axis, slope: number): boolean {
  const told =
    axis.kind === "value"
      ? derivativeOf(evaluation, axis.node)?.[axis.unit]
      : axis.kind === "beta"
        ? partialOf(evaluation, axis.node, { kind: "beta" })?.[axis.unit]
        : partialOf(evaluation, axis.node, { kind: "omega", port: axis.port })?.[0];
  return told !== undefined && Math.abs(told - slope) <= 1e-9 * Math.max(1e-300, Math.abs(slope));
}

/** The number of the axis stands in the slope's frame on the canvas, as long as both are one number. */
function useFramed(axis: Axis, isFramed: boolean): void {
  useEffect(() => {
    if (!isFramed) return;
    useBackflow.getState().setFramed(axis);
    return () => useBackflow.getState().setFramed(null);
  }, [axis, isFramed]);
}

/** The points through which the table's rows were drawn, where the axis is the input of a network over them. */
function drawnPoints(document: BackflowDocument, axis: Axis) {
  const network = axis.kind === "value" ? constructibleNetwork(document) : null;
  return network?.input === axis.node ? network.points : null;
}

/** What a local derivative never exceeds, of an op that is flat on both sides: ¼ of the sigmoid, 1 of tanh. */
function boundOf({ nodes }: Graph, read: Read | undefined): number | null {
  const node = read?.kind === "local" ? nodes.find(({ id }) => id === read.node) : undefined;
  const op = node && opOf(node.op);
  const tails = op?.kind === "unary" ? op.tails : undefined;
  return tails?.below === 0 && tails.above === 0 ? tails.largest : null;
}

/** What a unit does, where its symbol alone does not tell: "Sigmoid". */
function opTitle({ nodes }: Graph, read: Read): string | null {
  const node = read.kind === "value" ? nodes.find(({ id }) => id === read.node) : undefined;
  const op = node && opOf(node.op);
  return op?.kind === "unary" ? op.title : null;
}

/** What the first panel shows while units are added one by one: "ϕ₀ + ϕ₁·h₁". */
function betaAndTerms(graph: Graph, panels: readonly (readonly Read[])[]): string {
  const first = panels[0]?.[0];
  return first ? readText(graph, first) : "";
}

function targetsOf(rows: readonly RowPoint[]): readonly number[] {
  return rows.flatMap(({ target }) => (target === null ? [] : [target]));
}

/** What the view was moved to, else what is typed, else what fits: that stays where it is while the number is dragged. */
function useShownRange(figure: CurveFigure, frame: Frame, view: Range | null): Range {
  const fitting = useRef<{ readonly key: string; readonly range: Range } | null>(null);
  if (view) return view;
  if (figure.range) return figure.range;
  const { document, sample } = frame;
  const model = curveModel(document, { ...figure, marks: [] }, sample, [-1, 1], []);
  const present = model.present ?? 0;
  const key = `${figure.id} ${JSON.stringify(figure.axis)} ${document.graph.nodes.length}`;
  const kept = fitting.current;
  if (kept?.key === key && present >= kept.range[0] && present <= kept.range[1]) return kept.range;
  const range = fittingRange(model.subject, figure.axis, present);
  fitting.current = { key, range };
  return range;
}

function AxisName({
  layout,
  latex,
  text,
}: {
  readonly text: string;
  readonly layout: { readonly panels: readonly { right: number; bottom: number }[] };
  readonly latex: string;
}) {
  const last = layout.panels[layout.panels.length - 1];
  return last ? (
    <span
      className={styles.axisName}
      data-text={text}
      style={{ left: last.right - 8, top: last.bottom + 14 }}
    >
      <Tex latex={latex} />
    </span>
  ) : null;
}

interface PresentNumberProps {
  readonly left: number;
  readonly top: number;
  readonly latex: string;
  readonly isInView: boolean;
}

/** The present number, under its handle on the axis. */
function PresentNumber({ left, top, latex, isInView }: PresentNumberProps) {
  return isInView ? (
    <span className={styles.presentNumber} style={{ left, top }}>
      <Tex latex={latex} />
    </span>
  ) : null;
}

interface SlopeChipProps {
  readonly latex: string;
  readonly slope: number;
  readonly left: number;
  readonly top: number;
  readonly box: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
}

const CHIP_WIDTH = 112;
const CHIP_HEIGHT = 40;

/** The slope at the present point, in the frame that the same number has on the canvas. Where there is room beside it. */
function SlopeChip({ latex, slope, left, top, box }: SlopeChipProps) {
  const toRight = left + 24 + CHIP_WIDTH < box.right;
  const x = toRight ? left + 24 : left - 24 - CHIP_WIDTH;
  // Beside the tangent, not on it: above where it falls on that side, below where it rises.
  const rises = toRight ? slope > 0 : slope < 0;
  const wanted = rises ? top + 12 : top - 12 - CHIP_HEIGHT;
  const y = Math.max(box.top, Math.min(box.bottom - CHIP_HEIGHT, wanted));
  const sign = slope > 0 ? "positive" : slope < 0 ? "negative" : "zero";
  return (
    <span className={styles.slopeChip} data-sign={sign} style={{ left: x, top: y }}>
      <Tex latex={latex} />
    </span>
  );
}
