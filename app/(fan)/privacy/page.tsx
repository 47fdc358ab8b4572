import type { Metadata } from 'next';
import { PrivacyPage } from '@/components/fan/privacy-page';
import type { AskedService } from '@/components/fan/privacy-view';
import { deploymentOf, grantDaysOf } from '@/lib/domain/deployment';
import { DSP_NAMES, DSPS } from '@/lib/domain/dsp';
import { kept } from '@/lib/domain/kept';
import { saveWords } from '@/lib/domain/save-words';
import { env } from '@/lib/env';
import { inBrowser } from './in-browser';

// What is asked for, and for how long it is kept, follows from the settings, which a build does not have.
export const dynamic = 'force-dynamic';
export const metadata: Metadata = {
  title: 'What is kept, and for how long',
  description:
    'One permission, used once and destroyed. What Upbeat keeps of a pre-save, why, until when, and who sees it.',
};

/** The privacy page of this deployment. */
export default function Page() {
  const settings = env();
  const deployment = deploymentOf(settings);
  const asked = DSPS.flatMap(dsp => {
    const days = deployment.savers[dsp] ? grantDaysOf(dsp, deployment) : null;
    return days === null ? [] : [{ dsp, days }];
  });
  const services = asked.flatMap(({ dsp, days }): AskedService[] => {
    const { permission, wider, home, disconnect, rules = [] } = saveWords(dsp);
    return permission === null ? [] : [{ name: DSP_NAMES[dsp], permission, wider, home, days, disconnect, rules }];
  });
  return (
    <PrivacyPage
      view={{
        services,
        kept: kept(asked),
        browser: inBrowser(settings.appUrl),
        appleScript: settings.appleMusic !== null,
        operator: settings.operator,
      }}
    />
  );
}
