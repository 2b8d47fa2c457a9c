import {
  type Graph,
  type GraphNode,
  type Indices,
  type NodeId,
  type NodeIndex,
  type Topology,
  topologyOf,
  type WireIndex,
} from "@/graph";
import { type LinearOp, opOf, ops, settingOf } from "@/ops";
import { objectiveNodes, reachObjective } from "./objective";
import { FIELDS, INSTRUCTION, type NodeSlots, type Plan, type TableLeaf } from "./plan";

/** The one op of its kind. Its loops take more than an offset and a width, so they are not in the lists of the others. */
const linear = ops.find((op) => op.kind === "linear") as LinearOp;

const plans = new WeakMap<Graph, Plan>();

/** The plan of a graph, made once for each graph object (E1). */
export function planOf(graph: Graph): Plan {
  let plan = plans.get(graph);
  if (!plan) {
    plan = makePlan(graph);
    plans.set(graph, plan);
  }
  return plan;
}

function makePlan(graph: Graph): Plan {
  const topology = topologyOf(graph);
  const objective = objectiveNodes(graph, topology);
  const reaches = reachObjective(graph, topology, objective);
  return new PlanBuilder(graph, topology, objective, reaches).build();
}

/** Lays out the arenas and writes the program, one node after the other. */
class PlanBuilder {
  private readonly program: number[] = [];
  private readonly forwardLoops: Plan["forwardLoops"][number][] = [];
  private readonly backwardLoops: Plan["backwardLoops"][number][] = [];
  private readonly ports: number[] = [];
  private readonly contributions: number[] = [];
  private readonly slots: NodeSlots[];
  private readonly wireSlots: Int32Array;
  private readonly wireParameters: Int32Array;
  private readonly settingSlots: Int32Array;
  private valueCount = 0;
  private derivativeCount = 0;
  private parameterCount = 0;
  /** Slot 0 holds 0 and belongs to every op without a setting, so that all loops are called alike. */
  private settingCount = 1;
  private wholeRows = false;
  private readonly tableLeaves: TableLeaf[] = [];
  private readonly constants: number[] = [];
  private readonly instructionNodes: number[] = [];
  /** The node that is being laid out. */
  private current = -1;

  constructor(
    private readonly graph: Graph,
    private readonly topology: Topology,
    private readonly objective: Int32Array,
    private readonly reaches: Uint8Array,
  ) {
    this.slots = graph.nodes.map(() => ({ value: -1, gradient: -1, parameters: -1 }));
    this.wireSlots = new Int32Array(graph.wires.length).fill(-1);
    this.wireParameters = new Int32Array(graph.wires.length).fill(-1);
    this.settingSlots = new Int32Array(graph.nodes.length).fill(-1);
  }

  build(): Plan {
    const { graph, topology, objective, reaches } = this;
    for (const index of topology.order) {
      if (topology.widths[index] !== 0) this.addNode(index);
    }
    return {
      graph,
      topology,
      program: Int32Array.from(this.program),
      forwardLoops: this.forwardLoops,
      backwardLoops: this.backwardLoops,
      linear,
      ports: Int32Array.from(this.ports),
      contributions: Int32Array.from(this.contributions),
      seeds: objective.map((index) => (this.slots[index] as NodeSlots).gradient),
      seedWidths: objective.map((index) => topology.widths[index] as number),
      objective,
      reaches,
      slots: this.slots,
      wireSlots: this.wireSlots,
      wireParameters: this.wireParameters,
      valueCount: this.valueCount,
      derivativeCount: this.derivativeCount,
      parameterCount: this.parameterCount,
      settingCount: this.settingCount,
      settingSlots: this.settingSlots,
      scalar: !this.wholeRows && topology.widths.every((width) => width <= 1),
      tableLeaves: this.tableLeaves,
      constants: this.constants,
      instructionNodes: Int32Array.from(this.instructionNodes),
    };
  }

  private addNode(index: NodeIndex): void {
    const { graph, topology } = this;
    this.current = index;
    const node = graph.nodes[index] as GraphNode;
    const op = opOf(node.op);
    const width = topology.widths[index] as number;
    const inputs = Array.from(topology.incoming[index] as Indices<WireIndex>);
    // A broadcast source is copied out before the node, so that every loop runs over arrays of one length.
    const expanded = inputs.map((wire) =>
      op.kind === "binary" && this.sourceWidth(wire) !== width ? this.addExpand(wire, width) : null,
    );
    const value = this.takeValues(width);
    const gradient = this.placeDerivatives(index, width);
    const parameters = op.kind === "linear" ? this.takeParameters(inputs, width) : -1;
    const sources = inputs.map(
      (wire, port) => expanded[port]?.copy ?? this.slotOf(this.sourceIndex(wire)).value,
    );
    const targets = inputs.map(
      (wire, port) => expanded[port]?.derivatives ?? (this.wireSlots[wire] as number),
    );
    switch (op.kind) {
      case "leaf": {
        const row = op.trainable ? this.take("parameterCount", width) : -1;
        this.slots[index] = { value, gradient, parameters: row };
        if (op.trainable) {
          this.emit(INSTRUCTION.parameter, width, [value, gradient, row], null, null);
        } else if (op.perSample) {
          this.tableLeaves.push({ node: node.id, width, value });
        } else {
          this.constants.push(index);
        }
        break;
      }
      case "linear": {
        this.slots[index] = { value, gradient, parameters };
        const firstPort = this.ports.length;
        inputs.forEach((wire, port) => {
          this.ports.push(
            sources[port] as NodeIndex,
            this.sourceWidth(wire),
            this.wireParameters[wire] as number,
            targets[port] as NodeIndex,
            this.endsTraining(wire) ? 1 : 0,
          );
        });
        const fields = [value, gradient, parameters, firstPort, this.ports.length];
        this.emit(INSTRUCTION.linear, width, fields, null, null);
        break;
      }
      case "unary":
        this.slots[index] = { value, gradient, parameters };
        this.emit(
          INSTRUCTION.unary,
          width,
          [value, gradient, ...sources, ...targets, this.takeSetting(index)],
          op.forward,
          op.backward,
        );
        break;
      case "vector": {
        this.wholeRows = true;
        this.slots[index] = { value, gradient, parameters };
        const [a = 0, b = 0] = sources;
        const [toA = -1, toB = -1] = targets;
        const [aWidth = 0, bWidth = 0] = inputs.map((wire) => this.sourceWidth(wire));
        const fields = [value, gradient, a, b, toA, toB, aWidth, bWidth];
        this.emit(INSTRUCTION.vector, width, fields, op.forward, op.backward);
        break;
      }
      case "binary":
        this.slots[index] = { value, gradient, parameters };
        this.emit(
          INSTRUCTION.binary,
          width,
          [value, gradient, ...sources, ...targets],
          op.forward,
          op.backward,
        );
        break;
      case "loss": {
        this.slots[index] = { value, gradient, parameters };
        const setting = this.takeSetting(index);
        const unitWidth = this.sourceWidth(inputs[0] as number);
        this.emit(
          INSTRUCTION.loss,
          unitWidth,
          [value, gradient, ...sources, ...targets, setting],
          op.forward,
          op.backward,
        );
        break;
      }
    }
    this.addFanOut(index, width, gradient);
  }

  /**
   * Gives every wire that leads to the objective room for its contribution. A node with one such wire shares the
   * wire's room: there, contribution and derivative are the same numbers.
   */
  private placeDerivatives(index: NodeIndex, width: number): number {
    if (!this.reaches[index]) return -1;
    const relevant = this.relevantWires(index);
    for (const wire of relevant) {
      this.wireSlots[wire] = this.take("derivativeCount", width);
    }
    return relevant.length === 1
      ? (this.wireSlots[relevant[0] as number] as number)
      : this.take("derivativeCount", width);
  }

  private addFanOut(index: NodeIndex, width: number, gradient: number): void {
    const relevant = this.relevantWires(index);
    if (relevant.length < 2) return;
    const first = this.contributions.length;
    for (const wire of relevant) this.contributions.push(this.wireSlots[wire] as number);
    const isGiven = this.isUntrainedLeaf(index) ? 1 : 0;
    const fields = [-1, gradient, first, this.contributions.length, isGiven];
    this.emit(INSTRUCTION.fanOut, width, fields, null, null);
  }

  private addExpand(wire: WireIndex, width: number): { copy: number; derivatives: number } {
    const source = this.slotOf(this.sourceIndex(wire)).value;
    const to = this.wireSlots[wire] as number;
    const copy = this.takeValues(width);
    const derivatives = to < 0 ? -1 : this.take("derivativeCount", width);
    this.emit(INSTRUCTION.expand, width, [copy, derivatives, source, to], null, null);
    return { copy, derivatives };
  }

  private takeParameters(inputs: readonly number[], width: number): number {
    const beta = this.take("parameterCount", width);
    for (const wire of inputs) {
      this.wireParameters[wire] = this.take("parameterCount", width * this.sourceWidth(wire));
    }
    return beta;
  }

  private emit(
    kind: number,
    width: number,
    fields: readonly number[],
    forward: Plan["forwardLoops"][number],
    backward: Plan["backwardLoops"][number],
  ): void {
    this.instructionNodes.push(this.current);
    this.program.push(kind, width, ...fields);
    for (let field = fields.length + 2; field < FIELDS; field++) this.program.push(-1);
    this.forwardLoops.push(forward);
    this.backwardLoops.push(backward);
  }

  private relevantWires(index: NodeIndex): number[] {
    const { topology, reaches } = this;
    if (!reaches[index]) return [];
    return Array.from(topology.outgoing[index] as Indices<WireIndex>).filter(
      (wire) => reaches[topology.targets[wire] as NodeIndex],
    );
  }

  private takeValues(width: number): number {
    return this.take("valueCount", width);
  }

  private take(
    counter: "valueCount" | "derivativeCount" | "parameterCount",
    count: number,
  ): number {
    const offset = this[counter];
    this[counter] += count;
    return offset;
  }

  /** The slot of a node’s setting; 0 where its op has none. */
  private takeSetting(index: NodeIndex): number {
    const node = this.graph.nodes[index] as GraphNode;
    if (!settingOf(opOf(node.op))) return 0;
    const slot = this.settingCount++;
    this.settingSlots[index] = slot;
    return slot;
  }

  private slotOf(index: NodeIndex): NodeSlots {
    return this.slots[index] as NodeSlots;
  }

  private endsTraining(wire: WireIndex): boolean {
    return this.isUntrainedLeaf(this.sourceIndex(wire));
  }

  private isUntrainedLeaf(index: NodeIndex): boolean {
    const op = opOf((this.graph.nodes[index] as GraphNode).op);
    return op.kind === "leaf" && !op.trainable;
  }

  private sourceIndex(wire: WireIndex): number {
    const source = this.graph.wires[wire]?.source as NodeId;
    return this.topology.indexOf.get(source) as number;
  }

  private sourceWidth(wire: WireIndex): number {
    return this.topology.widths[this.sourceIndex(wire)] as number;
  }
}
