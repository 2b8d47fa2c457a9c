import { expect, test } from "vitest";
import { presetBySlug } from "@/presets/made.test-support";
import { documentDifference } from "./setting-words";

test("a run is named by what is different in it, without the settings that the other method has not", () => {
  const preset = presetBySlug("two-moons");
  if (!preset) throw new Error("No such preset.");
  const { document } = preset;
  const { training } = document;
  expect(training.optimizer.id).toBe("adam");
  const descent = {
    ...document,
    training: { ...training, rate: 0.5, optimizer: { id: "gradient-descent", settings: {} } },
  } as const;
  expect(documentDifference(document, descent)).toBe("Adam, η = 0.02");
  expect(documentDifference(descent, document)).toBe("Gradient descent, η = 0.5");
  const slower = {
    ...document,
    training: { ...training, optimizer: { id: "adam", settings: { beta1: 0.5 } } },
  } as const;
  const decayed = { ...document, training: { ...training, weightDecay: 0.01 } } as const;
  expect(documentDifference(decayed, document)).toBe("L2 λ = 0.01");
  expect(documentDifference(document, decayed)).toBe("no L2");
  expect(documentDifference(document, { ...document })).toBeNull();
  expect(documentDifference(slower, document)).toBe("ρ₁ = 0.5");
});
