/// <reference lib="dom" />
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { SynthModel } from "@org/aml-synth-model";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { check, toHtml } from "../../src/index.js";
import { manyEnvironments } from "../support/many-environments.js";
import { reportOf, TODAY } from "../support/found.js";

const folder = mkdtempSync(join(tmpdir(), "posture-page-"));
/** Where to keep pictures for the eye; none are kept by default. */
const pictures = process.env["POSTURE_PICTURES"];
const noise: string[] = [];
const requests: string[] = [];
let browser: BrowserContext;

beforeAll(async () => {
  browser = await chromium.launchPersistentContext(join(folder, "profile"), {
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    headless: true,
    viewport: { width: 1400, height: 1000 },
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

async function open(name: string, html: string, colorScheme: "light" | "dark" = "light"): Promise<Page> {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, html);
  const page = await browser.newPage();
  page.on("console", (message) => noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(error.message));
  page.on("request", (request) => requests.push(request.url()));
  await page.emulateMedia({ colorScheme });
  await page.goto(pathToFileURL(file).href);
  return page;
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

const faulty = () =>
  toHtml(
    reportOf(
      ({ dev }) => {
        dev["resource"].azurerm_storage_account.main.min_tls_version = "TLS1_0";
        delete dev["resource"].azurerm_private_dns_zone_virtual_network_link.vault;
        dev["resource"].azurerm_subnet.jumpbox.default_outbound_access_enabled = undefined;
        dev["resource"].azurerm_key_vault.main.purge_protection_enabled = false;
      },
      {
        baseline: reportOf(),
        exemptions: [
          { rule: "vault-purge-protection", address: "dev/*", reason: "recreated every week", expires: "2027-01-01" },
        ],
      },
    ),
  );
const rows = (page: Page, table: string) => page.locator(`#${table} tbody tr:visible`);

describe("the page in Chromium", () => {
  it("opens from disk, asks for nothing else and says nothing on the console", async () => {
    const page = await open("faulty", await faulty());
    await expect(page.locator("h1").innerText()).resolves.toContain("failed");
    await picture(page, "faulty");
    expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([]);
    expect(requests).toHaveLength(1);
    expect(noise).toEqual([]);
    await page.close();
  });

  it("draws every box and line inside its picture", async () => {
    const page = await open("drawn", await toHtml(reportOf()));
    const outside = await page.locator("svg").evaluateAll((drawings) =>
      drawings.flatMap((svg) => {
        const frame = svg.getBoundingClientRect();
        const parts = [...svg.querySelectorAll("rect, path, text")].map((part) => part.getBoundingClientRect());
        return parts.filter(
          (box) =>
            box.left < frame.left - 1 ||
            box.right > frame.right + 1 ||
            box.top < frame.top - 1 ||
            box.bottom > frame.bottom + 1,
        );
      }),
    );
    expect(await page.locator("svg .endpoint").count()).toBe(12);
    expect(outside).toEqual([]);
    await page.close();
  });

  it("keeps the text of every box in it", async () => {
    const page = await open("text", await toHtml(reportOf()));
    const overflowing = await page.locator("svg .box").evaluateAll((boxes) =>
      boxes.flatMap((box) => {
        const frame = box.querySelector(":scope > rect")?.getBoundingClientRect();
        const texts = [...box.querySelectorAll(":scope > text")];
        return texts
          .filter((text) => frame && text.getBoundingClientRect().right > frame.right)
          .map((text) => text.textContent);
      }),
    );
    expect(overflowing).toEqual([]);
    await page.close();
  });

  it("filters findings by text, severity and state", async () => {
    const page = await open("findings", await faulty());
    const form = page.locator('form[data-rows="finding-table"]');
    expect(await rows(page, "finding-table").count()).toBe(4);
    await form.getByRole("searchbox").fill("TLS1_0");
    expect(await rows(page, "finding-table").count()).toBe(1);
    expect(await form.locator("output").innerText()).toBe("1 of 4");
    await form.getByRole("searchbox").fill("");
    await form.getByLabel("Severity").selectOption("warning");
    expect(await rows(page, "finding-table").count()).toBe(2);
    await form.getByLabel("State").selectOption("exempted");
    expect(await rows(page, "finding-table").innerText()).toContain("recreated every week");
    await page.close();
  });

  it("filters roles to those that lead from one environment into another", async () => {
    const page = await open("roles", await toHtml(reportOf()));
    const form = page.locator('form[data-rows="role-table"]');
    await form.getByLabel("across environments only").check();
    expect(await rows(page, "role-table").count()).toBe(2);
    await form.getByRole("combobox").selectOption("shared");
    expect(await rows(page, "role-table").count()).toBe(0);
    await page.close();
  });

  it("can be used with the keyboard alone", async () => {
    const page = await open("keyboard", await toHtml(reportOf()));
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to content");
    await page.locator("#check-isolation summary").first().focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("#check-isolation").getAttribute("open")).toBe("");
    const unreachable = await page
      .locator(".scroll")
      .evaluateAll((regions) => regions.filter((region) => region.getAttribute("tabindex") !== "0").length);
    expect(unreachable).toBe(0);
    await page.close();
  });

  it("follows dark and light", async () => {
    const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [light, dark] = [await open("light", await faulty(), "light"), await open("dark", await faulty(), "dark")];
    expect(await ground(light)).toBe("rgb(251, 251, 252)");
    expect(await ground(dark)).toBe("rgb(15, 19, 24)");
    await picture(dark, "dark");
    await Promise.all([light.close(), dark.close()]);
  });

  it("opens everything and hides its controls on paper", async () => {
    const page = await open("paper", await toHtml(reportOf()));
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    expect(await page.locator("details:not([open])").count()).toBe(0);
    expect(await page.locator("form.filter:visible").count()).toBe(0);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    expect(await page.locator("details:not([open])").count()).toBeGreaterThan(0);
    await page.close();
  });

  it.each([3, 20])("shows %i environments", async (count) => {
    const stacks = manyEnvironments(count);
    const report = check(SynthModel.fromStacks(stacks), { today: TODAY });
    expect(report.findings).toEqual([]);
    const page = await open(`many-${String(count)}`, await toHtml(report));
    expect(await page.locator("#topology details").count()).toBe(count);
    await picture(page, `many-${String(count)}`);
    expect(noise).toEqual([]);
    await page.close();
  });
});
