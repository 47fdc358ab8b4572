import { defineConfig, devices } from '@playwright/test';
import { BROWSER_FLAGS, findBrowser } from './scripts/browser';

// Read again by every worker: only the first one looks for the browser.
const executablePath = (process.env['PLAYWRIGHT_CHROMIUM'] ||= await findBrowser());
// Matched against file name, title and tags together.
const desktop = /@desktop|\.desktop\.spec\.ts/;
const { defaultBrowserType: _webkit, ...iPhone } = devices['iPhone 15'];

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/global-setup.ts',
  outputDir: 'test-results',
  workers: 2,
  retries: 0,
  // A second try hides the very races that these tests are here to find.
  forbidOnly: true,
  timeout: 60_000,
  // An answer may wait for two share pictures, which take seconds where two browsers and a database share two cores.
  expect: { timeout: 15_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] || '.upbeat/reports/e2e.json' }],
  ],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath, args: BROWSER_FLAGS },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    timezoneId: 'Asia/Kathmandu',
    locale: 'en-GB',
    actionTimeout: 15_000,
  },
  projects: [
    { name: 'phone', grepInvert: desktop, use: { ...iPhone, viewport: { width: 390, height: 844 } } },
    { name: 'desktop', grep: desktop, use: { viewport: { width: 1280, height: 800 } } },
  ],
});
