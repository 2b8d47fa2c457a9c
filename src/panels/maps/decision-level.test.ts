import { expect, it } from "vitest";
import { subjectOf } from "@/engine/sweep";
import { bareDocumentOf, initialParts, leaf, linear, operation } from "@/graph";
import { decisionLevelOf } from "./decision-level";

/** f over two inputs, p of it, and a loss that compares one of both with y. */
function classifier(
  loss: "squared-error" | "binary-cross-entropy-with-logits",
  compared: "f" | "p",
) {
  const nodes = [
    leaf("input", "x1", 0.5, [0, 0], "x_1"),
    leaf("input", "x2", 0.5, [0, 1], "x_2"),
    linear("f", 0.1, { x1: 1, x2: -2 }, [1, 0]),
    operation("sigmoid", "p", ["f"], [2, 0]),
    leaf("target", "y", 1, [2, 1], "y"),
    operation(loss, "loss", [compared, "y"], [3, 0]),
  ];
  return subjectOf({ ...bareDocumentOf("Classifier", nodes, [200, 200], "loss"), ...initialParts });
}

const of = (node: string) => ({ kind: "value", node, unit: 0 }) as const;

it("is ½ of a probability, and 0 of a logit, however the classes are coded", () => {
  const subject = classifier("binary-cross-entropy-with-logits", "f");
  expect(decisionLevelOf(subject, of("f"), [0, 1])).toBe(0);
  expect(decisionLevelOf(subject, of("p"), [0, 1])).toBe(0.5);
  expect(decisionLevelOf(classifier("squared-error", "p"), of("p"), [0, 1])).toBe(0.5);
});

it("is halfway between the codes of the classes of what is compared with them as a number", () => {
  const subject = classifier("squared-error", "f");
  expect(decisionLevelOf(subject, of("f"), [0, 1])).toBe(0.5);
  expect(decisionLevelOf(subject, of("f"), [-1, 1])).toBe(0);
  expect(decisionLevelOf(subject, of("f"), null)).toBe(0);
});

it("is 0 of what is compared with nothing, and of a loss", () => {
  const subject = classifier("squared-error", "p");
  expect(decisionLevelOf(subject, of("f"), [0, 1])).toBe(0);
  expect(decisionLevelOf(subject, { kind: "objective" }, [0, 1])).toBe(0);
  expect(decisionLevelOf(subject, of("gone"), [0, 1])).toBe(0);
});
