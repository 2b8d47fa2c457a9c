import { axisText } from "@/explain/figures";
import { CURVE_MARKS, FIGURE_MARKS, type Figure, type FigureMark } from "@/graph";
import type { Frame } from "@/store";
import { Downloads } from "./Downloads";
import styles from "./figures.module.css";
import { PanelChoice } from "./PanelChoice";
import { RangeFields } from "./RangeFields";

interface FigureMenuProps {
  readonly frame: Frame;
  readonly figure: Figure;
  readonly onChange: (figure: Figure, gesture?: string) => void;
}

const MARK_NAMES: { readonly [Mark in FigureMark]: string } = {
  tangent: "Tangent",
  joints: "Joints",
  regions: "Regions",
  shading: "Saturated and inactive stretches",
  rows: "Rows",
  residuals: "Residuals",
  contours: "Contours",
  members: "Earlier members",
  terms: "Unit by unit",
};

/** What a figure shows beside its sentence: marks, panels, ranges; and what it is saved as. */
export function FigureMenu({ frame, figure, onChange }: FigureMenuProps) {
  const { document } = frame;
  const { graph } = document;
  const marks: readonly FigureMark[] =
    figure.kind === "curve"
      ? [...CURVE_MARKS, "residuals", "members", "terms"]
      : ["joints", "rows", "contours"];
  return (
    <>
      {(figure.kind === "curve" || figure.kind === "map") && (
        <fieldset className={styles.marks}>
          <legend>Marked</legend>
          {marks.map((mark) => (
            <label key={mark}>
              <input
                type="checkbox"
                checked={figure.marks.includes(mark)}
                onChange={(event) =>
                  onChange({
                    ...figure,
                    marks: FIGURE_MARKS.filter((one) =>
                      one === mark ? event.target.checked : figure.marks.includes(one),
                    ),
                  })
                }
              />
              {MARK_NAMES[mark]}
            </label>
          ))}
        </fieldset>
      )}
      {figure.kind === "curve" && (
        <>
          <PanelChoice {...{ document, figure, onChange }} />
          <RangeFields
            name={axisText(graph, figure.axis)}
            range={figure.range}
            onChange={(range) => onChange({ ...figure, range })}
          />
          <RangeFields
            name="Values"
            range={figure.valueRange}
            onChange={(valueRange) => onChange({ ...figure, valueRange })}
          />
        </>
      )}
      {figure.kind === "map" &&
        figure.axes.map((axis, place) => (
          <RangeFields
            key={place === 0 ? "across" : "up"}
            name={axisText(graph, axis)}
            range={figure.ranges[place] ?? null}
            onChange={(range) => {
              const [first, second] = figure.ranges;
              onChange({ ...figure, ranges: place === 0 ? [range, second] : [first, range] });
            }}
          />
        ))}
      <Downloads frame={frame} figure={figure} />
    </>
  );
}
