// @vitest-environment happy-dom

import { act } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { useTraining } from "@/store";
import { type DrawnRun, drawBesideRun } from "./drawn-run.test-support";
import { PresentLine } from "./PresentLine";
import { UpdateBoard } from "./UpdateBoard";

let drawn: DrawnRun;

beforeEach(async () => {
  drawn = await drawBesideRun(
    <>
      <UpdateBoard />
      <PresentLine />
    </>,
  );
});

afterEach(() => drawn.end());

const present = () => drawn.page.querySelector("[aria-label='Step of the update']");

test("the line of the update that one has stepped to stands by itself, with the rows that its gradient is not of", () => {
  expect(present()).toBeNull();
  act(() => useTraining.setState({ updateStep: 1 }));
  expect(present()?.textContent).toContain("the mean over the mini-batch");
  expect(present()?.textContent).toContain("over all 24 rows");
  act(() => useTraining.setState({ updateStep: 2 }));
  expect(present()?.textContent).toContain("a step downhill");
  expect(present()?.textContent).not.toContain("rows");
});
