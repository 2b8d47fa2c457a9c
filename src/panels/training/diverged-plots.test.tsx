// @vitest-environment happy-dom

import { act } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withNumber } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { useTraining } from "@/store";
import type { RunPicture } from "@/training";
import { Comparison } from "./Comparison";
import { DescentMap } from "./DescentMap";
import { type DrawnRun, drawBesideRun } from "./drawn-run.test-support";
import { FitMap } from "./FitMap";
import { FitPlot } from "./FitPlot";
import { fitOf } from "./fit";
import { LossPlot } from "./LossPlot";
import { NodesOverTime } from "./NodesOverTime";

let run: DrawnRun;

beforeEach(async () => {
  run = await drawBesideRun(
    <>
      <LossPlot startLoss={Number.NaN} onSeek={() => undefined} />
      <FitPlot isLow={false} />
      <FitMap />
      <DescentMap />
      <NodesOverTime />
      <Networks />
    </>,
  );
});

afterEach(() => run.end());

/** The preset of four networks, in which a weight has become what the run ends with. */
function Networks() {
  const parameter = useTraining(({ picture }) => picture?.parameters[0] ?? 0);
  const preset = presetBySlug("initialisation");
  if (!preset) throw new Error("There is no preset.");
  const document = withNumber(preset.document, { kind: "beta", node: "kf0", unit: 0 }, parameter);
  const fit = fitOf(document);
  return fit && <Comparison fit={fit} curves={fit.predict(document.numbers)} document={document} />;
}

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_VALUE])(
  "a run whose losses and parameters became %s is drawn as far as it can be",
  (number) => {
    const { picture } = useTraining.getState();
    if (!picture) throw new Error("There is no run.");
    const diverged: RunPicture = {
      ...picture,
      training: number,
      validation: number,
      parameters: picture.parameters.map(() => number),
      path: Float64Array.of(...picture.path, number, number),
    };
    act(() => useTraining.setState({ picture: diverged }));
    expect(run.page.querySelectorAll("svg").length).toBeGreaterThan(2);
    for (const drawn of run.page.querySelectorAll("svg *")) {
      for (const { name, value } of drawn.attributes) {
        expect(value, `${drawn.tagName} ${name}`).not.toMatch(/NaN|Infinity/);
      }
    }
  },
);
