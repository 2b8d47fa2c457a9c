import { expect, type Locator, type Page } from "@playwright/test";

/** The page as its users see it: everything by role, name, or the attributes that scripts may rely on. */
export class BackflowPage {
  /** Errors that nobody caught, and refusals of the page's own policy. */
  readonly errors: string[] = [];

  constructor(readonly page: Page) {
    // Playwright catches file choosers from when it is first asked to: before any key can open one.
    page.on("filechooser", () => undefined);
    page.on("pageerror", (error) => this.errors.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") this.errors.push(message.text());
    });
  }

  async open(fragment = ""): Promise<void> {
    // A change of the fragment alone would not load the page anew.
    await this.page.goto("about:blank");
    await this.page.goto(`/${fragment}`);
    await expect(this.canvas).toBeVisible();
  }

  async openPreset(slug: string, step?: number): Promise<void> {
    await this.open(`#preset=${slug}${step === undefined ? "" : `&step=${step}`}`);
    await expect(this.page.locator("[data-node]").first()).toBeVisible();
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

  async value(id: string): Promise<number> {
    return Number(await this.node(id).getAttribute("data-value"));
  }

  async gradient(id: string): Promise<number> {
    return Number(await this.node(id).getAttribute("data-gradient"));
  }

  /** An editable number by its accessible name: "ω₁", "β₀", "Value of xᵢ". */
  number(name: string): Locator {
    return this.page.getByRole("spinbutton", { name, exact: true });
  }

  async setNumber(name: string, text: string): Promise<void> {
    await this.number(name).click();
    await this.number(name).fill(text);
    await this.number(name).press("Enter");
    // Out of the field again, so that keys play.
    await this.page.locator("body").focus();
    await this.number(name).blur();
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
    const box = await this.paletteItem(title).boundingBox();
    if (!box) throw new Error(`${title} is not in the palette.`);
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + box.width, box.y + box.height / 2, { steps: 3 });
    await this.page.mouse.move(to.x, to.y, { steps: 5 });
    await this.page.mouse.up();
  }

  /** The field of the search for what to add, wire, insert or change into. */
  get finder(): Locator {
    return this.page.getByRole("combobox");
  }

  /** Types into the search, and takes what it puts first. */
  async find(query: string): Promise<void> {
    await expect(this.finder).toBeFocused();
    await this.finder.fill(query);
    await this.finder.press("Enter");
  }

  get menu(): Locator {
    return this.page.getByRole("menu");
  }

  menuItem(name: string | RegExp): Locator {
    return this.menu.getByRole("menuitem", { name });
  }

  /** Selects a node as the keyboard does. */
  async selectByKey(id: string): Promise<void> {
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

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** No part of the page stands out of the window to the right. */
  async expectNoOverflow(): Promise<void> {
    const overflow = await this.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  }
}
