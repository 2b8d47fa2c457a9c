// @vitest-environment happy-dom

import { act, createRef } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useBackflow, useTraining } from "@/store";
import { RunWord } from "./RunWord";

const next = createRef<HTMLButtonElement>();
let root: Root;
let page: HTMLElement;

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page);
  await act(async () =>
    root.render(
      <>
        <RunWord isLong={false} onSeek={() => undefined} next={next} />
        <RunWord isLong onSeek={() => undefined} next={next} />
      </>,
    ),
  );
});

afterEach(async () => {
  await act(async () => useTraining.setState({ word: null }));
  await act(async () => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});

const spoken = () => useBackflow.getState().spoken;
const tell = (word: string | null) => act(async () => useTraining.setState({ word }));

const SHORT = "Paused: the numbers of iteration 3 are back.";
const LONG =
  "Paused: the settings were changed. Run goes on from here, as a fork of this run, from its iteration.";

test("a word that comes is spoken as well as shown, whichever of its places it stands in", async () => {
  for (const word of [SHORT, LONG, SHORT]) {
    await tell(word);
    expect(page.textContent).toBe(word);
    expect(spoken().text).toBe(word);
  }
  await tell(null);
  expect(page.textContent).toBe("");
  // It is the one live region of the page that speaks, not one that comes with its words.
  expect(page.querySelector("[role=status], [aria-live]")).toBeNull();
});

test("a word that was spoken by what made it is not spoken twice", async () => {
  await act(async () => {
    useTraining.setState({ word: SHORT });
    useBackflow.getState().say(SHORT);
  });
  const { turn } = spoken();
  await tell(SHORT);
  expect(spoken().turn).toBe(turn);
});
