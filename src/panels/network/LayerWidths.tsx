import type { SettingDescription } from "@/graph";
import { Button, beginGesture } from "@/ui";
import styles from "./network.module.css";
import { SettingSlider } from "./SettingSlider";

export interface LayerWidthsProps {
  readonly description: SettingDescription & { readonly kind: "widths" };
  /** Units of the input, of each hidden layer, of the output. */
  readonly widths: readonly number[];
  readonly onChange: (widths: readonly number[], gesture: string) => void;
}

/** A slider for each layer, and buttons for one more and one less. */
export function LayerWidths({ description, widths, onChange }: LayerWidthsProps) {
  const last = widths.length - 1;
  const hidden = widths.slice(1, last);
  return (
    <>
      {widths.map((units, layer) => (
        <SettingSlider
          // A layer is its index.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={layer}
          label={nameOf(layer, last)}
          value={units}
          least={1}
          reach={description.reach}
          step={1}
          onChange={(next, gesture) => onChange(widths.with(layer, next), gesture)}
        />
      ))}
      <div className={styles.buttons}>
        <Button
          variant="outline"
          disabled={widths.length >= description.mostLayers}
          onClick={() =>
            onChange(
              widths.toSpliced(last, 0, hidden.at(-1) ?? widths[0] ?? 1),
              beginGesture("step").id,
            )
          }
        >
          Add a hidden layer
        </Button>
        <Button
          variant="outline"
          disabled={hidden.length === 0}
          onClick={() => onChange(widths.toSpliced(last - 1, 1), beginGesture("step").id)}
        >
          Remove the last one
        </Button>
      </div>
    </>
  );
}

function nameOf(layer: number, last: number): string {
  if (layer === 0) return "Inputs";
  return layer === last ? "Outputs" : `Hidden layer ${layer}`;
}
