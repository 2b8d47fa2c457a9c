import { figureName } from "@/explain/figures";
import type { Figure } from "@/graph";
import { type Frame, useBackflow } from "@/store";
import { Button, themeValue } from "@/ui";
import { saveAsPng, saveAsSvg, saveAsText } from "./drawing-files";
import { figureCsv } from "./figure-csv";
import styles from "./figures.module.css";

interface DownloadsProps {
  readonly frame: Frame;
  readonly figure: Figure;
}

/** The figure as a picture, its numbers as a table. */
export function Downloads({ frame, figure }: DownloadsProps) {
  const name =
    figureName(frame.document.graph, figure).replace(/[^\p{L}\p{N}]+/gu, "-") || "figure";
  const drawing = () => {
    const root = window.document.querySelector(`[data-figure="${CSS.escape(figure.id)}"]`);
    return root?.querySelector<SVGSVGElement>("svg[data-drawing]") ?? null;
  };
  const ground = () => themeValue("--paper");
  const refuse = (reason: string) =>
    useBackflow.getState().notify({ tone: "error", text: reason, lasts: "until-edit" });
  return (
    <div className={styles.downloads}>
      <span>Save</span>
      <Button
        onClick={() => {
          const found = drawing();
          if (found) saveAsSvg(found, ground(), name);
        }}
      >
        SVG
      </Button>
      <Button
        onClick={async () => {
          const found = drawing();
          if (!found || (await saveAsPng(found, ground(), name))) return;
          refuse("This browser could not draw the picture. Save it as SVG instead.");
        }}
      >
        PNG
      </Button>
      <Button
        onClick={() => {
          saveAsText(figureCsv(frame, figure), "text/csv", `${name}.csv`);
        }}
      >
        CSV
      </Button>
    </div>
  );
}
