import { expect, inject, it } from "vitest";
import { randomNumbers } from "@/data";
import {
  type Axis,
  checkDocument,
  decodeLink,
  encodeLink,
  FIGURE_MARKS,
  type Figure,
  MOST_FIGURES,
  type NodePictures,
  newFigureId,
  type Read,
  success,
  withFigure,
  withFigures,
  withoutFigure,
  withPictures,
  writeFile,
} from "@/graph";
import { presets } from "@/presets/made.test-support";
import { documentOf, useBackflow } from "./index";

const SEQUENCES = inject("turns")["random edits of figures"];
const EDITS = 12;

/** Figures and pictures at random, of nodes that are there and of some that are gone. */
class Choice {
  private readonly random: ReturnType<typeof randomNumbers>;
  constructor(
    seed: number,
    private readonly nodes: readonly string[],
  ) {
    this.random = randomNumbers(seed);
  }

  below(count: number): number {
    return Math.min(count - 1, Math.floor(this.random.uniform() * count));
  }

  private node(): string {
    return this.nodes[this.below(this.nodes.length + 1)] ?? "gone";
  }

  private axis(): Axis {
    const node = this.node();
    const kinds: readonly Axis[] = [
      { kind: "value", node, unit: this.below(3) },
      { kind: "beta", node, unit: 0 },
      { kind: "omega", node, port: this.below(2), unit: 0, input: this.below(2) },
    ];
    return kinds[this.below(kinds.length)] ?? { kind: "value", node, unit: 0 };
  }

  private read(): Read {
    const kinds: readonly Read[] = [
      { kind: "value", node: this.node(), unit: 0 },
      { kind: "term", node: this.node(), port: 0, unit: 0 },
      { kind: "local", node: this.node(), port: 0, unit: 0 },
      { kind: "partial", node: this.node(), ports: this.below(4), unit: 0 },
      { kind: "loss" },
      { kind: "objective" },
    ];
    return kinds[this.below(kinds.length)] ?? { kind: "loss" };
  }

  figure(id: string): Figure {
    const marks = FIGURE_MARKS.filter(() => this.below(2) === 0);
    const range = this.below(2) === 0 ? null : ([-1 - this.random.uniform(), 2] as const);
    switch (this.below(4)) {
      case 0:
        return { kind: "layers", id, quantity: "value" };
      case 1:
        return { kind: "approximation", id };
      case 2:
        return {
          ...{ kind: "map", id, axes: [this.axis(), this.axis()], read: this.read() },
          ...{ ranges: [range, null], marks },
        };
      default:
        return {
          ...{ kind: "curve", id, axis: this.axis(), panels: [[this.read()], [this.read()]] },
          ...{ columns: 1 + this.below(4), range, valueRange: null, marks },
        };
    }
  }

  pictures(): NodePictures {
    const kinds: readonly NodePictures[] = [
      { kind: "op" },
      { kind: "none" },
      { kind: "curve", axis: this.axis() },
      { kind: "map", axes: [this.axis(), this.axis()] },
    ];
    return kinds[this.below(kinds.length)] ?? { kind: "op" };
  }
}

it("edits of figures and pictures are sound, shared, and undone and redone byte for byte", async () => {
  for (let seed = 1; seed <= SEQUENCES; seed++) {
    const start = presets[seed % presets.length]?.document;
    if (!start) throw new Error("There are presets.");
    useBackflow.getState().open(start, { kind: "link" });
    const choice = new Choice(
      seed,
      start.graph.nodes.map(({ id }) => id),
    );
    const texts = [writeFile(start)];
    for (let edit = 0; edit < EDITS; edit++) {
      const document = documentOf(useBackflow.getState());
      const { figures } = document;
      const old = figures[choice.below(figures.length + 1)];
      const what = choice.below(4);
      const next =
        what === 0
          ? withPictures(document, choice.pictures())
          : what === 1 && old
            ? withFigures(document, withoutFigure(figures, old.id))
            : what === 2 || figures.length === MOST_FIGURES
              ? withFigures(
                  document,
                  withFigure(figures, choice.figure(old?.id ?? figures[0]?.id ?? "figure1")),
                )
              : withFigures(document, withFigure(figures, choice.figure(newFigureId(figures))));
      useBackflow.getState().apply(success(next));
      texts.push(writeFile(documentOf(useBackflow.getState())));
    }
    const last = documentOf(useBackflow.getState());
    expect(checkDocument(last).ok, `seed ${seed}`).toBe(true);
    expect(await decodeLink(await encodeLink(last)), `seed ${seed}`).toEqual(success(last));
    for (const text of texts.slice(0, -1).reverse()) {
      useBackflow.getState().undo();
      expect(writeFile(documentOf(useBackflow.getState()))).toBe(text);
    }
    for (const text of texts.slice(1)) {
      useBackflow.getState().redo();
      expect(writeFile(documentOf(useBackflow.getState()))).toBe(text);
    }
  }
});
