import { useId } from "react";
import type { DrawnPoint } from "@/data";
import type { SweptCurve } from "@/engine/sweep";
import type { CurveFigure, Graph, Read } from "@/graph";
import { opOf } from "@/ops";
import { CurvePanel } from "./CurvePanel";
import type { PanelScales } from "./curve-grip";
import type { CurveLayout } from "./curve-layout";
import { type CurveModel, MOST_DRAWN_JOINTS } from "./curve-model";
import styles from "./figures.module.css";
import type { SlopeHandle } from "./network-pull";
import type { RowPoint } from "./row-points";

interface CurveDrawingProps {
  readonly graph: Graph;
  readonly figure: CurveFigure;
  readonly model: CurveModel;
  readonly layout: CurveLayout;
  readonly scales: readonly PanelScales[];
  readonly size: readonly [width: number, height: number];
  /** Are the panels below each other, so that joints go through all of them? */
  readonly isColumn: boolean;
  readonly firstPanel: FirstPanel;
}

/** What the first panel alone shows. */
interface FirstPanel {
  readonly rows: readonly RowPoint[];
  readonly ghosts: readonly Pick<SweptCurve, "points" | "values">[];
  readonly grips: readonly SlopeHandle[];
  /** The points of a drawn curve that the first is to come near to; null where there is none. */
  readonly drawn: readonly DrawnPoint[] | null;
}

const NOTHING: FirstPanel = { rows: [], ghosts: [], grips: [], drawn: null };

/** The panels of a figure of curves. */
export function CurveDrawing(props: CurveDrawingProps) {
  const { graph, figure, model, layout, scales, size, isColumn, firstPanel } = props;
  const clip = useId();
  const marks = new Set(figure.marks);
  const joints = jointsOf(model);
  const region = presentRegionOf(model);
  return (
    <svg
      data-drawing=""
      className={styles.drawing}
      width={size[0]}
      height={size[1]}
      aria-hidden="true"
    >
      {layout.panels.map((panel, panelIndex) => {
        const curves = model.panels[panelIndex] ?? [];
        const scale = scales[panelIndex];
        if (!scale) return null;
        const isFirst = panelIndex === 0;
        const hasAxis = isColumn ? panelIndex === layout.panels.length - 1 : panel.hasAxis;
        return (
          <CurvePanel
            // biome-ignore lint/suspicious/noArrayIndexKey: panels are known by their place.
            key={panelIndex}
            box={{ ...panel, hasAxis }}
            x={scale.x}
            y={scale.y}
            curves={curves}
            areUnits={(model.units[panelIndex] ?? 1) > 1}
            isStrip={model.strips[panelIndex] !== null}
            present={model.present}
            shaded={model.shaded[panelIndex] ?? []}
            region={isColumn || isFirst ? region : null}
            rules={isColumn ? joints : []}
            showsTangent={marks.has("tangent")}
            showsJoints={marks.has("joints")}
            showsResiduals={marks.has("residuals") && isFirst}
            isMain={isFirst && isColumn}
            letters={layout.letters}
            {...(isFirst ? firstPanel : NOTHING)}
            bound={boundOf(graph, curves[0]?.read)}
            clip={`${clip}-${panelIndex}`}
          />
        );
      })}
    </svg>
  );
}

/** The joints of the first curve, which go through all panels of a column; none where they are too many. */
function jointsOf({ panels, units }: CurveModel): readonly number[] {
  const joints = panels[0]?.[0]?.joints ?? [];
  return units[0] === 1 && joints.length <= MOST_DRAWN_JOINTS ? joints : [];
}

/** The present region of the first curve; null where it is the only one. */
function presentRegionOf({ regions }: CurveModel): readonly [from: number, to: number] | null {
  if (!regions || regions.edges.length <= 2) return null;
  const [from, to] = regions.edges.slice(regions.present, regions.present + 2);
  return regions.present < 0 || from === undefined || to === undefined ? null : [from, to];
}

/** What a local derivative never exceeds, of an op that is flat on both sides: ¼ of the sigmoid, 1 of tanh. */
function boundOf({ nodes }: Graph, read: Read | undefined): number | null {
  const node = read?.kind === "local" ? nodes.find(({ id }) => id === read.node) : undefined;
  const op = node && opOf(node.op);
  const tails = op?.kind === "unary" ? op.tails : undefined;
  return tails?.below === 0 && tails.above === 0 ? tails.largest : null;
}
