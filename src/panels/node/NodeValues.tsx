import { derivativeOf, valuesOf } from "@/engine";
import {
  derivativeLatex,
  derivativeText,
  detailedNumber,
  hoveredNumber,
  nodeLatex,
  nodeText,
} from "@/explain";
import { Tex } from "@/ui";
import { type NodePartProps, Section, signClass } from "./NodeSection";
import styles from "./node-panel.module.css";

/** Units that are listed; beyond, only how many there are. */
const MOST_UNITS = 64;

/** Value and derivative of a node at the chosen sample, unit by unit, to twelve digits; all of them on hover. */
export function NodeValues({ frame, node }: NodePartProps) {
  const { evaluation, document } = frame;
  const values = valuesOf(evaluation, node.id);
  if (!values) return null;
  const derivatives = derivativeOf(evaluation, node.id);
  const shown = Array.from(values.subarray(0, MOST_UNITS));
  return (
    <Section title="Numbers">
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              {values.length > 1 && <th scope="col">unit</th>}
              <Heading
                latex={nodeLatex(document.graph, node.id)}
                text={nodeText(document.graph, node.id)}
              />
              {derivatives && (
                <Heading
                  latex={derivativeLatex(document.graph, node.id)}
                  text={derivativeText(document.graph, node.id)}
                />
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((value, unit) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a unit is its index.
              <tr key={unit}>
                {values.length > 1 && <th scope="row">{unit + 1}</th>}
                <td title={hoveredNumber(value)}>{detailedNumber(value)}</td>
                {derivatives && <Signed value={derivatives[unit] ?? 0} />}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {values.length > MOST_UNITS && (
        <p className={styles.soft}>
          The first {MOST_UNITS} of {values.length} units.
        </p>
      )}
    </Section>
  );
}

function Signed({ value }: { readonly value: number }) {
  return (
    <td className={signClass(value)} title={hoveredNumber(value)}>
      {`${value > 0 ? "+" : ""}${detailedNumber(value)}`}
    </td>
  );
}

/** A heading of a column is named by its text; a formula gives none. */
function Heading({ latex, text }: { readonly latex: string; readonly text: string }) {
  return (
    <th scope="col">
      <span aria-hidden="true">
        <Tex latex={latex} />
      </span>
      <span className="visually-hidden">{text}</span>
    </th>
  );
}
