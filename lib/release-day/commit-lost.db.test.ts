import { expect, it } from 'vitest';
import { makeCampaign } from '../testing/campaigns';
import { fansOn, letTimePass, names, releaseDayDatabase, statesOf } from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { drain } from './drain';

const on = releaseDayDatabase();

it('results of a lane whose commit was lost are written nevertheless', async () => {
  await on.test.sql`create sequence if not exists commits`;
  await on.test.sql.unsafe(`
    create function die_once() returns trigger language plpgsql as $$ begin
      if new.state = 'saved' and nextval('commits') = 1 then perform pg_terminate_backend(pg_backend_pid()); end if; return null; end $$;
    create constraint trigger die after update on presaves deferrable initially deferred for each row execute function die_once();`);
  const campaign = await makeCampaign(on.open.db, 5);
  await fansOn(on.open.db, campaign.id, names(20));
  const { dsp, calls } = fakeDsp();
  await drain(testContext(on.open.db, dsp), { budgetMs: 10_000 });
  const after = await statesOf(on.test);
  await letTimePass(on.test);
  await drain(testContext(on.open.db, dsp), { budgetMs: 10_000 });
  await on.test.sql`drop trigger die on presaves`;
  expect({ after, calls: calls.saved.length }).toEqual({ after: { saved: 20 }, calls: 20 });
});
