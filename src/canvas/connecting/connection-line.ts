import type { ReactFlowInstance } from "@xyflow/react";
import { type PendingConnection, type Position, wireKey } from "@/graph";
import type { Side } from "@/layout";
import { wireCurve } from "@/layout";
import { type NodeSearch, nodeSearchOf, useBackflow } from "@/store";
import type { FlowEdge, FlowNode } from "../flow/flow-elements";
import { portPosition, portsOf } from "../flow/ports";
import type { ConnectionTarget, ConnectionTargets } from "./connection-targets";
import { markPorts, unmarkPorts } from "./port-marks";

/** React Flow, holding our nodes and wires. */
export type Flow = ReactFlowInstance<FlowNode, FlowEdge>;

/** From the foot of the canvas to above its buttons, in pixels. */
const ABOVE_BUTTONS = 68;

/** One moment of a pending connection. */
export interface ConnectionMoment {
  /** Where the pointer is, in pixels of the window; null for a finger that does not touch. */
  readonly pointer: Position | null;
  readonly touch: boolean;
  /** What it is at; null: the empty canvas. */
  readonly target: ConnectionTarget | null;
  /** Is there something to say at the pointer? */
  readonly speaks: boolean;
}

/** The end of a wire: where, and at which side of a node. */
export interface WireEndPosition {
  readonly position: Position;
  readonly side: Side;
}

/** Paints a pending connection: the marks at the ports, the loose wire, and the words at the pointer. */
export class ConnectionLinePainter {
  private aimed: Element | null = null;
  private moving: Element | null = null;
  private targets: ConnectionTargets | null = null;
  private readonly arrivals = new MutationObserver(() => this.mark());

  constructor(
    private readonly root: HTMLElement,
    private readonly line: SVGPathElement,
    private readonly tip: HTMLElement,
    private readonly flow: Flow,
  ) {}

  /** Shows what a wire could do, everywhere on the canvas; null once it has left the hand. */
  show(targets: ConnectionTargets | null): void {
    this.hide();
    this.targets = targets;
    if (targets === null) return;
    const { root } = this;
    root.dataset.wiring = targets.seeks === "output" ? "source" : "target";
    this.mark();
    const nodes = root.querySelector(".react-flow__nodes");
    if (nodes) this.arrivals.observe(nodes, { childList: true });
    const { replacing } = targets.wire;
    this.moving =
      replacing && root.querySelector(`[data-edge="${CSS.escape(wireKey(replacing))}"]`);
    this.moving?.setAttribute("data-moving", "true");
  }

  /** Takes everything away, and stops watching. */
  hide(): void {
    if (this.targets === null) return;
    this.targets = null;
    this.arrivals.disconnect();
    delete this.root.dataset.wiring;
    unmarkPorts(this.root);
    this.showAimed(null);
    this.moving?.removeAttribute("data-moving");
    this.moving = null;
  }

  private mark(): void {
    if (this.targets) markPorts(this.root, this.targets, this.flow);
  }

  /** Paints the loose wire and the words at the pointer. */
  paint({ pointer, touch, target, speaks }: ConnectionMoment): void {
    const { targets, tip } = this;
    this.paintLine(pointer, target);
    this.showAimed(target);
    if (!targets || !(pointer ? speaks : touch)) {
      tip.hidden = true;
      return;
    }
    const end = targets.seeks === "input" ? "an input" : "an output";
    const next = pointer ? "Add a node here" : `Tap ${end}, or the canvas for a new node`;
    const text = target ? targets.describe(target) : next;
    const verdict = target?.verdict.kind ?? (pointer ? "canvas" : "none");
    if (tip.dataset.verdict !== verdict) tip.dataset.verdict = verdict;
    if (tip.textContent !== text) tip.textContent = text;
    tip.hidden = false;
    if (pointer) this.placeTip(pointer, touch);
    else this.placeHint();
  }

  /** Beside the pointer, above a finger, and inside the canvas. */
  private placeTip(at: Position, touch: boolean): void {
    const box = this.root.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.tip;
    const beside = at.x - box.x + 18;
    const x = Math.max(8, Math.min(beside, box.width - width - 8));
    const above = at.y - box.y - height - 40;
    const below = at.y - box.y + 20;
    const y = touch || below + height > box.height - 8 ? above : below;
    this.tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(Math.max(8, y))}px)`;
  }

  /** At the foot of the canvas, above its buttons: nothing tells where the finger goes next. */
  private placeHint(): void {
    const { width, height } = this.root.getBoundingClientRect();
    const x = (width - this.tip.offsetWidth) / 2;
    const y = height - this.tip.offsetHeight - ABOVE_BUTTONS;
    this.tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  private showAimed(target: ConnectionTarget | null): void {
    const element = target && this.elementOf(target);
    if (element === this.aimed) return;
    this.aimed?.removeAttribute("data-aimed");
    this.aimed?.removeAttribute("data-aimed-verdict");
    this.aimed = element;
    if (!element || !target) return;
    element.setAttribute("data-aimed", "true");
    element.setAttribute("data-aimed-verdict", target.verdict.kind);
  }

  private elementOf({ node, port }: ConnectionTarget): Element | null {
    const selector = `.react-flow__node[data-id="${CSS.escape(node)}"]`;
    const inner = port ? `[data-port="${port.name}"]` : "[data-node]";
    const own = this.root.querySelector(`${selector} ${inner}`);
    if (own || !port) return own;
    const card = `[data-port-node="${CSS.escape(node)}"][data-port="${port.name}"]`;
    return this.root.querySelector(card);
  }

  /** The loose wire: to the port that takes it, to the pointer, or to where the search will put a node. */
  private paintLine(pointer: Position | null, target: ConnectionTarget | null): void {
    const loose = this.targets?.wire ?? wireOfSearch(nodeSearchOf(useBackflow.getState()));
    const fixed = loose && fixedEnd(this.flow, loose);
    const end = loose && this.loosePosition(loose, pointer, target);
    if (!loose || !fixed || !end) {
      this.line.removeAttribute("d");
      return;
    }
    const { path } =
      loose.fixed.kind === "source"
        ? wireCurve(fixed.position, fixed.side, end.position, end.side)
        : wireCurve(end.position, end.side, fixed.position, fixed.side);
    this.line.setAttribute("d", path);
    this.line.dataset.verdict = target?.verdict.kind ?? "canvas";
  }

  private loosePosition(
    { fixed }: PendingConnection,
    pointer: Position | null,
    target: ConnectionTarget | null,
  ): WireEndPosition | null {
    const search = nodeSearchOf(useBackflow.getState());
    const side: Side = fixed.kind === "source" ? "left" : "right";
    if (this.targets === null && search?.kind === "connect") {
      return search.position && { position: search.position, side };
    }
    if (!pointer) return null;
    const flowNode = target?.verdict.kind === "takes" ? this.flow.getNode(target.node) : undefined;
    if (flowNode && target?.port) {
      return { position: portPosition(flowNode, target.port), side: target.port.end.side };
    }
    return { position: this.flow.screenToFlowPosition(pointer), side };
  }
}

/** Where the fixed end of a wire is; null where its node is gone. */
export function fixedEnd(flow: Flow, { fixed }: PendingConnection): WireEndPosition | null {
  const flowNode = flow.getNode(fixed.node);
  const port =
    flowNode &&
    portsOf(flowNode.data).find(({ port: other }) =>
      fixed.kind === "source"
        ? other.kind === "output"
        : other.kind === "input" && other.port === fixed.port,
    );
  if (!flowNode || !port) return null;
  return { position: portPosition(flowNode, port), side: port.end.side };
}

/** The wire that waits for the search's choice, where its end was let go on the canvas. */
function wireOfSearch(search: NodeSearch | null): PendingConnection | null {
  return search?.kind === "connect" && search.anchor !== null ? search.wire : null;
}
