import { describe, expect, it } from "vitest";
import { derivativeOf, evaluate, partialsOf, valuesOf } from "@/engine";
import { addNode, addWire, EMPTY_DOCUMENT, type NodeId, withNumber, withWidth } from "@/graph";
import type { OpId } from "@/ops";

/*
 * Examples that are taught all over the world, built by the edits that a user has and met by their published numbers. It
 * stands above the floors, for it takes several of them.
 */

function sound<Value>(result: { ok: true; value: Value } | { ok: false; problem: unknown }): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

/** A graph that grows node by node, each wired as it is added. */
class Building {
  document = EMPTY_DOCUMENT;

  /** A leaf with one number, or a row of them. */
  leaf(op: "input" | "target" | "parameter" | "constant", ...row: readonly number[]): NodeId {
    const id = this.add(op);
    this.document = sound(withWidth(this.document, id, row.length));
    row.forEach((value, unit) => {
      this.document = withNumber(this.document, { kind: "value", node: id, row: 0, unit }, value);
    });
    return id;
  }

  apply(op: OpId, ...inputs: readonly NodeId[]): NodeId {
    const id = this.add(op);
    for (const [port, source] of inputs.entries()) {
      this.document = sound(addWire(this.document, source, id, port));
    }
    return id;
  }

  power(input: NodeId, exponent: number): NodeId {
    const id = this.apply("power", input);
    this.document = withNumber(this.document, { kind: "setting", node: id }, exponent);
    return id;
  }

  /** One row of Ω for each unit, over all inputs. */
  linear(beta: readonly number[], omega: readonly (readonly number[])[], ...inputs: NodeId[]) {
    const id = this.add("linear");
    this.document = sound(withWidth(this.document, id, beta.length));
    for (const source of inputs) this.document = sound(addWire(this.document, source, id, null));
    const owned = this.document.numbers.get(id);
    const widths =
      owned?.kind === "linear" ? owned.omega.map((block) => block[0]?.length ?? 0) : [];
    beta.forEach((value, unit) => {
      this.document = withNumber(this.document, { kind: "beta", node: id, unit }, value);
      let column = 0;
      widths.forEach((width, port) => {
        for (let input = 0; input < width; input++, column++) {
          const address = { kind: "omega", node: id, port, unit, input } as const;
          this.document = withNumber(this.document, address, omega[unit]?.[column] ?? 0);
        }
      });
    });
    return id;
  }

  chooseOutput(id: NodeId): void {
    this.document = { ...this.document, graph: { ...this.document.graph, output: id } };
  }

  results() {
    const evaluation = evaluate(this.document);
    const row = (values: Float64Array | null) => Array.from(values ?? []);
    return {
      value: (id: NodeId) => row(valuesOf(evaluation, id)),
      derivative: (id: NodeId) => row(derivativeOf(evaluation, id)),
      omega: (id: NodeId) => {
        const partials = partialsOf(evaluation, id);
        return partials?.kind === "linear" ? partials.omega.flat(2) : [];
      },
    };
  }

  private add(op: OpId): NodeId {
    const added = sound(addNode(this.document, op, { x: 0, y: 0 }));
    this.document = added.document;
    return added.node;
  }
}

function expectNumbers(actual: readonly number[], expected: readonly number[], digits: number) {
  expect(actual.map((value) => Number(value.toFixed(digits)) + 0)).toEqual(expected);
}

describe("published examples", () => {
  it("Mazur, A Step by Step Backpropagation Example: two layers of two, half the squared errors", () => {
    const net = new Building();
    const [i1, i2] = [net.leaf("input", 0.05), net.leaf("input", 0.1)];
    const h1 = net.apply("sigmoid", net.linear([0.35], [[0.15, 0.2]], i1, i2));
    const n1 = net.document.graph.nodes.at(-2)?.id ?? "";
    const h2 = net.apply("sigmoid", net.linear([0.35], [[0.25, 0.3]], i1, i2));
    const net5 = net.linear([0.6], [[0.4, 0.45]], h1, h2);
    const o1 = net.apply("sigmoid", net5);
    const o2 = net.apply("sigmoid", net.linear([0.6], [[0.5, 0.55]], h1, h2));
    const e1 = net.apply("half-squared-error", o1, net.leaf("target", 0.01));
    const e2 = net.apply("half-squared-error", o2, net.leaf("target", 0.99));
    const { value, derivative, omega } = net.results();
    expectNumbers(value(n1), [0.3775], 4);
    expectNumbers([...value(h1), ...value(h2)], [0.593269992, 0.596884378], 9);
    expectNumbers([...value(o1), ...value(o2)], [0.75136507, 0.772928465], 9);
    expectNumbers([...value(e1), ...value(e2)], [0.274811083, 0.023560026], 9);
    expectNumbers(derivative(h1), [0.036350306], 9);
    expectNumbers(omega(net5).slice(0, 1), [0.082167041], 9);
    expectNumbers(omega(n1).slice(0, 1), [0.000438568], 9);
    // One step of gradient descent with η = 0.5.
    expectNumbers([0.4 - 0.5 * (omega(net5)[0] ?? 0)], [0.35891648], 9);
  });

  it("CS231n, backpropagation: (x + y)z", () => {
    const net = new Building();
    const [x, y, z] = [net.leaf("input", -2), net.leaf("input", 5), net.leaf("input", -4)];
    const f = net.apply("multiply", net.apply("add", x, y), z);
    net.chooseOutput(f);
    const { value, derivative } = net.results();
    expect(value(f)).toEqual([-12]);
    expect([x, y, z].map((id) => derivative(id))).toEqual([[-4], [-4], [3]]);
  });

  it("CS231n: a neuron, its weights and inputs as vectors and their dot product", () => {
    const net = new Building();
    const w = net.leaf("parameter", 2, -3, -3);
    const x = net.apply("concatenate", net.leaf("input", -1, -2), net.leaf("constant", 1));
    const dot = net.apply("dot-product", w, x);
    const f = net.apply("sigmoid", dot);
    net.chooseOutput(f);
    const { value, derivative } = net.results();
    expectNumbers([...value(dot), ...value(f)], [1, 0.73], 2);
    expectNumbers(derivative(w), [-0.2, -0.39, 0.2], 2);
    expectNumbers(derivative(x).slice(0, 2), [0.39, -0.59], 2);
  });

  it("CS231n: gates that add, multiply and take the maximum", () => {
    const net = new Building();
    const [x, y, z, w] = [3, -4, 2, -1].map((number) => net.leaf("input", number)) as [
      NodeId,
      NodeId,
      NodeId,
      NodeId,
    ];
    const sum = net.apply("add", net.apply("multiply", x, y), net.apply("maximum", z, w));
    const f = net.apply("multiply", sum, net.leaf("constant", 2));
    net.chooseOutput(f);
    const { value, derivative } = net.results();
    expect(value(f)).toEqual([-20]);
    expect([x, y, z, w].flatMap((id) => derivative(id))).toEqual([-8, 6, 2, 0]);
  });

  it("micrograd's expression", () => {
    const net = new Building();
    const [a, b] = [net.leaf("input", -4), net.leaf("input", 2)];
    const number = (value: number) => net.leaf("constant", value);
    const add = (...terms: NodeId[]) => terms.reduce((sum, term) => net.apply("add", sum, term));
    const times = (factor: NodeId, value: number) => net.apply("multiply", factor, number(value));
    let c = add(a, b);
    let d = add(net.apply("multiply", a, b), net.power(b, 3));
    c = add(c, c, number(1));
    c = add(c, number(1), c, net.apply("negate", a));
    d = add(d, times(d, 2), net.apply("relu", add(b, a)));
    d = add(d, times(d, 3), net.apply("relu", net.apply("subtract", b, a)));
    const f = net.power(net.apply("subtract", c, d), 2);
    const g = add(net.apply("divide", f, number(2)), net.apply("divide", number(10), f));
    net.chooseOutput(g);
    const { value, derivative } = net.results();
    expectNumbers(value(g), [24.7041], 4);
    expectNumbers([...derivative(a), ...derivative(b)], [138.8338, 645.5773], 4);
  });

  it("CS231n, a softmax classifier: as one loss, and as softmax, logarithm and dot product", () => {
    const net = new Building();
    const x = net.leaf("input", -15, 22, -44, 56);
    const scores = net.linear(
      [0, 0.2, -0.3],
      [
        [0.01, -0.05, 0.1, 0.05],
        [0.7, 0.2, 0.05, 0.16],
        [0, -0.45, -0.2, 0.03],
      ],
      x,
    );
    const y = net.leaf("target", 0, 0, 1);
    const p = net.apply("softmax", scores);
    const loss = net.apply("negate", net.apply("dot-product", y, net.apply("log", p)));
    net.chooseOutput(loss);
    const { value, derivative } = net.results();
    expectNumbers(value(scores), [-2.85, 0.86, 0.28], 2);
    expectNumbers(value(p), [0.015, 0.631, 0.353], 3);
    expectNumbers(value(loss), [1.04], 2);
    expectNumbers(derivative(scores), [0.015, 0.631, -0.647], 3);
    const joined = net.apply("softmax-cross-entropy", scores, y);
    net.chooseOutput(joined);
    const again = net.results();
    expectNumbers(again.value(joined), [Number((value(loss)[0] ?? 0).toFixed(12))], 12);
    expectNumbers(
      again.derivative(scores),
      derivative(scores).map((number) => Number(number.toFixed(12))),
      12,
    );
  });

  it("a logistic regression, An Introduction to Statistical Learning: default by balance", () => {
    for (const [balance, probability, digits] of [
      [1000, 0.00576, 5],
      [2000, 0.586, 3],
    ] as const) {
      const net = new Building();
      const logit = net.linear([-10.6513], [[0.0055]], net.leaf("input", balance));
      const p = net.apply("sigmoid", logit);
      net.apply("binary-cross-entropy-with-logits", logit, net.leaf("target", 1));
      const { value, derivative } = net.results();
      expectNumbers(value(p), [probability], digits);
      // ∂ℓ/∂logit = p − y, and ∂ℓ/∂ω = (p − y)x.
      expectNumbers(derivative(logit), [Number((probability - 1).toFixed(digits))], digits);
    }
  });
});
