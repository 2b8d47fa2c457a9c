import { equalTo, formatNumber, formatSigned, nodeText, numberData } from "@/explain";
import { axisText, planeText, readText } from "@/explain/figures";
import type { Graph, MapFigure } from "@/graph";
import { ColourScale } from "./ColourScale";
import styles from "./figures.module.css";
import type { MapModel } from "./map-model";
import { MOST_SQUARES, Pattern } from "./Pattern";
import type { KeptMap } from "./use-map-sweep";

interface MapWordsProps {
  readonly graph: Graph;
  readonly figure: MapFigure;
  readonly kept: KeptMap;
  readonly model: MapModel;
}

/** What a map shows in one line, and its colours with their numbers. */
export function MapCaption(props: MapWordsProps & { readonly largest: number }) {
  const { graph, figure, kept, model, largest } = props;
  const { switches, sweep } = kept;
  const inView = switches.lines.filter(({ segment }) => segment !== null).length;
  const { values } = sweep.map;
  const { regions, plane, present, middle } = model;
  const isClipped = values.some((value) => Math.abs(value - middle) > largest);
  return (
    <p className={styles.caption}>
      {inView > 0 && (
        <span>
          {inView === 1 ? "1 switching line" : `${inView} switching lines`}
          {regions && `, ${regions.length} linear regions`} in view
        </span>
      )}
      {switches.bent.length > 0 && (
        <span>
          {switches.bent.length === 1
            ? "1 unit switches along a thin line"
            : `${switches.bent.length} units switch along thin lines`}
        </span>
      )}
      {plane && present && (
        <span className={styles.sum}>
          here {readText(graph, figure.read)} = {planeText(graph, figure.axes, plane)}
        </span>
      )}
      <ColourScale middle={middle} largest={largest} isClipped={isClipped} />
    </p>
  );
}

/** What the signs of a map mean. */
export function MapLegend({ graph, figure, kept, model }: MapWordsProps) {
  const { classes, rows, target, units, regions, middle } = model;
  const name = target === null ? "" : nodeText(graph, target);
  const marks = new Set(figure.marks);
  const isLoss = figure.read.kind === "objective" || figure.read.kind === "loss";
  // Coarse cells of L are yet to come.
  const hasGaps = kept.sweep.isWhole && !kept.sweep.map.values.every(Number.isFinite);
  const culprit = hasGaps ? kept.sweep.notFiniteNode() : null;
  const isOther = culprit !== null && nodeText(graph, culprit) !== readText(graph, figure.read);
  const hasLines = kept.switches.lines.some(({ segment }) => segment !== null);
  return (
    <p className={styles.mapLegend}>
      {classes && (
        <>
          <span data-sign="circle">
            {name} = {formatNumber(classes[0])}
          </span>
          <span data-sign="triangle">
            {name} = {formatNumber(classes[1])}
          </span>
        </>
      )}
      {rows.some(({ hollow }) => hollow) && <span>hollow: validation</span>}
      {marks.has("contours") && !isLoss && (
        <span data-sign="thick">
          {readText(graph, figure.read)} {equalTo(middle)}
        </span>
      )}
      {hasGaps && (
        <span data-sign="missing">
          {readText(graph, figure.read)} is no finite number
          {isOther && `, for ${nodeText(graph, culprit)} is none`}
        </span>
      )}
      {hasLines && <span data-sign="dashed">a unit switches</span>}
      {regions && units.length > 0 && units.length <= MOST_SQUARES && (
        <span>
          <Pattern active={[true]} /> active, in the order{" "}
          {units.map(({ node }) => nodeText(graph, node)).join(", ")}
        </span>
      )}
    </p>
  );
}

/** Regions beyond this number are counted only. */
const MOST_ROWS = 40;

/** The map for those who do not see it: the present point, its plane, where units switch, the regions. */
export function MapTable({ graph, figure, kept, model }: MapWordsProps) {
  const { present, plane, regions, units } = model;
  const [first, second] = figure.axes;
  const whole = regions?.reduce((sum, { area }) => sum + area, 0) ?? 1;
  const nameOf = ({ node, unit }: { readonly node: string; readonly unit: number }) => {
    const isOne = !units.some((other) => other.node === node && other.unit !== unit);
    return isOne ? nodeText(graph, node) : `${nodeText(graph, node)}[${unit + 1}]`;
  };
  return (
    <table className={styles.hiddenTable}>
      <caption>
        {readText(graph, figure.read)} over {axisText(graph, first)} and {axisText(graph, second)}
      </caption>
      <tbody>
        <tr>
          <th scope="row">At</th>
          <td>
            {present
              ? `${axisText(graph, first)} ${equalTo(present.at[0])}, ${axisText(graph, second)} ${equalTo(present.at[1])}`
              : "none"}
          </td>
        </tr>
        <tr>
          <th scope="row">{readText(graph, figure.read)} there</th>
          <td>{present ? numberData(present.value) : "none"}</td>
        </tr>
        {plane && (
          <tr>
            <th scope="row">Slopes there</th>
            <td>
              {formatNumber(plane[0])} and {formatNumber(plane[1])}
            </td>
          </tr>
        )}
        {kept.switches.lines
          .filter(({ segment }) => segment !== null)
          .map(({ node, unit, form: [a, b, c] }) => (
            <tr key={`${node} ${unit} ${c}`}>
              <th scope="row">{nameOf({ node, unit })} switches where</th>
              <td>
                {formatNumber(a)}·{axisText(graph, first)} {formatSigned(b)}·
                {axisText(graph, second)} {formatSigned(c)} = 0
              </td>
            </tr>
          ))}
        {regions?.slice(0, MOST_ROWS).map(({ at, area, active }) => (
          <tr key={at.join()}>
            <th scope="row">
              Region around {formatNumber(at[0])}, {formatNumber(at[1])}
            </th>
            <td>
              active:{" "}
              {units
                .filter((_, unit) => active[unit])
                .map(nameOf)
                .join(", ") || "none"}
              ; {formatNumber(Math.round((1000 * area) / whole) / 10)} % of the view
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
