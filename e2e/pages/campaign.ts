import type { Locator, Page } from '@playwright/test';

/** The campaign page as a fan uses it. */
export class CampaignView {
  readonly main: Locator;
  readonly presaveOnSpotify: Locator;
  readonly listenOnSpotify: Locator;
  readonly notice: Locator;
  /** what the page says of a pre-save made in this browser */
  readonly passBar: Locator;

  constructor(readonly page: Page) {
    this.main = page.locator('main[data-phase]');
    this.presaveOnSpotify = page.getByRole('button', { name: /Pre-save on Spotify/ });
    this.listenOnSpotify = page.getByRole('link', { name: /Listen on Spotify/ });
    this.notice = page.getByRole('status');
    this.passBar = page.locator('.pass-bar');
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
  }

  phase(): Promise<string | null> {
    return this.main.getAttribute('data-phase');
  }
}

/** The sandbox's consent page. */
export class ConsentView {
  readonly agreeButton: Locator;

  constructor(private readonly page: Page) {
    this.agreeButton = page.getByRole('button', { name: /agree/i });
  }

  async agree(fan: string): Promise<void> {
    await this.page.getByLabel(/new fan/i).fill(fan);
    await this.agreeButton.click();
  }

  async cancel(): Promise<void> {
    await this.page.getByRole('button', { name: /cancel/i }).click();
  }
}
