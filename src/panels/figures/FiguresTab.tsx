import { type CSSProperties, Suspense, useRef, useState } from "react";
import { type Figure, success, withFigure, withFigures, withoutFigure } from "@/graph";
import { documentOf, type Frame, useBackflow } from "@/store";
import { Button, ErrorBoundary, laterPart, letterScale, useExtent } from "@/ui";
import { FigureHead } from "./FigureHead";
import { useFigureGrowth } from "./figure-letters";
import styles from "./figures.module.css";
import { figureFor } from "./new-figures";
import { PicturesLine } from "./PicturesLine";
import { useFigureFrame } from "./use-figure-frame";

// What a document does not show is not fetched with it.
const MadeSettings = laterPart(async () => (await import("../network/MadeSettings")).MadeSettings);
const CurveFigureView = laterPart(async () => (await import("./CurveFigureView")).CurveFigureView);
const MapFigureView = laterPart(async () => (await import("./MapFigureView")).MapFigureView);
const LayersFigureView = laterPart(
  async () => (await import("./LayersFigureView")).LayersFigureView,
);
const ApproximationFigureView = laterPart(
  async () => (await import("./ApproximationFigureView")).ApproximationFigureView,
);
const ConstructionLine = laterPart(
  async () => (await import("./ConstructionLine")).ConstructionLine,
);

/** Pixels below which a pane is low. */
const LOW = 420;

/** The figures of the document, one at a time, and a button for another. */
export function FiguresTab() {
  const frame = useFigureFrame();
  return frame.document.figures.length > 0 ? <ShownFigure frame={frame} /> : <NoFigure />;
}

function ShownFigure({ frame }: { readonly frame: Frame }) {
  const { figures } = frame.document;
  const tab = useRef<HTMLDivElement>(null);
  const { width, height } = useExtent(tab);
  const growth = useFigureGrowth();
  const [chosen, setChosen] = useState<string | null>(null);
  const figure = figures.find(({ id }) => id === chosen) ?? figures[0];

  if (!figure) return null;
  const change = (next: typeof figure, gesture?: string) => {
    const document = documentOf(useBackflow.getState());
    useBackflow
      .getState()
      .apply(success(withFigures(document, withFigure(document.figures, next))), {
        ...(gesture === undefined ? {} : { gesture }),
      });
  };
  const remove = () => {
    const document = documentOf(useBackflow.getState());
    const rest = withoutFigure(document.figures, figure.id);
    useBackflow.getState().apply(success(withFigures(document, rest)));
    useBackflow.getState().say("Figure removed. Undo brings it back.");
  };
  const add = (kind: Parameters<typeof figureFor>[1]) => {
    const document = documentOf(useBackflow.getState());
    const next = figureFor(document, kind);
    if (!next) return;
    useBackflow
      .getState()
      .apply(success(withFigures(document, withFigure(document.figures, next))));
    setChosen(next.id);
  };
  // Where the pane is low, as below a long chain, what is chosen for the nodes, and what makes the graph, stand beside what is
  // plotted.
  const isLow = height > 0 && height < LOW && width > 900;
  const pictures = <PicturesLine document={frame.document} />;
  return (
    <div ref={tab} className={styles.tab} style={{ "--figure-letters": growth } as CSSProperties}>
      <FigureHead
        frame={frame}
        figure={figure}
        onChoose={setChosen}
        onChange={change}
        onRemove={remove}
        onAdd={add}
      >
        {isLow && pictures}
      </FigureHead>
      <div className={styles.body} data-beside={isLow} style={roomFor(figure)}>
        {frame.document.made && (
          <div className={styles.made}>
            <ErrorBoundary what="The settings of this graph">
              <Suspense>
                <MadeSettings isCompact />
              </Suspense>
            </ErrorBoundary>
          </div>
        )}
        <div className={styles.shown}>
          <ErrorBoundary key={figure.id} what="This figure">
            <Suspense>
              {figures.some(({ kind }) => kind === "approximation") && (
                <ConstructionLine document={frame.document} />
              )}
              {figure.kind === "map" && <MapFigureView figure={figure} frame={frame} />}
              {figure.kind === "layers" && <LayersFigureView figure={figure} frame={frame} />}
              {figure.kind === "approximation" && (
                <ApproximationFigureView figure={figure} frame={frame} />
              )}
              {figure.kind === "curve" && <CurveFigureView figure={figure} frame={frame} />}
            </Suspense>
          </ErrorBoundary>
        </div>
      </div>
      {!isLow && pictures}
    </div>
  );
}

/** Height of a face whose letters are of the ordinary size, in rem, and what each further panel of a column takes of it. */
const FACE = { one: 17, further: 2.5 };

/** Where a browser sets larger letters, a column of panels is given the height that they need, and the face scrolls. */
function roomFor(figure: Figure): CSSProperties | undefined {
  if (letterScale() === 1 || figure.kind !== "curve" || figure.columns > 1) return undefined;
  return { flexBasis: `${FACE.one + FACE.further * (figure.panels.length - 1)}rem` };
}

/** Nothing is plotted yet: one button begins with what fits the graph best. */
function NoFigure() {
  const document = useBackflow(documentOf);
  const first = figureFor(document, "curve");
  return (
    <div className={styles.empty}>
      <p>
        A graph is a function, and the gradient is its slope. Plot it to see the function, not only
        the point.
      </p>
      {first ? (
        <Button
          variant="primary"
          onClick={() => useBackflow.getState().apply(success(withFigures(document, [first])))}
        >
          Plot a curve
        </Button>
      ) : (
        <p>Wire a node to an input first: there is nothing to plot yet.</p>
      )}
      <PicturesLine document={document} />
    </div>
  );
}
