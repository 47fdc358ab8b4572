import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { toolPath } from './processes';

const DOWNLOAD_LIMIT_MS = 120_000;
const APT_LIMIT_MS = 240_000;

/**
 * For a browser that never leaves this machine. Root has no sandbox to offer it, and the rest keeps it from talking
 * to its maker.
 */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const ON_THE_PATH = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

/**
 * Finds a Chromium that really starts: the one named in PLAYWRIGHT_CHROMIUM, Playwright's own, the system's, or one
 * that is fetched now. Throws one sentence when there is none; a test run must never skip its browser quietly.
 * @returns the path of its program.
 */
export async function findBrowser(): Promise<string> {
  const named = process.env['PLAYWRIGHT_CHROMIUM'];
  if (named) {
    const problem = await tryBrowser(named);
    if (problem) throw new Error(`PLAYWRIGHT_CHROMIUM names ${named}, which does not start: ${problem}`);
    return named;
  }
  const problems: string[] = [];
  for (const find of [presentBrowsers, downloadBrowser, installBrowser]) {
    for (const path of find()) {
      const problem = await tryBrowser(path);
      if (!problem) return path;
      problems.push(`${path}: ${problem}`);
    }
  }
  throw new Error(
    'No Chromium to test with: install Chromium or Chrome, run `npx playwright install chromium`, ' +
      `or set PLAYWRIGHT_CHROMIUM to its path.${problems.map(problem => `\n- ${problem}`).join('')}`,
  );
}

/** Every place where a Chromium may already be, the one Playwright was made with first. */
export function presentBrowsers(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const onPath = ON_THE_PATH.flatMap(name => folders.map(folder => join(folder, name)));
  return [chromium.executablePath(), ...onPath, ...applications()].filter(existsSync);
}

function applications(): string[] {
  if (process.platform === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return names.map(name => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform !== 'win32') return [];
  const homes = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map(name => process.env[name] ?? '');
  const programs = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
  return homes.filter(Boolean).flatMap(home => programs.map(program => join(home, program)));
}

function downloadBrowser(): string[] {
  console.log('No browser found; downloading Chromium for Playwright ...');
  const cli = toolPath('@playwright/test', 'playwright');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit', timeout: DOWNLOAD_LIMIT_MS });
  return [chromium.executablePath()].filter(existsSync);
}

function installBrowser(): string[] {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return [];
  console.log('Installing the system package chromium ...');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) => spawnSync('apt-get', args, { stdio: 'inherit', timeout: APT_LIMIT_MS, env });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  return presentBrowsers();
}

/** @returns why it does not start, or nothing when it does. */
async function tryBrowser(executablePath: string): Promise<string | undefined> {
  try {
    const browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS, timeout: 30_000 });
    await browser.close();
    return undefined;
  } catch (error) {
    return String(error instanceof Error ? error.message : error).split('\n')[0];
  }
}
