import { useMemo, useRef, useState } from "react";
import { numberData } from "@/explain";
import { curveRemarks, readText } from "@/explain/figures";
import {
  type Axis,
  type BackflowDocument,
  type CurveFigure,
  constructibleNetwork,
  type Graph,
  type Read,
} from "@/graph";
import { type Frame, useBackflow } from "@/store";
import { useExtent } from "@/ui";
import { CurveCaption, type CurveSign, type HeldCaption } from "./CurveCaption";
import { CurveDrawing } from "./CurveDrawing";
import { CurveGestures } from "./CurveGestures";
import { AxisLabels, SlopeChip, ValueNames } from "./CurveLabels";
import { layoutPanels } from "./curve-layout";
import { type CurveModel, curveModel } from "./curve-model";
import { useCurveScales } from "./curve-scales";
import { useCurveView } from "./curve-view";
import { FigureTable } from "./FigureTable";
import { useFigureLetters } from "./figure-letters";
import styles from "./figures.module.css";
import { useFramedSlope } from "./framed-slope";
import { memberCurves } from "./members";
import { slopeHandles } from "./network-pull";
import { PanelNotes } from "./PanelNotes";
import { REGION_HEAD, RegionHeads } from "./RegionHeads";
import { RegionSums } from "./RegionSums";
import { type RowPoint, rowPoints } from "./row-points";
import { StripCanvas } from "./StripCanvas";
import { TermSlider, termsOf, withTerms } from "./TermSlider";

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
  const { width, height } = useExtent(plot);
  const [held, setHeld] = useState<HeldCaption | null>(null);
  const isHeld = held?.isCut === true;
  const caption = useRef<HTMLParagraphElement>(null);
  const { range, isMoved, move } = useCurveView(figure, frame, isHeld);
  const letters = useFigureLetters();
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
  const grips = useMemo(() => slopeHandles(model, figure), [model, figure]);
  const head = model.regions && width > 0 ? REGION_HEAD * letters : 0;
  const layout = layoutPanels(width, height, model.panels.length, figure.columns, head, letters);
  const scales = useCurveScales(figure, model, layout, rows, isHeld);
  useFramedSlope(frame, axis, main ? main.present.slope : null);
  const { regions, present } = model;
  const remarks = model.panels.flatMap(([curve]) =>
    curve ? curveRemarks(graph, axis, curve, present !== undefined) : [],
  );
  const [first] = scales;
  const [box] = layout.panels;
  const isColumn = figure.columns === 1 || model.panels.length === 1;
  const showsSlope =
    marks.has("tangent") && model.units[0] === 1 && Number.isFinite(main?.present.slope);
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
          paragraph={caption}
          held={held}
          graph={graph}
          isOneOfMany={figure.columns > 1 && model.panels.length > 1}
          curve={main}
          regions={regions}
          units={model.units[0] ?? 1}
          strip={model.strips[0] ?? null}
          isDrawn={drawn !== null}
          signs={signsOf(model, rows)}
          pulled={pulled}
        />
      )}
      {terms > 0 && (
        <TermSlider
          name={nameOfTerms(graph, read)}
          terms={terms}
          added={added ?? terms}
          onChange={(next) => setAdded(next === terms ? null : next)}
        />
      )}
      <div ref={plot} className={styles.plot}>
        {first && box && main && width > 0 && (
          <CurveGestures
            {...{ figure, frame, model, layout, scales, rows, range, isMoved }}
            onView={move}
            onHold={(next) => {
              const height = caption.current?.offsetHeight ?? 0;
              setHeld(next && { height, isCut: next !== "present" });
            }}
            onPull={setPulled}
          >
            {layout.panels.map((panel, panelIndex) => {
              const strip = model.strips[panelIndex];
              // biome-ignore lint/suspicious/noArrayIndexKey: panels are known by their place.
              return strip ? <StripCanvas key={panelIndex} strip={strip} box={panel} /> : null;
            })}
            <CurveDrawing
              {...{ graph, figure, model, layout, scales, isColumn }}
              size={[width, height]}
              firstPanel={{ rows, ghosts, grips, drawn }}
            />
            {regions && <RegionHeads {...{ graph, regions, box, letters }} x={first.x} />}
            <ValueNames {...{ graph, figure, model, layout, isColumn }} />
            {isColumn &&
              layout.panels.map((panel, panelIndex) => {
                const curve = model.panels[panelIndex]?.[0];
                const own = scales[panelIndex];
                return curve && own && panelIndex > 0 && model.units[panelIndex] === 1 ? (
                  <PanelNotes
                    // biome-ignore lint/suspicious/noArrayIndexKey: panels are known by their place.
                    key={panelIndex}
                    subject={model.subject}
                    {...{ axis, curve, present, box: panel, x: own.x, y: own.y, letters }}
                  />
                ) : null;
              })}
            <AxisLabels {...{ graph, axis, model, layout }} x={first.x} />
            {showsSlope && present !== undefined && (
              <SlopeChip
                letters={letters}
                {...{ graph, axis, box }}
                curve={main}
                at={[first.x(present), first.y(main.present.value)]}
              />
            )}
          </CurveGestures>
        )}
      </div>
      {regions?.sums && <RegionSums graph={graph} axis={axis} regions={regions} />}
      {/* It stands there, empty, before there is something to say: else many readers do not speak it. */}
      <div className={styles.remarks} data-empty={remarks.length === 0} role="status">
        {[...new Set(remarks)].map((remark) => (
          <p key={remark}>{remark}</p>
        ))}
      </div>
      <FigureTable
        graph={graph}
        axis={axis}
        present={present}
        curves={model.panels.flatMap(([curve]) => (curve ? [curve] : []))}
      />
    </div>
  );
}

/** The points through which the table's rows were drawn, where the axis is the input of a network over them. */
function drawnPoints(document: BackflowDocument, axis: Axis) {
  const network = axis.kind === "value" ? constructibleNetwork(document) : null;
  return network?.input === axis.node ? network.points : null;
}

/** What the first panel shows while units are added one by one: "ϕ₀ + ϕ₁·h₁". */
function nameOfTerms(graph: Graph, panels: readonly (readonly Read[])[]): string {
  const first = panels[0]?.[0];
  return first ? readText(graph, first) : "";
}

/** What is shaded in any panel, and whether rows are hollow. */
function signsOf({ shaded }: CurveModel, rows: readonly RowPoint[]): ReadonlySet<CurveSign> {
  const signs = new Set<CurveSign>(shaded.flatMap((panel) => panel.map(({ state }) => state)));
  return rows.some(({ hollow }) => hollow) ? signs.add("validation") : signs;
}
