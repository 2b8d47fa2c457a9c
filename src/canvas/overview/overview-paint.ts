import { derivativeOf } from "@/engine";
import { flowData, nodeText } from "@/explain";
import { type Graph, type Position, topologyOf, type WireIndex } from "@/graph";
import { type GroupCard, outputSide, type Size, sizeOf, wireCurve } from "@/layout";
import { opOf } from "@/ops";
import { derivativeIsShown, type Frame, type Highlight, type Viewport } from "@/store";
import { themeValue } from "@/ui";
import type { FlowNode } from "../flow/flow-elements";
import { signOf } from "../nodes/number-texts";
import { wireLook } from "../wires/wire-paint";

/** What an overview shows. */
export interface OverviewScene {
  readonly frame: Frame;
  /** In the order of `graph.nodes`. */
  readonly nodes: readonly FlowNode[];
  /** Of folded groups, in place of their nodes. */
  readonly cards: readonly GroupCard[];
  readonly highlight: Highlight | null;
}

const ROUND = 10;
/** Least width on the screen, in pixels: of a line, and of a node that has room for its symbol. */
const THINNEST = 1;
const ROOM_FOR_SYMBOL = 24;
/** How far a highlight stands out of what it lights, in pixels of the screen. */
const GLOW = 3;

/** The paths of the wires, kept while their ends stay where they are. */
class WirePaths {
  private graph: Graph | null = null;
  private ends: string[] = [];
  private paths: (Path2D | null)[] = [];

  pathOf(graph: Graph, nodes: readonly FlowNode[], wireIndex: WireIndex): Path2D | null {
    if (this.graph !== graph) {
      this.graph = graph;
      this.ends = [];
      this.paths = [];
    }
    const wire = graph.wires[wireIndex];
    const { indexOf } = topologyOf(graph);
    const source = nodes[indexOf.get(wire?.source ?? "") ?? -1];
    const target = nodes[indexOf.get(wire?.target ?? "") ?? -1];
    const arrival = target?.data.inputs[wire?.port ?? -1];
    if (!source || !target || !arrival) return null;
    // What runs inside a folded group is not drawn.
    const card = source.data.folded?.card;
    if (card && card === target.data.folded?.card) return null;
    const side = card ? "right" : outputSide(arrival.side);
    const leave = source.data.outputs.find((end) => end.side === side) ?? source.data.outputs[0];
    if (!leave) return null;
    const from = {
      x: source.position.x + leave.offset.x,
      y: source.position.y + leave.offset.y,
    };
    const to = { x: target.position.x + arrival.offset.x, y: target.position.y + arrival.offset.y };
    const ends = `${from.x} ${from.y} ${side} ${to.x} ${to.y}`;
    const known = this.paths[wireIndex];
    if (known && this.ends[wireIndex] === ends) return known;
    const curve = wireCurve(from, leave.side, to, arrival.side);
    const path = new Path2D(curve.path);
    this.ends[wireIndex] = ends;
    this.paths[wireIndex] = path;
    return path;
  }
}

/** Lines of one colour, width and pattern, drawn in one go. */
interface Strand {
  readonly property: string;
  /** The custom property of the dashes; null for a whole line. */
  readonly dash: string | null;
  readonly stroke: number;
  readonly path: Path2D;
}

/** Draws a large graph from afar: what flows where, without digits. */
export class OverviewPainter {
  private readonly wirePaths = new WirePaths();
  private scene: OverviewScene | null = null;
  private strands: Strand[] = [];
  private boxes = new Map<string, Path2D>();
  private borders = new Map<string, Path2D>();
  private signs = new Map<string, Path2D>();
  private lit: Path2D | null = null;

  /** Takes a scene; what the last one had alike is not computed again. */
  show(scene: OverviewScene): void {
    const isSame =
      this.scene?.frame === scene.frame &&
      this.scene.nodes === scene.nodes &&
      this.scene.cards === scene.cards;
    if (!isSame) {
      this.gatherWires(scene);
      this.gatherNodes(scene);
    }
    this.lit = scene.highlight ? this.light(scene, scene.highlight) : null;
    this.scene = scene;
  }

  /** Draws what was shown last, for a view in pixels of CSS. */
  draw(
    context: CanvasRenderingContext2D,
    view: Viewport,
    size: { readonly width: number; readonly height: number },
  ): void {
    const ratio = context.canvas.width / size.width;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    context.setTransform(
      ratio * view.zoom,
      0,
      0,
      ratio * view.zoom,
      ratio * view.x,
      ratio * view.y,
    );
    const pixel = 1 / view.zoom;
    if (this.lit) {
      context.strokeStyle = themeValue("--culprit");
      context.lineWidth = 2 * GLOW * pixel;
      context.stroke(this.lit);
    }
    for (const { property, dash, stroke, path } of this.strands) {
      context.strokeStyle = themeValue(property);
      context.lineWidth = Math.max(stroke, THINNEST * pixel);
      context.setLineDash(dash ? dashOf(themeValue(dash)).map((length) => length * pixel) : []);
      context.stroke(path);
    }
    context.setLineDash([]);
    for (const [property, path] of this.boxes) {
      context.fillStyle = themeValue(property);
      context.fill(path);
    }
    for (const [property, path] of this.signs) {
      context.fillStyle = themeValue(property);
      context.fill(path);
    }
    for (const [property, path] of this.borders) {
      context.strokeStyle = themeValue(property);
      context.lineWidth = (property === "--ink" ? 2 : 1) * THINNEST * pixel;
      context.stroke(path);
    }
    this.writeSymbols(context, view, size, ratio);
  }

  private gatherWires({ frame, nodes }: OverviewScene): void {
    const { graph } = frame.evaluation;
    const strands = new Map<string, Strand>();
    for (let wire = 0; wire < graph.wires.length; wire++) {
      const path = this.wirePaths.pathOf(graph, nodes, wire);
      if (!path) continue;
      const { look, sign, flow, stroke } = wireLook(frame, wire);
      const property =
        look === "starved" || look === "exploding"
          ? `--${flow}`
          : look === "flowing" && (sign === "positive" || sign === "negative")
            ? `--${sign}-wire`
            : "--line-strong";
      // Widths that cannot be told apart from afar are drawn together.
      const width =
        look === "idle" || look === "zero" ? 1.5 : Math.max(2, Math.round(stroke / 2) * 2);
      const dash = look === "starved" ? `--${flow}-dash` : null;
      const key = `${property} ${dash} ${width}`;
      let strand = strands.get(key);
      if (!strand) {
        strand = { property, dash, stroke: width, path: new Path2D() };
        strands.set(key, strand);
      }
      strand.path.addPath(path);
    }
    this.strands = [...strands.values()].sort((a, b) => a.stroke - b.stroke);
  }

  private gatherNodes({ frame, nodes, cards }: OverviewScene): void {
    const step = frame.trace.steps[frame.playhead - 1];
    this.boxes = new Map();
    this.borders = new Map();
    this.signs = new Map();
    for (const { position, size } of cards) {
      pathIn(this.boxes, "--surface").roundRect(...rectangleOf(position, size), ROUND);
      pathIn(this.borders, "--ink").roundRect(...rectangleOf(position, size), ROUND);
    }
    nodes.forEach(({ position: { x, y }, data: { node }, selected, hidden }, index) => {
      if (hidden) return;
      const { width, height } = sizeOf(node);
      const isLeaf = opOf(node.op).kind === "leaf";
      pathIn(this.boxes, isLeaf ? "--stage" : "--surface").roundRect(x, y, width, height, ROUND);
      const flow = flowData(frame.health.flow.nodes[index] ?? null);
      const known = derivativeIsShown(frame, index);
      const starved = known && flow !== "" && flow !== "flowing";
      const marked = selected || step?.nodeIndex === index;
      const border = marked ? "--ink" : starved ? `--${flow}` : "--line-strong";
      pathIn(this.borders, border).roundRect(x, y, width, height, ROUND);
      const derivative = known ? derivativeOf(frame.evaluation, node.id) : null;
      const sign = derivative ? signOf(derivative) : "";
      if (sign !== "positive" && sign !== "negative") return;
      // Where the derivative stands: at the foot of the node.
      const bar = height / 6;
      pathIn(this.signs, `--${sign}-wire`).rect(
        x + width / 6,
        y + height - 1.5 * bar,
        (width * 2) / 3,
        bar,
      );
    });
  }

  private light({ frame, nodes }: OverviewScene, highlight: Highlight): Path2D {
    const { graph } = frame.evaluation;
    const lit = new Path2D();
    for (const wire of highlight.wires) {
      const path = this.wirePaths.pathOf(graph, nodes, wire);
      if (path) lit.addPath(path);
    }
    for (const { position, data } of nodes) {
      if (!highlight.nodes.has(data.node.id)) continue;
      if (data.folded) {
        const { card } = data.folded;
        lit.roundRect(...rectangleOf(card.position, card.size), ROUND);
        continue;
      }
      const { width, height } = sizeOf(data.node);
      lit.roundRect(position.x, position.y, width, height, ROUND);
    }
    return lit;
  }

  private writeSymbols(
    context: CanvasRenderingContext2D,
    view: Viewport,
    size: { readonly width: number; readonly height: number },
    ratio: number,
  ): void {
    const room = 124 * view.zoom;
    if (room < ROOM_FOR_SYMBOL) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = themeValue("--ink");
    context.font = `${Math.min(16, room * 0.32)}px KaTeX_Main, serif`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    const write = (text: string, position: Position, box: Size): void => {
      const x = (position.x + box.width / 2) * view.zoom + view.x;
      const y = (position.y + box.height * 0.4) * view.zoom + view.y;
      if (x < 0 || y < 0 || x > size.width || y > size.height) return;
      context.fillText(text, x, y, box.width * view.zoom - 4);
    };
    for (const { position, data, hidden } of this.scene?.nodes ?? []) {
      if (!hidden) write(nodeText(data.graph, data.node.id), position, sizeOf(data.node));
    }
    for (const { group, position, size: box } of this.scene?.cards ?? []) {
      write(group.name, position, box);
    }
  }
}

function rectangleOf({ x, y }: Position, { width, height }: Size) {
  return [x, y, width, height] as const;
}

function pathIn(paths: Map<string, Path2D>, property: string): Path2D {
  let path = paths.get(property);
  if (!path) {
    path = new Path2D();
    paths.set(property, path);
  }
  return path;
}

/** The lengths of a pattern as the theme writes it, "10 4 2 4", in pixels. */
function dashOf(pattern: string): number[] {
  return pattern.split(" ").map(Number);
}
