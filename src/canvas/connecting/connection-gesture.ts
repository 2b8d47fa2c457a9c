import { nodeText } from "@/explain";
import type { PendingConnection, Position } from "@/graph";
import {
  connectWire,
  documentOf,
  handOf,
  menuOf,
  type NodeSearch,
  type Notice,
  selectedWire,
  useBackflow,
  wideningFor,
} from "@/store";
import type { FlowNode } from "../flow/flow-elements";
import {
  type DrawnPort,
  portAtEnd,
  portPosition,
  portsOf,
  wireByEnd,
  wireFromPort,
} from "../flow/ports";
import { suppressClick } from "../flow/suppress-click";
import { wireOf } from "../wires/wire-elements";
import { wireBesidePort } from "../wires/wire-search";
import { type ConnectionLinePainter, type Flow, fixedEnd } from "./connection-line";
import { type ConnectionTarget, ConnectionTargets } from "./connection-targets";

/** How far from a port the pointer may be, and what it may move by in a tap, in pixels of the screen. */
const REACH = { mouse: 22, touch: 36 };
const SLACK = { mouse: 4, touch: 9 };
/** Within so many pixels of where a wire was begun, nothing is said about its target yet. */
const SILENT = 26;

/** What a press of the pointer has taken hold of. */
interface Grasp {
  readonly pointer: number;
  readonly touch: boolean;
  readonly wire: PendingConnection;
  /** The port that a tap is about; null where only dragging means something. */
  readonly port: DrawnPort | null;
  readonly at: Position;
  dragging: boolean;
}

/**
 * Wires that are drawn by hand: from port to port by dragging, or by tapping one after the other. While a wire is in
 * hand, the ports say whether they would take it, and what is at the pointer says what would happen or why not. The hand
 * itself is in the store; here is what the pointer does with it, painted without React.
 */
export class ConnectionGesture {
  private targets: ConnectionTargets | null = null;
  private grasp: Grasp | null = null;
  /** Where the pointer is, in pixels of the window; null for a finger that does not touch. */
  private pointer: Position | null = null;
  private begun: Position | null = null;
  private touch = false;
  private told: Notice | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly painter: ConnectionLinePainter,
    private readonly flow: Flow,
  ) {}

  /** Listens until the returned function is called. */
  listen(): () => void {
    const { root } = this;
    const control = new AbortController();
    const { signal } = control;
    root.addEventListener("pointerdown", this.onPointerDown, { signal });
    root.addEventListener("mousedown", this.onMouseDown, { signal, capture: true });
    root.addEventListener("click", this.onClick, { signal, capture: true });
    window.addEventListener("pointermove", this.onPointerMove, { signal });
    window.addEventListener("pointerup", this.onPointerUp, { signal });
    window.addEventListener("pointercancel", this.onPointerCancel, { signal });
    const unsubscribe = useBackflow.subscribe((state, before) => {
      // A finger that rested on a port has opened a menu instead.
      if (menuOf(state) && !menuOf(before)) this.grasp = null;
      const graph = documentOf(state) !== documentOf(before);
      if (state.interaction !== before.interaction || graph) this.refresh();
    });
    this.refresh();
    return () => {
      control.abort();
      unsubscribe();
      this.painter.hide();
    };
  }

  /** Brings everything in line with the hand in the store. */
  private refresh(): void {
    const state = useBackflow.getState();
    const { graph } = documentOf(state);
    const hand = handOf(state);
    const wire = hand?.kind === "wire" ? hand.wire : null;
    if (wire === null) {
      if (this.grasp?.dragging) this.grasp = null;
      this.targets = null;
      this.begun = null;
      this.painter.hide();
    } else if (this.targets?.wire !== wire || this.targets.graph !== graph) {
      if (this.targets === null && this.told && state.notice === this.told) state.notify(null);
      this.targets = new ConnectionTargets(graph, wire);
      this.painter.show(this.targets);
    }
    this.paint();
  }

  private readonly onPointerDown = (event: PointerEvent): void => {
    if (!event.isPrimary) {
      // A second finger is a pinch: what was begun is not meant.
      if (this.grasp?.dragging) useBackflow.getState().setHand(null);
      this.grasp = null;
      return;
    }
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    const touch = event.pointerType === "touch";
    const at = { x: event.clientX, y: event.clientY };
    const taken = this.take(event.target, at, touch);
    this.touch = touch;
    this.grasp = taken && { ...taken, pointer: event.pointerId, touch, at, dragging: false };
  };

  /** What a press at a place takes hold of. */
  private take(target: Element, at: Position, touch: boolean): Pick<Grasp, "wire" | "port"> | null {
    const pressed = target.closest("[data-port]");
    if (pressed) {
      // At the card of a folded group a port says whose it is.
      const id =
        pressed.getAttribute("data-port-node") ??
        pressed.closest(".react-flow__node")?.getAttribute("data-id");
      const flowNode = id ? this.flow.getNode(id) : undefined;
      const port = flowNode && this.nearestPort(flowNode, at, pressed.getAttribute("data-port"));
      return port ? { wire: wireFromPort(port), port } : null;
    }
    const state = useBackflow.getState();
    const grip = target.closest("[data-wire-end]") !== null;
    // A finger moves the canvas, also where a wire lies; a mouse drags the nearer end of the wire.
    const wire = grip ? selectedWire(state) : touch ? null : wireOf(target);
    if (!wire || !(grip || target.closest(".react-flow__edge"))) return null;
    const position = this.flow.screenToFlowPosition(at);
    const ends = (["source", "target"] as const).map((end) => {
      const from = fixedEnd(this.flow, wireByEnd(wire, end === "source" ? "target" : "source"));
      return from
        ? Math.hypot(from.position.x - position.x, from.position.y - position.y)
        : Infinity;
    });
    const [toSource = Infinity, toTarget = Infinity] = ends;
    const end = toSource < toTarget ? "source" : "target";
    // The grips of a short wire lie over its ports: a tap there is one on the port.
    const port = grip ? portAtEnd(this.flow.getNode(wire[end]), wire, end) : null;
    return { wire: wireByEnd(wire, end), port };
  }

  /** Targets of neighbouring ports may overlap: the nearer port is meant. */
  private nearestPort(
    flowNode: FlowNode,
    at: Position,
    pressed: string | null,
  ): DrawnPort | undefined {
    const pointer = this.flow.screenToFlowPosition(at);
    const ports = portsOf(flowNode.data);
    const kind = ports.find(({ name }) => name === pressed)?.port.kind;
    const distance = (port: DrawnPort): number => {
      const position = portPosition(flowNode, port);
      return Math.hypot(position.x - pointer.x, position.y - pointer.y);
    };
    return ports
      .filter(({ port, role }) => port.kind === kind && role !== "end")
      .sort((a, b) => distance(a) - distance(b))[0];
  }

  /** A pressed port keeps the focus where it is; with a pending connection, a tap on a number is one on its node. */
  private readonly onMouseDown = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return;
    const onPort = event.target.closest("[data-port], [data-wire-end]") !== null;
    const onControl =
      this.targets !== null &&
      event.target.closest(".react-flow__node :is(input, button)") !== null;
    if (onPort || onControl) event.preventDefault();
  };

  private readonly onPointerMove = (event: PointerEvent): void => {
    const at = { x: event.clientX, y: event.clientY };
    const { grasp } = this;
    if (grasp && grasp.pointer === event.pointerId && !grasp.dragging) {
      const distance = Math.hypot(at.x - grasp.at.x, at.y - grasp.at.y);
      if (distance <= (grasp.touch ? SLACK.touch : SLACK.mouse)) return;
      grasp.dragging = true;
      this.begun = grasp.at;
      this.pointer = at;
      const state = useBackflow.getState();
      state.setHand({ kind: "wire", wire: grasp.wire });
      return;
    }
    if (this.targets === null) return;
    this.pointer = at;
    this.paint();
  };

  private readonly onPointerUp = (event: PointerEvent): void => {
    const { grasp } = this;
    if (!grasp || grasp.pointer !== event.pointerId) return;
    this.grasp = null;
    const at = { x: event.clientX, y: event.clientY };
    if (grasp.dragging) {
      suppressClick();
      this.drop(at);
    } else if (grasp.port) {
      suppressClick();
      const flowNode = this.targets ? undefined : this.flow.getNode(grasp.port.port.node);
      const position = this.flow.screenToFlowPosition(at);
      const wire = flowNode && wireBesidePort(position, portPosition(flowNode, grasp.port));
      if (wire) useBackflow.getState().selectWire(wire);
      else this.tap(grasp.port, at);
    }
  };

  private readonly onPointerCancel = (event: PointerEvent): void => {
    if (this.grasp?.pointer !== event.pointerId) return;
    if (this.grasp.dragging) useBackflow.getState().setHand(null);
    this.grasp = null;
  };

  /** A tap on a port begins a connection there, or ends the one that is pending. */
  private tap(port: DrawnPort, at: Position): void {
    const state = useBackflow.getState();
    const { targets } = this;
    const again = targets !== null && (targets.holds(port.port) || isMovedFrom(targets, port));
    if (again) {
      state.setHand(null);
      return;
    }
    if (targets !== null && port.port.kind === targets.seeks) {
      this.drop(at);
      return;
    }
    this.begun = at;
    this.pointer = null;
    const wire = wireFromPort(port);
    state.setHand({ kind: "wire", wire });
    const end = wire.fixed.kind === "source" ? "Choose where it ends." : "Choose its source.";
    state.say(`A wire of ${nodeText(documentOf(state).graph, wire.fixed.node)} is in hand. ${end}`);
  }

  /** With a pending connection, a click on a node or on the canvas puts it there. */
  private readonly onClick = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return;
    const port = event.target.closest("[data-port]");
    if (port && event.detail === 0) {
      // Pressed by a screen reader, which moves no pointer.
      const box = port.getBoundingClientRect();
      const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const taken = this.take(port, at, false);
      if (taken?.port) this.tap(taken.port, at);
      event.stopPropagation();
      return;
    }
    if (this.targets === null || event.detail === 0) return;
    event.stopPropagation();
    event.preventDefault();
    this.drop({ x: event.clientX, y: event.clientY });
  };

  /** Ends the pending connection where the pointer is. A refusal changes nothing, and its reason stays to be read. */
  private drop(at: Position): void {
    const { targets } = this;
    if (!targets) return;
    const state = useBackflow.getState();
    const found = this.find(at);
    const silent = this.isSilent(at);
    state.setHand(null);
    if (found === "outside") return;
    if (found === null) {
      if (!silent) state.setNodeSearch(this.searchAt(at, targets));
      return;
    }
    const { verdict, node } = found;
    if (verdict.kind === "takes") {
      connectWire(targets.wire, node, targets.seeks === "input" ? verdict.wire.port : null);
    } else if (verdict.kind === "refuses" && !silent) {
      const port = found.port?.port.kind === "input" ? found.port.port.port : null;
      const misfits = verdict.problem.kind === "would-misfit";
      const action = misfits ? wideningFor(targets.wire, node, port) : null;
      const text = targets.describe(found);
      this.told = { tone: "error", lasts: "until-edit", text, ...(action ? { action } : {}) };
      state.notify(this.told);
    }
  }

  private searchAt(at: Position, { wire }: ConnectionTargets): NodeSearch {
    return {
      kind: "connect",
      anchor: at,
      position: this.flow.screenToFlowPosition(at),
      wire,
    };
  }

  /** What is under a place of the window; null: the empty canvas. */
  private find(at: Position): ConnectionTarget | "outside" | null {
    const under = document.elementFromPoint(at.x, at.y);
    if (!this.targets || !under || !this.root.contains(under)) return "outside";
    const reach = (this.touch ? REACH.touch : REACH.mouse) / this.flow.getZoom();
    return this.targets.find(this.flow.getNodes(), this.flow.screenToFlowPosition(at), reach);
  }

  private isSilent(at: Position): boolean {
    const { begun } = this;
    return begun !== null && Math.hypot(at.x - begun.x, at.y - begun.y) < SILENT;
  }

  private paint(): void {
    const { pointer, touch } = this;
    const found = this.targets && pointer ? this.find(pointer) : null;
    const outside = found === "outside";
    this.painter.paint({
      pointer,
      touch,
      target: outside ? null : found,
      speaks: pointer !== null && !outside && !this.isSilent(pointer),
    });
  }
}

/** Was the free end of the pending connection taken out of this port? */
function isMovedFrom(
  { wire: { replacing, fixed } }: ConnectionTargets,
  { port }: DrawnPort,
): boolean {
  return (
    replacing !== null &&
    fixed.kind === "source" &&
    port.kind === "input" &&
    port.node === replacing.target &&
    port.port === replacing.port
  );
}
