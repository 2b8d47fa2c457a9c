import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { downloadsFolder } from "./browser";
import { type Point, RestingPage } from "./resting-page";

/** A place of a node, from its upper left corner, where nothing but the node is: a click there selects it. */
export const NODE_HEAD: Point = { x: 40, y: 12 };

/** A face of type that Firefox no longer fetches, because the page was left meanwhile (NS_BINDING_ABORTED). */
const LEFT_BEHIND = /^download failed \(font-family.*status=2152398850/;

/** Of an attribute; an empty one, or none, holds no number, not a 0. */
function numberIn(text: string | null): number {
  return text ? Number(text) : Number.NaN;
}

/** The page as its users see it: everything by role, name, or the attributes that scripts may rely on. */
export class BackflowPage extends RestingPage {
  /** Errors that nobody caught, and refusals of the page's own policy. */
  readonly errors: string[] = [];

  constructor(page: Page) {
    super(page);
    // Playwright catches file choosers from when it is first asked to: before any key can open one.
    page.on("filechooser", () => undefined);
    const keep = (text: string) => {
      if (!LEFT_BEHIND.test(text)) this.errors.push(text);
    };
    page.on("pageerror", (error) => keep(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") keep(message.text());
    });
  }

  /** Opens the page with what its address, or the storage, has for it. */
  async open(fragment = ""): Promise<void> {
    await this.visit(fragment);
    await this.expectOpened();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await expect(this.canvas).toBeVisible();
    await this.expectOpened();
  }

  /** Goes to the page, and waits for no storage. */
  async visit(fragment = ""): Promise<void> {
    // A change of the fragment alone would not load the page anew.
    await this.page.goto("about:blank");
    // Firefox calls a page loaded only when the parts that come later are there as well.
    const waitUntil = this.isFirefox() ? "domcontentloaded" : "load";
    await this.page.goto(`/${fragment}`, { waitUntil });
    await expect(this.canvas).toBeVisible();
  }

  /**
   * At the bare address the toy network stands there until the storage has answered, and once more, or something else,
   * from then on: what was opened over it by then, such as a dialog, is closed.
   */
  private async expectOpened(): Promise<void> {
    const isOpened = () =>
      this.page.evaluate(
        () =>
          location.hash !== "" ||
          history.state?.shows === "start" ||
          document.querySelector("header [role=status]")?.textContent !== "Preview",
      );
    await expect.poll(isOpened).toBe(true);
  }

  async openPreset(slug: string, step?: number): Promise<void> {
    await this.open(`#preset=${slug}${step === undefined ? "" : `&step=${step}`}`);
    await this.expectDrawn();
  }

  /** Waits until nodes have their numbers, which are painted after them, and formulas are set, in their own type. */
  private async expectDrawn(): Promise<void> {
    await expect(this.page.locator("[data-node][data-value]").first()).toBeVisible();
    await expect(this.page.locator(".katex").first()).toBeAttached();
    await this.awaitFaces();
  }

  get canvas(): Locator {
    return this.page.getByRole("main");
  }

  get title(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  node(id: string): Locator {
    return this.page.locator(`[data-node="${id}"]`);
  }

  wire(source: string, target: string, port = 0): Locator {
    return this.page.locator(`[data-edge="${source}->${target}:${port}"]`);
  }

  /** The value of a node of one unit as it is painted now, to be polled after whatever changes it; NaN where there is none. */
  async value(id: string): Promise<number> {
    return numberIn(await this.node(id).getAttribute("data-value"));
  }

  /** The derivative of a node of one unit, likewise. */
  async gradient(id: string): Promise<number> {
    return numberIn(await this.node(id).getAttribute("data-gradient"));
  }

  /** The partial derivatives of what a node owns as they are painted now, likewise; β and Ω are there from their step on. */
  async partials(id: string): Promise<unknown> {
    return JSON.parse((await this.node(id).getAttribute("data-parameter-gradients")) || "{}");
  }

  /** An editable number by its accessible name: "ω₁", "β₀", "Value of xᵢ". */
  number(name: string): Locator {
    return this.page.getByRole("spinbutton", { name, exact: true });
  }

  isFirefox(): boolean {
    return this.page.context().browser()?.browserType().name() === "firefox";
  }

  /** Firefox lets only the tab in front be typed into and clicked, and paints no other. */
  async comeToFront(): Promise<void> {
    if (this.page.context().pages().length < 2) return;
    if (await this.page.evaluate(() => document.hasFocus())) return;
    await this.page.bringToFront();
    await this.drawn();
  }

  /** From now on time passes in the page only when its clock, which has to be installed, is told to run. */
  async stopClock(): Promise<void> {
    // While the clock stands, no frame comes by which Firefox would see the page come to the front.
    await this.comeToFront();
    // A clock cannot be stopped in its past: a minute is more than the way there takes.
    await this.page.clock.pauseAt(await this.page.evaluate(() => Date.now() + 60_000));
  }

  async setNumber(name: string, text: string): Promise<void> {
    await this.comeToFront();
    await this.number(name).click();
    await this.type(this.number(name), text);
    await this.number(name).press("Enter");
    // Out of the field again, so that keys play.
    await this.page.locator("body").focus();
    await this.number(name).blur();
  }

  /** An input port; of a linear node, port n of n wires is the next one. */
  inputPort(id: string, port = 0): Locator {
    return this.page.locator(`.react-flow__node[data-id="${id}"] [data-port="in${port}"]`);
  }

  outputPort(id: string): Locator {
    return this.page.locator(`.react-flow__node[data-id="${id}"] [data-port="out-right"]`);
  }

  /** The wire in hand, from the port that it comes from to the pointer, or to where the search was opened. */
  get looseWire(): Locator {
    return this.page.locator("[data-canvas] [data-loose-wire]");
  }

  /** The words at the pointer while a wire is in hand. */
  get verdict(): Locator {
    return this.page.locator("[data-canvas] [role=status][data-verdict]");
  }

  /** Presses the mouse at one place and moves it to another; the button stays down. */
  async dragTo(from: Locator | Point, to: Locator | Point): Promise<void> {
    const [start, end] = await Promise.all(
      [from, to].map((place) => ("x" in place ? place : this.middleOf(place))),
    );
    if (!start || !end) throw new Error("A drag has two ends.");
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    // What is dragged follows from the first few pixels on.
    await this.page.mouse.move(start.x + 3, start.y + 4);
    await this.page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2 + 20, { steps: 4 });
    await this.page.mouse.move(end.x, end.y, { steps: 4 });
  }

  /** A double click. Over WebDriver BiDi, Firefox takes the two clicks for two, so its event is sent after them. */
  async doubleClick({ x, y }: Point): Promise<void> {
    await this.page.mouse.dblclick(x, y);
    if (!this.isFirefox()) return;
    await this.page.evaluate(
      ([clientX, clientY]) => {
        const event = { clientX, clientY, detail: 2, bubbles: true, cancelable: true };
        document
          .elementFromPoint(clientX, clientY)
          ?.dispatchEvent(new MouseEvent("dblclick", event));
      },
      [x, y] as const,
    );
  }

  /** Back, as by the browser's button. Playwright's own waits in Firefox for a page to load, and none does. */
  async goBack(): Promise<void> {
    await this.page.evaluate(() => history.back());
  }

  async goForward(): Promise<void> {
    await this.page.evaluate(() => history.forward());
  }

  async drag(from: Locator | Point, to: Locator | Point): Promise<void> {
    await this.dragTo(from, to);
    await this.page.mouse.up();
  }

  /**
   * Types `text` over what is in `field`. Playwright's own `fill` writes the value by script in
   * Firefox, which React takes for its own doing: `onChange` is never called there.
   */
  async type(field: Locator, text: string): Promise<void> {
    await this.comeToFront();
    await field.focus();
    await field.press("ControlOrMeta+a");
    await field.evaluate(
      (_, typed) => document.execCommand(typed === "" ? "delete" : "insertText", false, typed),
      text,
    );
  }

  /** Lets an element take a text as if it had been pasted; the clipboard of the system stays as it is. */
  async paste(into: Locator, text: string): Promise<void> {
    await into.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      // Firefox takes the text in two fields of its own, and leaves the other one aside.
      const init = { clipboardData, data: pasted, dataType: "text/plain" };
      element.dispatchEvent(
        new ClipboardEvent("paste", { ...init, bubbles: true, cancelable: true }),
      );
    }, text);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Opens a file by its key. */
  async openFile(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const chooser = this.page.waitForEvent("filechooser");
    await this.page.keyboard.press("Control+o");
    await (await chooser).setFiles(file);
  }

  /** The map of a large graph. */
  get map(): Locator {
    return this.page.getByRole("img", { name: "Map of the graph" });
  }

  /** Presses on the map, at parts of its width and height. */
  async pressOnMap(x: number, y: number): Promise<void> {
    const box = await this.boxOf(this.map);
    await this.page.mouse.click(box.x + box.width * x, box.y + box.height * y);
  }

  /** Opens a graph that is written down in the test. */
  async openGraph(nodes: readonly object[], wires: readonly object[] = []): Promise<void> {
    await this.open();
    const graph = { format: "backflow", version: 1, nodes, wires };
    await this.openFile({
      name: "written.backflow.json",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(graph)),
    });
    await expect(this.page.locator("[data-node][data-value]")).toHaveCount(nodes.length);
    // The view moves until it shows the whole graph: places are asked for when it rests.
    await this.page
      .locator("[data-node]")
      .first()
      .hover({ position: { x: 5, y: 5 } });
  }

  /** What the page gives to be kept as a file when `ask` asks for it: its name and its text. */
  async download(ask: () => Promise<void>): Promise<{ name: string; text: string; bytes: Buffer }> {
    if (this.page.context().browser()?.browserType().name() !== "firefox") {
      const started = this.page.waitForEvent("download");
      await ask();
      const download = await started;
      const bytes = await readFile(await download.path());
      return { name: download.suggestedFilename(), text: bytes.toString("utf8"), bytes };
    }
    // Firefox ESR tells of downloads without the id by which Playwright knows them, so that the
    // event never comes; the file itself is waited for.
    const folder = downloadsFolder();
    await rm(folder, { recursive: true, force: true });
    await ask();
    let name = "";
    let bytes = Buffer.alloc(0);
    await expect(async () => {
      // While it is being written, it has a name that ends in .part, and its place is held by an empty file.
      name = (await readdir(folder)).find((entry) => !entry.endsWith(".part")) ?? "";
      bytes = await readFile(join(folder, name));
      expect(bytes.length).toBeGreaterThan(0);
    }).toPass();
    return { name, text: bytes.toString("utf8"), bytes };
  }

  get scrubber(): Locator {
    return this.page.getByRole("slider", { name: "Step of the run" });
  }

  get palette(): Locator {
    return this.page.getByRole("region", { name: "Add a node" });
  }

  /** An op of the palette, by its title. */
  paletteItem(title: string): Locator {
    return this.palette.getByRole("button", { name: title, exact: true });
  }

  /** Drags an op from the palette to a place of the window. */
  async dragFromPalette(title: string, to: { x: number; y: number }): Promise<void> {
    await this.paletteItem(title).scrollIntoViewIfNeeded();
    const box = await this.boxOf(this.paletteItem(title));
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + box.width, box.y + box.height / 2, { steps: 3 });
    await this.page.mouse.move(to.x, to.y, { steps: 5 });
    await this.page.mouse.up();
  }

  /** The field of the search for what to add, wire, insert or change into. */
  get nodeSearch(): Locator {
    return this.page.getByRole("combobox");
  }

  /** Types into the search, and takes what it puts first, which may have to be fetched. */
  async find(query: string): Promise<void> {
    await expect(this.nodeSearch).toBeFocused();
    await this.type(this.nodeSearch, query);
    await this.nodeSearch.press("Enter");
    await expect(this.nodeSearch).toBeHidden();
  }

  get menu(): Locator {
    return this.page.getByRole("menu");
  }

  menuItem(name: string | RegExp): Locator {
    return this.menu.getByRole("menuitem", { name });
  }

  /** Selects a node as the keyboard does. */
  async selectByKey(id: string): Promise<void> {
    await this.comeToFront();
    await this.page.locator(`.react-flow__node[data-id="${id}"]`).focus();
    await this.press("Enter");
    await expect(this.node(id)).toHaveAttribute("data-selected", "true");
  }

  /** What is told to those who listen. */
  get announcer(): Locator {
    return this.page.getByRole("log", { name: "What was done" });
  }

  get stage(): Locator {
    return this.page.getByRole("region", { name: "Stage" });
  }

  get alert(): Locator {
    return this.page.getByRole("alert");
  }

  /** What is told in a sentence, be it good or bad. */
  get notice(): Locator {
    return this.page
      .locator("[role=alert], [role=status]")
      .filter({ has: this.button("Close this message") });
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** "Preview", "Saving…", "Saved" or "Not saved". */
  get saving(): Locator {
    return this.page.getByRole("banner").getByRole("status");
  }

  /** The dialog of one's own graphs. */
  get documents(): Locator {
    return this.page.getByRole("dialog", { name: "My graphs" });
  }

  /** The card of one of them. */
  card(title: string): Locator {
    return this.documents
      .getByRole("listitem")
      .filter({ has: this.page.getByRole("heading", { name: title, exact: true }) });
  }

  async openDocuments(): Promise<void> {
    await this.press("g");
    await expect(this.documents.getByRole("listitem").first()).toBeVisible();
  }

  /** Follows a link to a preset, as the gallery does. */
  async followPreset(slug: string): Promise<void> {
    await this.page.evaluate((fragment) => {
      location.hash = fragment;
    }, `#preset=${slug}`);
  }

  /** Follows a link to a graph that is not on the page, and waits for it: much sooner done than `open`. */
  async follow(fragment: string): Promise<void> {
    await this.page.evaluate(async (hash) => {
      const shown = () => document.querySelector("[data-canvas]");
      const before = shown();
      location.hash = hash;
      while (shown() === before) await new Promise((resolve) => setTimeout(resolve));
    }, fragment);
    await this.expectDrawn();
  }

  /** No part of the page stands out of the window to the right. */
  async expectNoOverflow(): Promise<void> {
    const overflow = () =>
      this.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
    await expect.poll(overflow).toBe(0);
  }
}
