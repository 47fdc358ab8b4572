import type { Locator, Page } from '@playwright/test';

/** What a fan sees of the campaign page in another app's browser. */
export class InAppView {
  /** where they are, above the services */
  readonly line: Locator;
  readonly wayOut: Locator;
  readonly showHow: Locator;
  readonly onYoutube: Locator;
  readonly sheet: Locator;
  readonly picture: Locator;
  readonly steps: Locator;
  readonly copy: Locator;
  readonly copied: Locator;
  readonly stay: Locator;

  constructor(readonly page: Page) {
    this.line = page.locator('.in-app');
    this.wayOut = this.line.getByRole('link', { name: 'Open in your browser' });
    this.showHow = this.line.getByRole('button', { name: 'Show me how' });
    this.onYoutube = page.getByRole('button', { name: /Pre-save on YouTube Music/ });
    this.sheet = page.getByRole('dialog');
    this.picture = this.sheet.locator('svg.pic');
    this.steps = this.sheet.getByRole('listitem');
    this.copy = this.sheet.getByRole('button', { name: 'Copy the link' });
    this.copied = this.sheet.getByRole('status');
    this.stay = this.sheet.getByRole('button', { name: 'Stay here' });
  }

  /**
   * Opens the page and stops its clock, so that two seconds are two seconds however slow the machine is. Links that lead out are
   * followed no further than to `asked`: this browser knows none of their schemes, and hears no tap for a while after trying one.
   */
  async open(url: string): Promise<void> {
    await this.page.clock.install();
    await this.page.addInitScript(() => {
      addEventListener('click', event => {
        const link = (event.target as Element).closest('a');
        if (!link || link.protocol === location.protocol) return;
        event.preventDefault();
        const { dataset } = document.documentElement;
        dataset['asked'] = `${dataset['asked'] ?? ''} ${link.href}`.trim();
      });
    });
    await this.page.goto(url);
    await this.page.waitForLoadState('networkidle');
    await this.page.clock.pauseAt((await this.page.evaluate(() => Date.now())) + 1_000);
  }

  /** The links followed so far that lead out. */
  async asked(): Promise<string[]> {
    const asked = await this.page.locator('html').getAttribute('data-asked');
    return asked?.split(' ') ?? [];
  }

  /** Where the page asks the browser to go from now on, in this window or in a new one. */
  async watchNavigation(): Promise<string[]> {
    const asked: string[] = [];
    const session = await this.page.context().newCDPSession(this.page);
    session.on('Page.frameRequestedNavigation', ({ url }) => asked.push(url));
    session.on('Page.windowOpen', ({ url }) => asked.push(url));
    await session.send('Page.enable');
    return asked;
  }
}
