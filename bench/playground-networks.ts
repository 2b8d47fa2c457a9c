/**
 * The 2-4-2-1 network with tanh, twice: as fused loops by hand, and as one object for each node and link, which is how
 * teaching playgrounds are written.
 */
import type { BackflowDocument, GraphNode, NodeNumbers } from "@/graph";
import { initialParts, tableOf } from "@/graph";

const WIDTHS = [2, 4, 2, 1] as const;

export interface TwoInputRows {
  readonly x: readonly (readonly [number, number])[];
  readonly y: readonly number[];
}

function numbersFrom(start: number): () => number {
  let seed = start;
  return () => {
    seed = (seed * 48271) % 2147483647;
    return (seed / 2147483647) * 2 - 1;
  };
}

export function twoInputRows(count: number): TwoInputRows {
  const random = numbersFrom(5);
  const x = Array.from({ length: count }, (): [number, number] => [random(), random()]);
  return { x, y: x.map(([a, b]) => (a * b > 0 ? 1 : -1)) };
}

/** Weights of each layer, unit by unit, the bias first. */
function startWeights(): number[][][] {
  const random = numbersFrom(9);
  return WIDTHS.slice(1).map((units, layer) =>
    Array.from({ length: units }, () =>
      Array.from({ length: 1 + (WIDTHS[layer] ?? 0) }, () => random()),
    ),
  );
}

export class TanhNetwork {
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private readonly w = startWeights().map((layer) => Float64Array.from(layer.flat()));
  private readonly g = this.w.map((layer) => new Float64Array(layer.length));
  private readonly h1 = new Float64Array(4);
  private readonly h2 = new Float64Array(2);
  private readonly d2 = new Float64Array(2);

  constructor(private readonly data: TwoInputRows) {
    this.x = Float64Array.from(data.x.flat());
    this.y = Float64Array.from(data.y);
  }

  /** One epoch in mini-batches; gives the sum of the losses. */
  epoch(rate: number, batch: number): number {
    const { x, y, w, g, h1, h2, d2 } = this;
    const [w1, w2, w3] = w as [Float64Array, Float64Array, Float64Array];
    const [g1, g2, g3] = g as [Float64Array, Float64Array, Float64Array];
    let loss = 0;
    for (let first = 0; first < y.length; first += batch) {
      const count = Math.min(batch, y.length - first);
      g1.fill(0);
      g2.fill(0);
      g3.fill(0);
      for (let row = first; row < first + count; row++) {
        const a = x[2 * row] as number;
        const b = x[2 * row + 1] as number;
        for (let u = 0; u < 4; u++) {
          h1[u] = Math.tanh(
            (w1[3 * u] as number) + (w1[3 * u + 1] as number) * a + (w1[3 * u + 2] as number) * b,
          );
        }
        for (let u = 0; u < 2; u++) {
          let z = w2[5 * u] as number;
          for (let k = 0; k < 4; k++) z += (w2[5 * u + 1 + k] as number) * (h1[k] as number);
          h2[u] = Math.tanh(z);
        }
        const f =
          (w3[0] as number) +
          (w3[1] as number) * (h2[0] as number) +
          (w3[2] as number) * (h2[1] as number);
        const error = f - (y[row] as number);
        loss += error * error;
        const d3 = (2 * error) / count;
        g3[0] = (g3[0] as number) + d3;
        for (let u = 0; u < 2; u++) {
          const h = h2[u] as number;
          g3[1 + u] = (g3[1 + u] as number) + d3 * h;
          const d = d3 * (w3[1 + u] as number) * (1 - h * h);
          d2[u] = d;
          g2[5 * u] = (g2[5 * u] as number) + d;
          for (let k = 0; k < 4; k++) {
            g2[5 * u + 1 + k] = (g2[5 * u + 1 + k] as number) + d * (h1[k] as number);
          }
        }
        for (let k = 0; k < 4; k++) {
          const h = h1[k] as number;
          const up =
            (d2[0] as number) * (w2[1 + k] as number) + (d2[1] as number) * (w2[6 + k] as number);
          const d = up * (1 - h * h);
          g1[3 * k] = (g1[3 * k] as number) + d;
          g1[3 * k + 1] = (g1[3 * k + 1] as number) + d * a;
          g1[3 * k + 2] = (g1[3 * k + 2] as number) + d * b;
        }
      }
      for (let layer = 0; layer < 3; layer++) {
        const own = w[layer] as Float64Array;
        const gradient = g[layer] as Float64Array;
        for (let i = 0; i < own.length; i++) {
          own[i] = (own[i] as number) - rate * (gradient[i] as number);
        }
      }
    }
    return loss;
  }

  /** The same network as a document: a node for each layer. */
  document(): BackflowDocument {
    const nodes: GraphNode[] = [{ id: "x", symbol: "x", op: "input", width: 2 }];
    const numbers = new Map<string, NodeNumbers>();
    const wires: { source: string; target: string; port: number }[] = [];
    let source = "x";
    for (const [layer, units] of startWeights().entries()) {
      const id = `f${layer}`;
      const width = units.length;
      nodes.push({ id, symbol: id, op: "linear", width, betaSymbol: "b", omegaSymbols: ["w"] });
      numbers.set(id, {
        kind: "linear",
        beta: units.map(([bias = 0]) => bias),
        omega: [units.map((weights) => weights.slice(1))],
      });
      wires.push({ source, target: id, port: 0 });
      source = id;
      if (layer === 2) break;
      nodes.push({ id: `h${layer}`, symbol: "h", op: "tanh" });
      wires.push({ source: id, target: `h${layer}`, port: 0 });
      source = `h${layer}`;
    }
    nodes.push({ id: "y", symbol: "y", op: "target", width: 1 });
    nodes.push({ id: "loss", symbol: "l", op: "squared-error" });
    wires.push({ source: "f2", target: "loss", port: 0 }, { source: "y", target: "loss", port: 1 });
    const data = tableOf(
      new Map([
        ["x", this.data.x.map((pair) => [...pair])],
        ["y", this.data.y.map((value) => [value])],
      ]),
    );
    return {
      ...initialParts,
      title: "2-4-2-1",
      graph: { nodes, wires, output: null },
      numbers,
      data,
      layout: new Map(),
    };
  }
}

/** What a unit passes on, and its derivative, both of what comes in. */
interface Activation {
  output(total: number): number;
  derivative(total: number): number;
}

const TANH: Activation = {
  output: (total) => Math.tanh(total),
  derivative(total) {
    const output = TANH.output(total);
    return 1 - output * output;
  },
};

const IDENTITY: Activation = { output: (total) => total, derivative: () => 1 };

class Link {
  derivative = 0;
  accumulated = 0;
  count = 0;

  constructor(
    readonly source: Unit,
    readonly target: Unit,
    public weight: number,
  ) {}
}

class Unit {
  readonly inputs: Link[] = [];
  readonly outputs: Link[] = [];
  bias = 0;
  total = 0;
  output = 0;
  outputDerivative = 0;
  inputDerivative = 0;
  accumulated = 0;
  count = 0;

  constructor(readonly activation: Activation) {}

  forward(): number {
    this.total = this.bias;
    for (let i = 0; i < this.inputs.length; i++) {
      const link = this.inputs[i] as Link;
      this.total += link.weight * link.source.output;
    }
    this.output = this.activation.output(this.total);
    return this.output;
  }
}

/**
 * One object for each node and link, the way of teaching playgrounds: plain loops over them, sample by sample. Links keep
 * their derivative and what has accumulated since the last update, with a count; a unit sums what comes back over its
 * outgoing links, and the derivative of an activation is computed from its input anew. So does the engine of TensorFlow
 * Playground, whose structure this follows.
 */
export class ObjectNetwork {
  private readonly layers: Unit[][];

  constructor(private readonly data: TwoInputRows) {
    this.layers = WIDTHS.map((units, layer) =>
      Array.from({ length: units }, () => new Unit(layer === 3 ? IDENTITY : TANH)),
    );
    for (const [layer, units] of startWeights().entries()) {
      for (const [index, [bias = 0, ...weights]] of units.entries()) {
        const target = this.layers[layer + 1]?.[index];
        if (!target) continue;
        target.bias = bias;
        for (const [place, weight] of weights.entries()) {
          const source = this.layers[layer]?.[place];
          if (!source) continue;
          const link = new Link(source, target, weight);
          source.outputs.push(link);
          target.inputs.push(link);
        }
      }
    }
  }

  epoch(rate: number, batch: number): number {
    const { x, y } = this.data;
    let loss = 0;
    for (let row = 0; row < y.length; row++) {
      const target = y[row] as number;
      const error = this.forward(x[row] as readonly [number, number]) - target;
      loss += error * error;
      this.backward(2 * error);
      if ((row + 1) % batch === 0 || row + 1 === y.length) this.update(rate);
    }
    return loss;
  }

  private forward(inputs: readonly [number, number]): number {
    const first = this.layers[0] as Unit[];
    for (let i = 0; i < first.length; i++) (first[i] as Unit).output = inputs[i] as number;
    let output = 0;
    for (let layer = 1; layer < this.layers.length; layer++) {
      const units = this.layers[layer] as Unit[];
      for (let i = 0; i < units.length; i++) output = (units[i] as Unit).forward();
    }
    return output;
  }

  private backward(errorDerivative: number): void {
    const last = this.layers.length - 1;
    for (const unit of this.layers[last] as Unit[]) unit.outputDerivative = errorDerivative;
    for (let layer = last; layer >= 1; layer--) {
      const units = this.layers[layer] as Unit[];
      for (let i = 0; i < units.length; i++) {
        const unit = units[i] as Unit;
        unit.inputDerivative = unit.outputDerivative * unit.activation.derivative(unit.total);
        unit.accumulated += unit.inputDerivative;
        unit.count++;
      }
      for (let i = 0; i < units.length; i++) {
        const unit = units[i] as Unit;
        for (let j = 0; j < unit.inputs.length; j++) {
          const link = unit.inputs[j] as Link;
          link.derivative = unit.inputDerivative * link.source.output;
          link.accumulated += link.derivative;
          link.count++;
        }
      }
      if (layer === 1) continue;
      const before = this.layers[layer - 1] as Unit[];
      for (let i = 0; i < before.length; i++) {
        const unit = before[i] as Unit;
        unit.outputDerivative = 0;
        for (let j = 0; j < unit.outputs.length; j++) {
          const link = unit.outputs[j] as Link;
          unit.outputDerivative += link.weight * link.target.inputDerivative;
        }
      }
    }
  }

  private update(rate: number): void {
    for (let layer = 1; layer < this.layers.length; layer++) {
      const units = this.layers[layer] as Unit[];
      for (let i = 0; i < units.length; i++) {
        const unit = units[i] as Unit;
        if (unit.count > 0) {
          unit.bias -= (rate * unit.accumulated) / unit.count;
          unit.accumulated = 0;
          unit.count = 0;
        }
        for (let j = 0; j < unit.inputs.length; j++) {
          const link = unit.inputs[j] as Link;
          if (link.count === 0) continue;
          link.weight -= (rate * link.accumulated) / link.count;
          link.accumulated = 0;
          link.count = 0;
        }
      }
    }
  }
}
