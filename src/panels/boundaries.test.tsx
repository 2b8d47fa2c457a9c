// @vitest-environment happy-dom

import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { presetBySlug } from "@/presets/made.test-support";
import { type Services, useBackflow } from "@/store";
import { preloadParts } from "@/ui";
import {
  DocumentsDialog,
  HealthPanel,
  NodePanel,
  NodeSearchBox,
  Palette,
  PresetGallery,
  ServicesContext,
  ShareDialog,
  ShortcutsDialog,
  Stage,
} from "./index";

const breaking = vi.hoisted(() => (): never => {
  throw new Error("It cannot be drawn.");
});

vi.mock(import("./health/HealthDetails"), () => ({ HealthDetails: breaking }));
vi.mock(import("./node/NodeDetails"), () => ({ NodeDetails: breaking }));
vi.mock(import("./adding/PaletteOps"), () => ({ PaletteOps: breaking }));
vi.mock(import("./adding/NodeSearchList"), () => ({ NodeSearchList: breaking }));
vi.mock(import("./documents/PresetCards"), () => ({ PresetCards: breaking }));
vi.mock(import("./documents/DocumentList"), () => ({ DocumentList: breaking }));
vi.mock(import("./documents/ShareLink"), () => ({ ShareLink: breaking }));
vi.mock(import("./help/ShortcutSheet"), () => ({ ShortcutSheet: breaking }));
vi.mock(import("./run/Equation"), () => ({ Equation: breaking }));

const never = () => new Promise<never>(() => undefined);
const services: Services = {
  share: never,
  saveFile: never,
  openFile: never,
  newDocument: never,
  openOwn: never,
  duplicateDocument: never,
  deleteDocument: never,
  library: {
    list: never,
    open: never,
    rename: never,
    duplicate: never,
    remove: never,
    saveFile: never,
    onChange: () => never,
  },
  copy: never,
  paste: never,
  copyText: never,
  saveText: never,
  startTraining: never,
  tidy: never,
};
let root: Root;
let page: HTMLElement;

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  await preloadParts();
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page, { onCaughtError: () => undefined });
  const toy = presetBySlug("toy-network");
  if (!toy) throw new Error("There is no toy network.");
  useBackflow.getState().open(toy.document, { kind: "preset", slug: toy.slug }, { step: 3 });
  useBackflow.getState().setPaletteOpen(false);
});

afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});

const alerts = () => Array.from(page.querySelectorAll("[role=alert] p"), (one) => one.textContent);

function Panels() {
  return (
    <ServicesContext value={services}>
      <HealthPanel />
      <NodePanel />
      <Palette />
      <NodeSearchBox />
      <PresetGallery />
      <DocumentsDialog />
      <ShareDialog sharing={{ kind: "making" }} onCopy={async () => true} />
      <ShortcutsDialog />
      <Stage />
    </ServicesContext>
  );
}

const STAGE = "The stage stopped working because of an error in this page.";

describe("a panel that breaks", () => {
  it("leaves the transport below it, where it is the stage", async () => {
    await act(async () => root.render(<Panels />));
    expect(alerts()).toEqual([STAGE]);
    expect(page.querySelector("input[type=range]")).not.toBeNull();
  });

  it.each([
    ["The health panel", () => useBackflow.getState().setPanel("health")],
    ["The details", () => useBackflow.getState().setPanel("node")],
    ["The palette", () => useBackflow.getState().setPaletteOpen(true)],
    ["The gallery", () => useBackflow.getState().setDialog("presets")],
    ["The list of graphs", () => useBackflow.getState().setDialog("documents")],
    ["The share dialog", () => useBackflow.getState().setDialog("share")],
    ["The sheet of keys", () => useBackflow.getState().setDialog("shortcuts")],
    [
      "The search",
      () =>
        useBackflow.getState().setNodeSearch({
          kind: "add",
          anchor: { x: 0, y: 0 },
          position: { x: 0, y: 0 },
          node: null,
        }),
    ],
  ])("says so in its place, and leaves the others: %s", async (what, open) => {
    await act(async () => root.render(<Panels />));
    await act(async () => open());
    const told = `${what} stopped working because of an error in this page.`;
    expect(alerts().sort()).toEqual([told, STAGE].sort());
    expect(page.querySelector("input[type=range]")).not.toBeNull();
  });
});
