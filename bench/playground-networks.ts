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

interface Link {
  readonly from: Unit;
  weight: number;
  gradient: number;
}

interface Unit {
  links: Link[];
  bias: number;
  biasGradient: number;
  value: number;
  derivative: number;
  readonly isOutput: boolean;
}

/** One object for each node and link; forward, backward and update walk from object to object. */
export class ObjectNetwork {
  private readonly layers: Unit[][];

  constructor(private readonly data: TwoInputRows) {
    const unit = (isOutput: boolean): Unit => ({
      links: [],
      bias: 0,
      biasGradient: 0,
      value: 0,
      derivative: 0,
      isOutput,
    });
    this.layers = WIDTHS.map((units, layer) =>
      Array.from({ length: units }, () => unit(layer === 3)),
    );
    for (const [layer, units] of startWeights().entries()) {
      for (const [index, [bias = 0, ...weights]] of units.entries()) {
        const target = this.layers[layer + 1]?.[index];
        if (!target) continue;
        target.bias = bias;
        for (const [source, weight] of weights.entries()) {
          const from = this.layers[layer]?.[source];
          if (!from) continue;
          const link = { from, weight, gradient: 0 };
          target.links.push(link);
        }
      }
    }
  }

  epoch(rate: number, batch: number): number {
    const { x, y } = this.data;
    let loss = 0;
    for (let first = 0; first < y.length; first += batch) {
      const count = Math.min(batch, y.length - first);
      for (let row = first; row < first + count; row++) {
        const [a = 0, b = 0] = x[row] ?? [];
        loss += this.learn(a, b, y[row] ?? 0);
      }
      for (const layer of this.layers) {
        for (const unit of layer) {
          unit.bias -= (rate * unit.biasGradient) / count;
          unit.biasGradient = 0;
          for (const link of unit.links) {
            link.weight -= (rate * link.gradient) / count;
            link.gradient = 0;
          }
        }
      }
    }
    return loss;
  }

  private learn(a: number, b: number, y: number): number {
    const [inputs = [], ...rest] = this.layers;
    for (const [index, unit] of inputs.entries()) unit.value = index === 0 ? a : b;
    for (const layer of rest) {
      for (const unit of layer) {
        let sum = unit.bias;
        for (const link of unit.links) sum += link.weight * link.from.value;
        unit.value = unit.isOutput ? sum : Math.tanh(sum);
        unit.derivative = 0;
      }
    }
    const [output] = this.layers[3] ?? [];
    if (!output) return 0;
    const error = output.value - y;
    output.derivative = 2 * error;
    for (const layer of rest.toReversed()) {
      for (const unit of layer) {
        const slope = unit.isOutput ? 1 : 1 - unit.value * unit.value;
        const derivative = unit.derivative * slope;
        unit.biasGradient += derivative;
        for (const link of unit.links) {
          link.gradient += derivative * link.from.value;
          link.from.derivative += derivative * link.weight;
        }
      }
    }
    return error * error;
  }
}
