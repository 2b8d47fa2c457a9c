import { type EdgeProps, useStore as useFlowStore } from "@xyflow/react";
import {
  type CSSProperties,
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
} from "react";
import { createPortal } from "react-dom";
import { omegaLatex, omegaText, wireLocalLatex, wireLocalText } from "@/explain";
import { type Position, topologyOf, wireKey } from "@/graph";
import { LABEL, type LabelRoom, type Side, wireCurve } from "@/layout";
import { opOf } from "@/ops";
import { type Frame, frameOf, useBackflow } from "@/store";
import { Tex } from "@/ui";
import type { FlowEdge } from "../flow/flow-elements";
import { DocumentNumber } from "../nodes/NumberEditors";
import { widthInDigits } from "../nodes/number-texts";
import { useDeferredMount } from "../painting/deferred-mount";
import { Paint } from "../painting/paint";
import { usePainter } from "../painting/painter";
import { forgetWire, registerWire } from "./drawn-wires";
import styles from "./wire.module.css";
import { nameWireDigits, paintWire, type WirePart } from "./wire-paint";

/** So wide a label has room for any number in one line, in canvas units; one that may grow so far, for a number in two lines. */
const WIDE = 80;
const HIGH = 1.26;

/** A wire: idle and thin, then as wide as what comes back along it. */
export const WireView = memo(function WireView(props: EdgeProps<FlowEdge>) {
  const {
    data,
    source,
    target,
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
  } = props;
  const group = useRef<SVGGElement>(null);
  const label = useRef<HTMLDivElement>(null);
  const path = useRef<SVGPathElement>(null);
  const wireIndex = data?.wireIndex ?? -1;
  const room = data?.place?.room;
  const breaksNumbers = room !== undefined && room.width < WIDE && room.growth >= HIGH;
  const hasLabel = useDeferredMount();
  const curve = wireCurve(
    { x: sourceX, y: sourceY },
    sourcePosition as Side,
    { x: targetX, y: targetY },
    targetPosition as Side,
    data?.alone,
  );
  const makePainter = useCallback(() => {
    const element = group.current;
    const text = hasLabel ? label.current : null;
    if (!element) return null;
    const paint = new Paint<WirePart>(element, text);
    return (frame: Frame) => paintWire(paint, element, text, frame, wireIndex, breaksNumbers);
  }, [wireIndex, hasLabel, breaksNumbers]);
  usePainter(
    makePainter,
    useMemo(() => [source, target], [source, target]),
  );
  useEffect(() => {
    if (path.current) registerWire(wireIndex, { path: path.current, length: curve.length });
    return () => forgetWire(wireIndex);
  }, [wireIndex, curve.length]);
  if (!data) return null;
  const { middle } = curve;
  const { label: place, labelSide } = data.place ?? curve;
  return (
    <>
      <g ref={group} className={styles.wire} data-edge={wireKey(data.wire)}>
        <path className={styles.hit} d={curve.path} />
        <path ref={path} className={styles.base} d={curve.path} />
        <path className={styles.glow} d={curve.path} />
        <path className={styles.gradient} data-part="gradient" d={curve.path} />
        <path
          className={styles.chevron}
          data-part="chevron"
          transform={`translate(${middle.x} ${middle.y}) rotate(${curve.angle})`}
        />
      </g>
      {hasLabel && (
        <LabelLayer>
          <div
            ref={label}
            className={`${styles.label} nodrag nopan`}
            data-side={labelSide}
            data-wire-label={wireKey(data.wire)}
            // Not by a transform: a pan would have to place each of hundreds of layers.
            style={labelStyle(place, data.place?.room)}
            onPointerEnter={({ currentTarget }) =>
              nameWireDigits(currentTarget, frameOf(useBackflow.getState()), wireIndex)
            }
          >
            <WireLabel data={data} />
          </div>
        </LabelLayer>
      )}
    </>
  );
});

/** Its place, and how far its letters may grow. A label without a place of its own has what there is between two columns. */
function labelStyle({ x, y }: Position, room: LabelRoom | undefined): CSSProperties {
  const { width = LABEL.width, growth = 1 } = room ?? {};
  return { left: x, top: y, "--room": `${width}px`, "--most-growth": growth } as CSSProperties;
}

const labelLayers = new WeakMap<Element, Element>();

/**
 * Draws into React Flow's layer of labels. Its own component searches the page for that layer at each change, once for
 * each wire.
 */
function LabelLayer({ children }: { children: ReactNode }) {
  const canvas = useFlowStore((state) => state.domNode);
  if (!canvas) return null;
  let layer = labelLayers.get(canvas);
  if (!layer) {
    layer = canvas.querySelector(".react-flow__edgelabel-renderer") ?? canvas;
    labelLayers.set(canvas, layer);
  }
  return createPortal(children, layer);
}

/** Above the wire its local factor, once known; into a linear node that is ω, which is always shown and editable. */
function WireLabel({ data }: { data: NonNullable<EdgeProps<FlowEdge>["data"]> }) {
  const { graph, wire } = data;
  const target = graph.nodes[topologyOf(graph).indexOf.get(wire.target) ?? -1];
  const isFramed = useBackflow(
    ({ framed }) =>
      framed?.kind === "omega" && framed.node === wire.target && framed.port === wire.port,
  );
  if (!target) return null;
  if ("omegaSymbols" in target) {
    const name = omegaText(graph, target, wire.port);
    return (
      <div className={styles.weight}>
        <WeightNumber
          node={target.id}
          port={wire.port}
          label={name}
          latex={omegaLatex(graph, target, wire.port)}
          units={target.width}
        />
        <span className={styles.partialName} data-part="omega-partial-name" />
        <span className={styles.partial} data-part="omega-partial" data-framed={isFramed} />
        <span className={styles.contribution} data-part="contribution" />
      </div>
    );
  }
  const isLoss = opOf(target.op).kind === "loss";
  return (
    <div className={styles.local} data-part="local" data-loss={isLoss}>
      <WireSymbol
        latex={wireLocalLatex(graph, data.wireIndex, "\\dfrac")}
        label={wireLocalText(graph, data.wireIndex)}
        characters={longestSide(wireLocalText(graph, data.wireIndex))}
      />
      <span className={styles.localNumber} data-part="local-text" />
      <span className={styles.contribution} data-part="contribution" />
    </div>
  );
}

interface WeightNumberProps {
  readonly node: string;
  readonly port: number;
  readonly label: string;
  readonly latex: string;
  readonly units: number;
}

/** ω with its number below it; Ω with its shape beside it, as its partial needs two lines. */
function WeightNumber({ node, port, label, latex, units }: WeightNumberProps) {
  const columns = useBackflow((state) => {
    const own = state.history.present.numbers.get(node);
    return own?.kind === "linear" ? (own.omega[port]?.[0]?.length ?? 0) : 0;
  });
  const symbol = <WireSymbol latex={latex} label={label} characters={widthInDigits(label)} />;
  if (units !== 1 || columns !== 1) {
    const shape = `${units} × ${columns}`;
    return (
      <span className={styles.matrix}>
        {symbol}
        <span
          className={styles.shape}
          style={{ "--characters": shape.length - SHAPE_SPACES } as CSSProperties}
        >
          {shape}
        </span>
      </span>
    );
  }
  return (
    <>
      {symbol}
      <DocumentNumber
        address={{ kind: "omega", node, port, unit: 0, input: 0 }}
        label={label}
        className={styles.weightNumber}
      />
    </>
  );
}

/** What the two narrow spaces of a shape lack of two digits. */
const SHAPE_SPACES = 1.2;

/** More would be too small to be read: the end fades, and the whole is its title. */
const LONGEST_SYMBOL = 14;

interface WireSymbolProps {
  readonly latex: string;
  readonly label: string;
  /** What it is as wide as. */
  readonly characters: number;
}

/** What a label is about, as large as it fits between two nodes. */
function WireSymbol({ latex, label, characters }: WireSymbolProps) {
  const isCut = characters > LONGEST_SYMBOL;
  return (
    <span
      className={isCut ? styles.cutSymbol : styles.symbol}
      style={{ "--characters": Math.min(characters, LONGEST_SYMBOL) } as CSSProperties}
      {...(isCut && { title: label })}
    >
      <Tex latex={latex} label={label} />
    </span>
  );
}

/** A fraction is as wide as the longer of its two sides. */
function longestSide(text: string): number {
  return Math.max(...text.split("/").map(widthInDigits));
}
