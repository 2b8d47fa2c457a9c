import { type ReactNode, Suspense } from "react";
import { axisText, figureName, readText } from "@/explain/figures";
import type {
  Axis,
  BackflowDocument,
  CurveFigure,
  Figure,
  LayersQuantity,
  MapFigure,
  Read,
} from "@/graph";
import type { Frame } from "@/store";
import { Button, ErrorBoundary, IconButton, laterPart, PopoverMenu } from "@/ui";
import styles from "./figures.module.css";
import { axesOf, readsOf } from "./new-figures";

interface FigureHeadProps {
  readonly frame: Frame;
  readonly figure: Figure;
  readonly onChoose: (id: string) => void;
  readonly onChange: (figure: Figure, gesture?: string) => void;
  readonly onRemove: () => void;
  readonly children: ReactNode;
  readonly onAdd: (kind: Figure["kind"]) => void;
}

const FigureMenu = laterPart(async () => (await import("./FigureMenu")).FigureMenu);

/** What is plotted, as a sentence whose underlined words are changed in place, and what else can be done with it. */
export function FigureHead(props: FigureHeadProps) {
  const { frame, figure, onChange, onChoose, onRemove, onAdd } = props;
  const { document } = frame;
  const { graph, figures } = document;
  return (
    <div className={styles.head}>
      {figures.length > 1 && (
        <select
          className={`${styles.word} ${styles.chooser}`}
          data-alone={figure.kind === "approximation"}
          aria-label="Figure"
          value={figure.id}
          onChange={(event) => onChoose(event.target.value)}
        >
          {figures.map((other, index) => (
            <option key={other.id} value={other.id}>
              {index + 1}: {figureName(graph, other)}
            </option>
          ))}
        </select>
      )}
      {figure.kind === "curve" && <CurveSentence {...{ document, figure, onChange }} />}
      {figure.kind === "map" && <MapSentence {...{ document, figure, onChange }} />}
      {figure.kind === "layers" && (
        <select
          className={styles.word}
          data-alone={figures.length === 1}
          aria-label="What the bars stand for"
          value={figure.quantity}
          onChange={(event) => {
            const quantity = LAYERS_QUANTITIES.find((one) => one === event.target.value);
            if (quantity) onChange({ ...figure, quantity });
          }}
        >
          {LAYERS_QUANTITIES.map((quantity) => (
            <option key={quantity} value={quantity}>
              {figureName(graph, { ...figure, quantity })}
            </option>
          ))}
        </select>
      )}
      {props.children}
      <span className={styles.spacer} />
      <PopoverMenu icon="add" label="Add a figure" closesOnClick>
        <Button onClick={() => onAdd("curve")}>A curve against one number</Button>
        <Button onClick={() => onAdd("map")}>A map over two numbers</Button>
        <Button onClick={() => onAdd("layers")}>Bars, node by node</Button>
      </PopoverMenu>
      <PopoverMenu key={figure.id} icon="settings" label="What this figure shows">
        <ErrorBoundary what="What this figure shows">
          <Suspense>
            <FigureMenu {...{ frame, figure, onChange }} />
          </Suspense>
        </ErrorBoundary>
        <Button className={styles.removeHere} onClick={onRemove}>
          Remove this figure
        </Button>
      </PopoverMenu>
      <IconButton
        icon="delete"
        label="Remove this figure"
        className={styles.removeBeside}
        onClick={onRemove}
      />
    </div>
  );
}

const LAYERS_QUANTITIES: readonly LayersQuantity[] = ["gradient", "value", "inactive"];

interface CurveSentenceProps {
  readonly document: BackflowDocument;
  readonly figure: CurveFigure;
  readonly onChange: (figure: Figure) => void;
}

/** "y against x": both words are choices. */
function CurveSentence({ document, figure, onChange }: CurveSentenceProps) {
  const { graph } = document;
  const axes = withCurrent(axesOf(document), figure.axis);
  const first = figure.panels[0]?.[0];
  const reads = first ? withCurrent(readsOf(document), first) : readsOf(document);
  return (
    <span className={styles.sentence}>
      <select
        className={styles.word}
        aria-label="What is plotted"
        value={JSON.stringify(first)}
        onChange={(event) => {
          const read = JSON.parse(event.target.value) as Read;
          onChange({ ...figure, panels: [[read], ...figure.panels.slice(1)], valueRange: null });
        }}
      >
        {reads.map((read) => (
          <option key={JSON.stringify(read)} value={JSON.stringify(read)}>
            {readText(graph, read)}
          </option>
        ))}
      </select>
      against
      <select
        className={styles.word}
        aria-label="Along which number"
        value={JSON.stringify(figure.axis)}
        onChange={(event) => {
          const axis = JSON.parse(event.target.value) as Axis;
          onChange({ ...figure, axis, range: null, valueRange: null });
        }}
      >
        {axes.map((axis) => (
          <option key={JSON.stringify(axis)} value={JSON.stringify(axis)}>
            {axisText(graph, axis)}
          </option>
        ))}
      </select>
    </span>
  );
}

interface MapSentenceProps {
  readonly document: BackflowDocument;
  readonly figure: MapFigure;
  readonly onChange: (figure: Figure) => void;
}

/** "f over x₁ and x₂": each word is a choice. */
function MapSentence({ document, figure, onChange }: MapSentenceProps) {
  const { graph } = document;
  const reads = withCurrent(readsOf(document), figure.read);
  const choose = (place: 0 | 1, axis: Axis) => {
    const [first, second] = figure.axes;
    // What is chosen for both would leave a line of the map: the two change places instead.
    const other = place === 0 ? second : first;
    const isSame = JSON.stringify(other) === JSON.stringify(axis);
    const kept = isSame ? (place === 0 ? first : second) : other;
    onChange({
      ...figure,
      axes: place === 0 ? [axis, kept] : [kept, axis],
      ranges: isSame ? [figure.ranges[1], figure.ranges[0]] : withoutRange(figure, place),
    });
  };
  return (
    <span className={styles.sentence}>
      <select
        className={styles.word}
        aria-label="What is plotted"
        value={JSON.stringify(figure.read)}
        onChange={(event) => onChange({ ...figure, read: JSON.parse(event.target.value) as Read })}
      >
        {reads.map((read) => (
          <option key={JSON.stringify(read)} value={JSON.stringify(read)}>
            {readText(graph, read)}
          </option>
        ))}
      </select>
      over
      {figure.axes.map((chosen, place) => (
        <select
          key={place === 0 ? "across" : "up"}
          className={styles.word}
          aria-label={place === 0 ? "Across" : "Up"}
          value={JSON.stringify(chosen)}
          onChange={(event) => choose(place === 0 ? 0 : 1, JSON.parse(event.target.value) as Axis)}
        >
          {withCurrent(axesOf(document), chosen).map((axis) => (
            <option key={JSON.stringify(axis)} value={JSON.stringify(axis)}>
              {axisText(graph, axis)}
            </option>
          ))}
        </select>
      ))}
    </span>
  );
}

/** Another number has another range: what fits. */
function withoutRange({ ranges }: MapFigure, place: 0 | 1): MapFigure["ranges"] {
  return place === 0 ? [null, ranges[1]] : [ranges[0], null];
}

/** A choice that is gone from the graph still stands for what the figure holds. */
function withCurrent<Choice>(choices: readonly Choice[], current: Choice): readonly Choice[] {
  const text = JSON.stringify(current);
  return choices.some((choice) => JSON.stringify(choice) === text)
    ? choices
    : [current, ...choices];
}
