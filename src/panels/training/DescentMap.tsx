import { useEffect, useId, useMemo, useRef, useState } from "react";
import { planOf } from "@/engine";
import { formatNumber } from "@/explain";
import { parameterName } from "@/explain/training";
import type { BackflowDocument } from "@/graph";
import { graphModel, type RunPicture } from "@/training";
import { themeChannels, useExtent } from "@/ui";
import { HorizontalAxis, linearScale, PointMark, paintMap, VerticalAxis } from "@/ui/plot";
import { Arrow, pathText } from "./DescentMarks";
import { useDescended } from "./descended";
import { type Ground, type PlaneChoice, useGround } from "./descent-ground";
import { coordinatesIn, type Pair, pathIn, shareIn } from "./descent-plane";
import { ParameterChoice } from "./ParameterChoice";
import { usePlottedRun } from "./plotted-run";
import { SentenceChoice } from "./SentenceWords";
import { type SampleCloud, sampleCloud } from "./sample-cloud";
import { nextBatchOf } from "./session-picture";
import styles from "./training.module.css";

/** No narrower, also before it is measured; pixels. */
const LEAST_WIDTH = 120;
const LEFT = 52;
const RIGHT = 14;
const TOP = 10;
const BOTTOM = 30;
const MOST_SIDE = 280;
/** How long the longest arrow is drawn, as a part of the side. */
const LONGEST_ARROW = 0.3;

/** L over two parameters, or over the main directions of the path, with the paths of the runs and the sample gradients at the point. */
export function DescentMap() {
  const document = usePlottedRun(({ document }) => document);
  const count = planOf(document.graph).parameterCount;
  const picture = usePlottedRun(({ session }) => session.picture);
  const descended = useDescended();
  if (count < 2) {
    return (
      <p className={styles.note}>
        This graph has {count === 1 ? "one parameter" : "no parameter"}; a map of {descended} needs
        two.
      </p>
    );
  }
  if (picture?.parameters.length !== count) {
    return <p className={styles.note}>It is drawn as soon as a step is made.</p>;
  }
  // What was chosen is of one graph.
  return <Descent key={count} document={document} picture={picture} />;
}

interface DescentProps {
  readonly document: BackflowDocument;
  readonly picture: RunPicture;
}

function Descent({ document, picture }: DescentProps) {
  const { graph, data } = document;
  const { path, parameters } = picture;
  const count = parameters.length;
  const isAll = count === 2;
  const [chosen, setChosen] = useState<PlaneChoice | null>(null);
  const choice = chosen ?? (isAll || path.length === 0 ? FIRST_TWO : MAIN);
  // The numbers are those of the picture: the model depends on graph and rows alone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  const model = useMemo(() => graphModel(document), [graph, data]);
  const ghost = usePlottedRun(({ session }) => session.ghost);
  const isAlike = ghost !== null && planOf(ghost.document.graph).parameterCount === count;
  const beside = isAlike && ghost.picture.path.length > 0 ? ghost.picture.path : null;
  const wanted = useMemo(
    () => ({ model, picture, choice, beside }),
    [model, picture, choice, beside],
  );
  const ground = useGround(wanted);
  return (
    <>
      {!isAll && (
        <p className={styles.sentence}>
          <PlaneWords {...{ choice, path, count }} onChange={setChosen} />
        </p>
      )}
      {ground ? (
        <PlaneMap {...{ document, picture, ground, beside }} />
      ) : (
        choice.kind === "main" && (
          <p className={styles.note}>The path has main directions from its third point on.</p>
        )
      )}
    </>
  );
}

const MAIN: PlaneChoice = { kind: "main" };
const FIRST_TWO: PlaneChoice = { kind: "parameters", first: 0, second: 1 };

interface PlaneWordsProps {
  readonly choice: PlaneChoice;
  readonly path: Float64Array;
  readonly count: number;
  readonly onChange: (choice: PlaneChoice) => void;
}

/** Over what L is drawn, as a sentence. */
function PlaneWords({ choice, path, count, onChange }: PlaneWordsProps) {
  const descended = useDescended();
  return (
    <>
      {descended} over{" "}
      <SentenceChoice
        label="Plane of the map"
        value={choice.kind}
        options={[
          ...(path.length > 0
            ? [{ value: "main", text: "the two main directions of the path" } as const]
            : []),
          { value: "parameters", text: "two parameters" },
        ]}
        onChange={(kind) => onChange(kind === "main" ? MAIN : twoThatMoved(path, count))}
      />
      {choice.kind === "parameters" && (
        <>
          {", "}
          <ParameterChoice
            label="Parameter across"
            parameterIndex={choice.first}
            onChange={(first) => onChange(withFirst(choice, first))}
          />
          {" and "}
          <ParameterChoice
            label="Parameter up"
            parameterIndex={choice.second}
            onChange={(second) => onChange(withSecond(choice, second))}
          />
        </>
      )}
    </>
  );
}

type TwoParameters = Extract<PlaneChoice, { readonly kind: "parameters" }>;

/** One parameter cannot be both axes: the other axis takes what this one had. */
function withFirst(choice: TwoParameters, first: number): PlaneChoice {
  return { ...choice, first, second: first === choice.second ? choice.first : choice.second };
}

function withSecond(choice: TwoParameters, second: number): PlaneChoice {
  return { ...choice, second, first: second === choice.first ? choice.second : choice.first };
}

/** The two parameters in whose plane there is most of the path. */
function twoThatMoved(path: Float64Array, count: number): PlaneChoice {
  const moved = Array.from({ length: count }, (_, index) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let at = index; at < path.length; at += count) {
      low = Math.min(low, path[at] ?? 0);
      high = Math.max(high, path[at] ?? 0);
    }
    return { index, by: high - low };
  });
  const [first, second] = moved.toSorted((a, b) => b.by - a.by);
  return { kind: "parameters", first: first?.index ?? 0, second: second?.index ?? 1 };
}

interface MapProps {
  readonly document: BackflowDocument;
  readonly picture: RunPicture;
  readonly ground: Ground;
  readonly beside: Float64Array | null;
}

function PlaneMap({ document, picture, ground, beside }: MapProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const inside = useId();
  const width = Math.max(LEAST_WIDTH, useExtent(box).width);
  const descended = useDescended();
  const { plane, ranges, cells, wanted } = ground;
  const { choice, model } = wanted;
  const isAll = picture.parameters.length === 2;
  const running = usePlottedRun(({ session }) => session.running);
  const side = Math.max(60, Math.min(MOST_SIDE, width - LEFT - RIGHT));
  const x = linearScale(ranges[0], [LEFT, LEFT + side]);
  const y = linearScale(ranges[1], [TOP + side, TOP]);
  const values = useMemo(() => ground.levels(), [ground]);
  useEffect(() => {
    if (!canvas.current) return;
    paintMap(canvas.current, { columns: cells, rows: cells, values }, 1, greys());
  });
  const path = pathOf(picture, plane);
  const at = coordinatesIn(plane, picture.parameters);
  // Of a larger model they take a while: they are drawn where it rests.
  const cloud = useMemo(
    () =>
      running && !isAll
        ? null
        : sampleCloud(model, plane, picture.parameters, nextBatchOf(picture)),
    [model, plane, picture, running, isAll],
  );
  const longest = Math.max(
    ...(cloud?.samples ?? []).map(([a, b]) => Math.hypot(x.along(a), y.along(b))),
    1e-300,
  );
  const scale = (LONGEST_ARROW * side) / longest;
  const plan = planOf(document.graph);
  const names =
    choice.kind === "main"
      ? ["direction 1", "direction 2"]
      : [choice.first, choice.second].map((place) => parameterName(plan, place).text);
  const arrow = { at, x, y, scale };
  return (
    <div ref={box} className={styles.plot}>
      <div className={styles.mapBox} style={{ inlineSize: width, blockSize: TOP + side + BOTTOM }}>
        <canvas
          ref={canvas}
          className={styles.mapCanvas}
          style={{
            insetInlineStart: LEFT,
            insetBlockStart: TOP,
            inlineSize: side,
            blockSize: side,
          }}
        />
        <svg
          width={width}
          height={TOP + side + BOTTOM}
          role="img"
          aria-label={`${descended} over ${names[0]} and ${names[1]}, a stronger grey where it is larger. The run stands at ${formatNumber(at[0])}, ${formatNumber(at[1])}. ${cloudWords(cloud)}`}
        >
          <VerticalAxis scale={y} from={LEFT} to={LEFT} count={5} />
          <HorizontalAxis scale={x} y={TOP + side} count={5} />
          <clipPath id={inside}>
            <rect x={LEFT} y={TOP} width={side} height={side} />
          </clipPath>
          <g clipPath={`url(#${inside})`}>
            {beside && (
              <path className={styles.otherPath} d={pathText(pathIn(plane, beside), x, y)} />
            )}
            <path className={styles.descentPath} d={pathText(path, x, y)} />
            {path.length > 2 && <PointMark x={x(path[0] ?? 0)} y={y(path[1] ?? 0)} hollow />}
          </g>
          {cloud?.samples.map((gradient, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their number.
            <Arrow key={index} className={styles.sampleArrow} gradient={gradient} {...arrow} />
          ))}
          {cloud?.batch && (
            <Arrow className={styles.batchArrow} gradient={cloud.batch} {...arrow} />
          )}
          {cloud && <Arrow className={styles.meanArrow} gradient={cloud.mean} {...arrow} />}
          <PointMark x={x(at[0])} y={y(at[1])} />
          <text className={styles.axisName} x={LEFT + side} y={TOP + side + 28} textAnchor="end">
            {names[0]}
          </text>
          {choice.kind === "main" ? (
            <text
              className={styles.axisName}
              transform={`translate(14 ${TOP + side / 2}) rotate(-90)`}
              textAnchor="middle"
            >
              {names[1]}
            </text>
          ) : (
            <text className={styles.axisName} x={4} y={TOP + 10}>
              {names[1]}
            </text>
          )}
        </svg>
      </div>
      <p className={styles.key}>
        Thin arrows: −∇ℓᵢ of every row. Solid: their mean, −∇{descended}. Dashed: the mean of the
        next mini-batch. All are drawn on one scale, from the point of the run; hollow: where it
        began. The stronger the grey, the larger log {descended}.
        {beside && " Pale: the run beside."}
      </p>
      {!isAll && <Outside picture={picture} ground={ground} />}
    </div>
  );
}

/** Who looks at a plane through many dimensions has to know what lies outside it. */
function Outside({ picture: { path, parameters }, ground }: Pick<MapProps, "picture" | "ground">) {
  const share = shareIn(ground.plane, path);
  const isMain = ground.wanted.choice.kind === "main";
  const others = parameters.length - 2;
  const held = Number.isFinite(share) ? ` holds ${formatNumber(100 * share, 3)} % of the path` : "";
  return (
    <p className={styles.note}>
      {held && `The plane${held}, by the squares of the distances. `}
      {isMain
        ? `Its axes count from where the path begins. The grey is the plane through iteration ${ground.t}`
        : `The grey has the other ${others === 1 ? "parameter" : `${others} parameters`} as at iteration ${ground.t}`}
      : the rest of the path is seen from above it, where L may be another.
    </p>
  );
}

/** The path in the plane; of one that was thinned the last point is the newest all the same. */
function pathOf(picture: RunPicture, plane: Ground["plane"]): Float64Array {
  const { path, t, newest, parameters } = picture;
  const seen = pathIn(plane, path);
  return t === newest ? Float64Array.of(...seen, ...coordinatesIn(plane, parameters)) : seen;
}

function cloudWords(cloud: SampleCloud | null): string {
  if (!cloud) return "";
  const place = ([a, b]: Pair) => `${formatNumber(-a)}, ${formatNumber(-b)}`;
  const batch = cloud.batch ? `, that of the next mini-batch to ${place(cloud.batch)}` : "";
  return `${cloud.samples.length} arrows against the sample gradients; their mean points to ${place(cloud.mean)}${batch}.`;
}

/** From the paper of the theme to its lines: what is drawn on it stays readable. */
function greys() {
  const full = themeChannels("--line-strong");
  return {
    zero: themeChannels("--paper"),
    positive: full,
    negative: full,
    missing: themeChannels("--stage"),
  };
}
