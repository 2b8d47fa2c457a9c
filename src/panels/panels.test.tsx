// @vitest-environment happy-dom

import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { presetBySlug } from "@/presets/made.test-support";
import {
  type Command,
  commands,
  documentOf,
  performCommand,
  type Services,
  selectedNodes,
  useBackflow,
} from "@/store";
import { preloadParts } from "@/ui";
import {
  HealthPanel,
  NodePanel,
  PresetGallery,
  ServicesContext,
  ShareDialog,
  ShortcutsDialog,
  Stage,
  TopBar,
  Transport,
} from "./index";

const services: Services = {
  share: vi.fn(),
  saveFile: vi.fn(),
  openFile: vi.fn(),
  deleteDocument: vi.fn(),
  library: {
    list: vi.fn(),
    open: vi.fn(),
    rename: vi.fn(),
    duplicate: vi.fn(),
    remove: vi.fn(),
    saveFile: vi.fn(),
    onChange: vi.fn(),
  },
  newDocument: vi.fn(),
  openOwn: vi.fn(),
  duplicateDocument: vi.fn(),
  copy: vi.fn(),
  paste: vi.fn(),
  copyText: vi.fn(),
  saveText: vi.fn(),
  startTraining: vi.fn(),
  tidy: vi.fn(),
};
let root: Root;
let page: HTMLElement;

beforeAll(preloadParts);

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page);
});

afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});

function open(slug: string, step = 0): void {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error(`There is no preset ${slug}.`);
  useBackflow.getState().open(preset.document, { kind: "preset", slug }, { step });
}

async function show(panel: ReactNode): Promise<void> {
  await act(async () => root.render(<ServicesContext value={services}>{panel}</ServicesContext>));
}

function find<Kind extends Element>(selector: string, kind: new () => Kind): Kind {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`Nothing is ${selector}.`);
  return found;
}

async function enter(input: HTMLInputElement, text: string): Promise<void> {
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  await act(async () => {
    setter?.call(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

describe("the transport", () => {
  it("says where the playhead is, in the lecture's parts", async () => {
    open("toy-network", 11);
    await show(<Transport />);
    const slider = find("input[type=range]", HTMLInputElement);
    expect(slider.getAttribute("aria-valuetext")).toBe("step 11 of 23, backward pass: ∂ℓᵢ/∂f₂");
    expect(page.textContent).toContain("11 / 23");
    for (const part of ["1 Forward pass", "2 Backward pass", "3 Parameters"]) {
      expect(page.textContent).toContain(part);
    }
  });

  it("seeks, and passes over optional steps unless they are shown", async () => {
    open("toy-network", 8);
    await show(<Transport />);
    const slider = find("input[type=range]", HTMLInputElement);
    // The seed is the ninth place: going on from step 8 leads past it and past ∂ℓᵢ/∂yᵢ.
    await enter(slider, "9");
    expect(slider.getAttribute("aria-valuetext")).toBe("step 9 of 23, backward pass: ∂ℓᵢ/∂f₃");
    await act(async () => useBackflow.getState().setShowOptional(true));
    await enter(slider, "9");
    expect(slider.getAttribute("aria-valuetext")).toBe(
      "extra step after step 8 of 23, backward pass: ∂ℓᵢ/∂ℓᵢ",
    );
    await act(async () => useBackflow.getState().setShowOptional(false));
  });
});

describe("the stage", () => {
  it("tells a preset's story before the run", async () => {
    open("toy-network");
    await show(<Stage />);
    expect(page.textContent).toContain(
      "Then set ω₃ to 0, and see how far the gradient still comes.",
    );
  });

  it("offers to differentiate the last node wherever there is no backward pass, and names it", async () => {
    open("toy-network");
    await show(
      <>
        <Stage />
        <HealthPanel />
      </>,
    );
    const offers = () =>
      [...document.querySelectorAll("button")].filter((button) =>
        button.textContent?.startsWith("Differentiate "),
      );
    expect(offers()).toEqual([]);
    const state = useBackflow.getState;
    await act(async () => {
      state().select(new Set(["loss"]));
      performCommand("delete", services);
      state().setPanel("health");
    });
    expect(page.textContent).toContain("There is no backward pass");
    expect(document.body.textContent).toContain("there is nothing to differentiate");
    // On the stage and under Health.
    expect(offers().map(({ textContent }) => textContent)).toEqual([
      "Differentiate f₃",
      "Differentiate f₃",
    ]);
    await act(async () => offers()[0]?.click());
    expect(documentOf(state()).graph.output).toBe("f3");
    expect(offers()).toEqual([]);
    await act(async () => state().setPanel(null));
  });

  it("lights a wire while the pointer rests on its factor, and lets go of it", async () => {
    open("toy-network", 11);
    await show(<Stage />);
    const factor = find("[data-factor]", HTMLButtonElement);
    const over = (type: string) =>
      act(async () => factor.dispatchEvent(new PointerEvent(type, { bubbles: true })));
    await over("pointerover");
    const { wires } = documentOf(useBackflow.getState()).graph;
    const lit = [...(useBackflow.getState().highlight?.wires ?? [])].map((wire) => wires[wire]);
    expect(lit).toEqual([{ source: "f2", target: "h3", port: 0 }]);
    await over("pointerout");
    expect(useBackflow.getState().highlight).toBeNull();
    await over("pointerover");
    await act(async () => useBackflow.getState().step(1));
    expect(useBackflow.getState().highlight).toBeNull();
  });

  it("leads from a known number to the step that stored it", async () => {
    open("toy-network", 11);
    await show(<Stage />);
    const label = [...page.querySelectorAll("button")].find((button) =>
      button.textContent.endsWith(", step 10"),
    );
    await act(async () => label?.click());
    expect(page.textContent).toContain("step 10 of 23");
  });
});

describe("the health panel", () => {
  it("lists the factors that a finding counts, once that is asked for", async () => {
    open("vanishing-chain");
    await show(<HealthPanel />);
    await act(async () => useBackflow.getState().setPanel("health"));
    const details = find("details", HTMLDetailsElement);
    expect(details.querySelector("summary")?.textContent).toBe("List the six factors ≤ 0.9");
    expect(details.querySelectorAll("li")).toHaveLength(0);
    await act(async () => {
      details.open = true;
      details.dispatchEvent(new Event("toggle"));
    });
    const items = [...details.querySelectorAll("li")];
    expect(items).toHaveLength(6);
    for (const item of items) expect(item.textContent).toMatch(/^(∂h.\/∂f.|ω.) [=≈] 0\.\d+$/);
    expect(items.map(({ textContent }) => textContent)).toContain("ω₆ = 0.9");
    await act(async () => useBackflow.getState().setPanel(null));
  });

  it("counts what is wrong in the bar, and selects the culprit of a finding", async () => {
    open("saturated-sigmoid");
    useBackflow.getState().setPanel("health");
    await show(
      <>
        <TopBar title="" />
        <HealthPanel />
      </>,
    );
    expect(find("button[aria-label=Health]", HTMLButtonElement).textContent).toBe("Health2");
    const title = [...page.querySelectorAll("li button")].find((button) =>
      button.textContent.includes("vanishes at f₂"),
    );
    await act(async () => title instanceof HTMLButtonElement && title.click());
    expect([...selectedNodes(useBackflow.getState())]).toEqual(["h2"]);
  });

  it("edits the thresholds with undo", async () => {
    open("toy-network");
    useBackflow.getState().setPanel("health");
    await show(<HealthPanel />);
    const field = find("[aria-label='Vanishing threshold']", HTMLInputElement);
    await act(async () => field.focus());
    await enter(field, "0.2");
    await act(async () => field.blur());
    const threshold = () => documentOf(useBackflow.getState()).thresholds.vanishing;
    expect(threshold()).toBe(0.2);
    await act(async () => useBackflow.getState().undo());
    expect(threshold()).toBe(1e-3);
  });
});

describe("the thresholds and factors of the health panel", () => {
  it("refuses a vanishing threshold of 1 or more with a sentence", async () => {
    open("toy-network");
    useBackflow.getState().setPanel("health");
    await show(<HealthPanel />);
    const field = find("[aria-label='Vanishing threshold']", HTMLInputElement);
    await act(async () => field.focus());
    await enter(field, "1.5");
    await act(async () => field.blur());
    expect(find("[role=alert]", HTMLElement).textContent).toBe("Type a number between 0 and 1.");
    expect(documentOf(useBackflow.getState()).thresholds.vanishing).toBe(1e-3);
  });

  it("names every factor", async () => {
    open("saturated-sigmoid");
    useBackflow.getState().setPanel("health");
    await show(<HealthPanel />);
    const names = [...page.querySelectorAll("[data-factor]")].map((factor) =>
      factor.getAttribute("aria-label"),
    );
    expect(names).toContain("Light ∂h₂/∂f₂");
    expect(names.find((name) => name?.startsWith("Light ∂h₂/∂f₂ ≈ "))).toBeDefined();
  });
});

describe("the details", () => {
  it("edit the numbers of a node and choose it as the output", async () => {
    open("vector-layer");
    useBackflow.setState({ selection: { kind: "nodes", nodes: new Set(["f1"]) }, panel: "node" });
    await show(<NodePanel />);
    const field = find("[aria-label='β₁, unit 3']", HTMLInputElement);
    await act(async () => field.focus());
    await enter(field, "1.25");
    await act(async () => field.blur());
    const own = documentOf(useBackflow.getState()).numbers.get("f1");
    expect(own?.kind === "linear" && own.beta[2]).toBe(1.25);
    const choose = [...page.querySelectorAll("button")].find(
      (button) => button.textContent === "Differentiate this node",
    );
    await act(async () => choose?.click());
    expect(documentOf(useBackflow.getState()).graph.output).toBe("f1");
  });
});

describe("the gallery", () => {
  it("links to every preset and marks the open one", async () => {
    open("fan-out");
    useBackflow.getState().setDialog("presets");
    await show(<PresetGallery />);
    expect(find("a[href='#preset=fan-out']", HTMLAnchorElement).getAttribute("aria-current")).toBe(
      "page",
    );
    const other = find("a[href='#preset=toy-network']", HTMLAnchorElement);
    await act(async () => other.click());
    expect(useBackflow.getState().dialog).toBeNull();
  });
});

describe("the share dialog", () => {
  it("says how long the link is, where it opens, and that it is copied", async () => {
    useBackflow.getState().setDialog("share");
    const onCopy = vi.fn(async () => true);
    await show(
      <ShareDialog
        sharing={{ kind: "made", link: "https://x.y/#g1=abc", step: 3, sample: 2, copied: false }}
        onCopy={onCopy}
      />,
    );
    expect(document.body.textContent).toContain("19 characters: short");
    expect(document.body.textContent).toContain("opens at step 3");
    expect(document.body.textContent).toContain("It shows sample 2.");
    const copy = [...document.querySelectorAll("button")].find(
      (button) => button.textContent === "Copy",
    );
    await act(async () => copy?.click());
    expect(onCopy).toHaveBeenCalledOnce();
    expect(document.body.textContent).toContain("Copied");
  });

  it("warns of a long link, and offers a file where there is none", async () => {
    useBackflow.getState().setDialog("share");
    const link = `https://x.y/#g1=${"a".repeat(3000)}`;
    await show(
      <ShareDialog
        sharing={{ kind: "made", link: link, step: 0, sample: null, copied: false }}
        onCopy={async () => true}
      />,
    );
    expect(document.body.textContent).toContain("3,016 characters: long.");
    await show(
      <ShareDialog
        sharing={{ kind: "refused", sentence: "Too large." }}
        onCopy={async () => true}
      />,
    );
    expect(document.body.textContent).toContain("A file holds every graph, up to 2,000 nodes.");
    const save = find("button[aria-label='Save as a file']", HTMLButtonElement);
    await act(async () => save.click());
    expect(services.saveFile).toHaveBeenCalledOnce();
  });
});

describe("the sheet of keys and gestures", () => {
  const rows = () =>
    [...document.querySelectorAll("dialog li")].map((row) => ({
      name: row.querySelector("span")?.textContent ?? "",
      hasIcon: row.querySelector("svg") !== null,
      keys: [...row.querySelectorAll("kbd")].map((key) => key.textContent),
    }));

  it("lists every command once, with its icon and its keys", async () => {
    useBackflow.getState().setDialog("shortcuts");
    await show(<ShortcutsDialog />);
    const told = rows();
    const names = Object.values<Command>(commands).map(({ name }) => name);
    expect(told.map(({ name }) => name).sort()).toEqual(names.sort());
    expect(told.filter(({ hasIcon }) => !hasIcon)).toEqual([]);
    for (const command of Object.values<Command>(commands)) {
      const row = told.find(({ name }) => name === command.name);
      expect(row?.keys.length === 0).toBe(command.keys.length === 0);
    }
    expect(told.find(({ name }) => name === "Redo")?.keys).toEqual(["Ctrl+Shift+Z", "Ctrl+Y"]);
    expect(told.find(({ name }) => name === "Add a node")?.keys).toEqual(["/"]);
  });

  it("switches the keys without Ctrl or Alt off, and shows those that are left", async () => {
    useBackflow.getState().setDialog("shortcuts");
    await show(<ShortcutsDialog />);
    const toggle = find("[role=switch]", HTMLButtonElement);
    await act(async () => toggle.click());
    expect(useBackflow.getState().singleKeys).toBe(false);
    expect(rows().find(({ name }) => name === "Health")?.keys).toEqual([]);
    expect(rows().find(({ name }) => name === "Menu of the selection")?.keys).toEqual([
      "Menu",
      "Shift+F10",
    ]);
    await act(async () => toggle.click());
    expect(rows().find(({ name }) => name === "Health")?.keys).toEqual(["H"]);
  });
});

describe("the share dialog", () => {
  const dialog = (
    <ShareDialog
      sharing={{
        kind: "made",
        link: "https://example.org/#g1=abc",
        step: 0,
        sample: null,
        copied: false,
      }}
      onCopy={async () => true}
    />
  );

  it("hands the link to the sheet of the system where there is one", async () => {
    const share = vi.fn(async () => undefined);
    vi.stubGlobal("navigator", { share });
    useBackflow.getState().setDialog("share");
    await show(dialog);
    const send = [...page.querySelectorAll("button")].find(
      (button) => button.textContent === "Send",
    );
    await act(async () => send?.click());
    expect(share).toHaveBeenCalledWith({ title: "", url: "https://example.org/#g1=abc" });
    useBackflow.getState().setDialog(null);
  });

  it("copies it where there is none", async () => {
    useBackflow.getState().setDialog("share");
    await show(dialog);
    const names = [...page.querySelectorAll("button")].map((button) => button.textContent);
    expect(names).toContain("Copy");
    expect(names).not.toContain("Send");
    useBackflow.getState().setDialog(null);
  });
});
