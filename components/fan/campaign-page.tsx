import type { ReactNode } from 'react';
import { UpbeatMark } from '@/components/ui/upbeat-mark';
import type { FanPage } from '@/lib/domain/fan-page';
import { AfterBlock } from './after-block';
import { BeforeBlock } from './before-block';
import { InlineScript } from './inline-script';
import { jsonForScript, MOMENTS_ID } from './inline-scripts';
import { Notice } from './notice';
import { offersReminder, type Notice as NoticeView } from './notices';
import { PassBar } from './pass-bar';
import { KIND_WORDS } from './release-words';
import { Sleeve } from './sleeve';
import { ThemeStyle } from './theme-style';
import { TitleBlock } from './title-block';
import './page.css';

type CampaignPageProps = {
  page: FanPage;
  notice?: NoticeView | null;
  /** the countdown island; shown in `presave` and `rolling` */ countdown?: ReactNode;
};

/**
 * The fan page in every phase. In `rolling` it carries both the pre-save and the listening block: a script before paint shows
 * the one that is right in the fan's zone, and without script both stand under plain headings.
 */
export function CampaignPage({ page, notice = null, countdown }: CampaignPageProps) {
  const reminding = notice !== null && offersReminder(notice);
  const before = page.phase === 'presave' || page.phase === 'rolling';
  return (
    <main className="campaign" data-phase={page.phase}>
      <ThemeStyle theme={page.theme} />
      {/* before the script that looks for it */}
      {notice ? <Notice notice={notice} page={page} /> : page.phase !== 'ended' && <PassBar />}
      <script
        type="application/json"
        id={MOMENTS_ID}
        dangerouslySetInnerHTML={{ __html: jsonForScript(page.moments) }}
      />
      <InlineScript name="boot" />
      <Sleeve artist={page.artist} title={page.title} artwork={page.artwork} mark={KIND_WORDS[page.kind]} />
      <div className="notes">
        <TitleBlock page={page} />
        <div className="actions">
          {page.phase !== 'presave' && <AfterBlock page={page} />}
          {before && <BeforeBlock page={page} countdown={countdown} reminding={reminding} />}
        </div>
        {page.about && (
          <p className="about" dir="auto">
            {page.about}
          </p>
        )}
      </div>
      <footer className="foot">
        <p>
          No account, no e-mail. <a href="/privacy">What is kept, and for how long</a>
        </p>
        <a href="/" className="foot-mark">
          <UpbeatMark />
        </a>
      </footer>
      <InlineScript name="beacon" />
    </main>
  );
}
