import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { IDLE, type FormAnswer } from '@/components/ui/form-answer';
import { addChannel } from '@/lib/campaigns/add-channel';
import { findOwnCampaign } from '@/lib/campaigns/of-workspace';
import { keepDraft } from '@/lib/campaigns/drafts/keep';
import { database } from '@/lib/db';
import { dateTimeText } from '@/lib/domain/release-words';
import type { Role, WorkspaceId } from '@/lib/domain/workspace';
import { makeCampaign } from '@/lib/testing/campaigns';
import { testDatabase, type TestDatabase } from '@/lib/testing/database';
import { addMember, makeOwner, makeSession } from '@/lib/testing/workspaces';
import { invite } from '@/lib/workspaces/invite';

/*
 * Every page, route and action of the artists' side against everybody who might come by. A page or an action that is not in the
 * tables below fails the first test: write down who may use it, and it is tried with all of them.
 */

/** `anybody`: also without a session. `person`: signed in, wherever. Else the least role in the workspace. */
type Needs = 'anybody' | 'person' | Role;

type PageCase = { needs: Needs; params?: (a: World) => Record<string, string>; query?: Record<string, string> };

const PAGES: Record<string, PageCase> = {
  'sign-in/page.tsx': { needs: 'anybody' },
  'sign-in/confirm/page.tsx': { needs: 'anybody', query: { token: 'none' } },
  'welcome/page.tsx': { needs: 'person' },
  'invitation/[token]/page.tsx': { needs: 'anybody', params: () => ({ token: 'none' }) },
  'dashboard/page.tsx': { needs: 'viewer' },
  'dashboard/new/page.tsx': { needs: 'viewer' },
  'dashboard/drafts/[draft]/page.tsx': { needs: 'viewer', params: ({ draft }) => ({ draft }) },
  'dashboard/c/[slug]/edit/page.tsx': { needs: 'viewer', params: ({ slug }) => ({ slug }) },
  'dashboard/c/[slug]/page.tsx': { needs: 'viewer', params: ({ slug }) => ({ slug }) },
  'dashboard/c/[slug]/preflight/page.tsx': { needs: 'viewer', params: ({ slug }) => ({ slug }) },
  'dashboard/c/[slug]/share/page.tsx': { needs: 'viewer', params: ({ slug }) => ({ slug }) },
  'dashboard/c/[slug]/day/move/page.tsx': {
    needs: 'viewer',
    params: ({ slug }) => ({ slug }),
    query: { date: '2031-03-14', time: '18:00' },
  },
  'dashboard/c/[slug]/day/page.tsx': { needs: 'viewer', params: ({ slug }) => ({ slug }) },
  'dashboard/c/[slug]/after/page.tsx': { needs: 'viewer', params: ({ slug }) => ({ slug }) },
  'dashboard/c/[slug]/pitch/page.tsx': { needs: 'viewer', params: ({ slug }) => ({ slug }) },
  'dashboard/c/[slug]/manage/page.tsx': { needs: 'viewer', params: ({ slug }) => ({ slug }) },
  'dashboard/archive/page.tsx': { needs: 'viewer' },
  'dashboard/settings/page.tsx': { needs: 'viewer' },
  'dashboard/settings/services/page.tsx': { needs: 'viewer' },
  'dashboard/settings/data/page.tsx': { needs: 'viewer' },
  'dashboard/settings/log/page.tsx': { needs: 'viewer' },
};

/** Routes answer by themselves: 401 to nobody, 403 to who may not, 404 for somebody else's campaign. */
const ROUTES: Record<string, PageCase> = {
  'dashboard/c/[slug]/preflight/run/route.ts#POST': { needs: 'editor', params: ({ slug }) => ({ slug }) },
  'dashboard/drafts/[draft]/artwork/route.ts#GET': { needs: 'viewer', params: ({ draft }) => ({ draft }) },
  'dashboard/drafts/[draft]/artwork/route.ts#POST': { needs: 'editor', params: ({ draft }) => ({ draft }) },
  'dashboard/drafts/[draft]/artwork/route.ts#DELETE': { needs: 'editor', params: ({ draft }) => ({ draft }) },
  'dashboard/c/[slug]/share/qr/route.ts#GET': { needs: 'viewer', params: ({ slug }) => ({ slug }) },
  'dashboard/c/[slug]/day/ledger/route.ts#GET': { needs: 'viewer', params: ({ slug }) => ({ slug }) },
  'dashboard/c/[slug]/day/now/route.ts#GET': { needs: 'viewer', params: ({ slug }) => ({ slug }) },
  'dashboard/c/[slug]/numbers/csv/route.ts#GET': { needs: 'viewer', params: ({ slug }) => ({ slug }) },
  'dashboard/c/[slug]/numbers/now/route.ts#GET': { needs: 'viewer', params: ({ slug }) => ({ slug }) },
  'dashboard/settings/data/everything/route.ts#GET': { needs: 'owner' },
};

type ActionCase = {
  needs: Needs;
  fields: (a: World) => Record<string, string>;
  /** leaves the workspace as it was, even when it is let through */
  changesNothing?: true;
  /** with this form there is nothing to do, and it says so */
  refusesAll?: true;
  /** meant for strangers too, such as joining by an invitation */
  strangersToo?: true;
};

const ACTIONS: Record<string, ActionCase> = {
  'sign-in/actions.ts#sendLink': {
    needs: 'anybody',
    fields: () => ({ email: 'nova@label.example', next: '' }),
    changesNothing: true,
  },
  'welcome/actions.ts#startWorkspace': { needs: 'person', fields: () => ({ name: 'Another' }), changesNothing: true },
  'invitation/[token]/actions.ts#join': {
    needs: 'person',
    fields: ({ invitationToken }) => ({ token: invitationToken }),
    strangersToo: true,
  },
  'dashboard/actions.ts#changeWorkspace': {
    needs: 'viewer',
    fields: ({ workspace }) => ({ workspace }),
    changesNothing: true,
  },
  'dashboard/actions.ts#leave': { needs: 'anybody', fields: () => ({}), changesNothing: true },
  'dashboard/c/[slug]/share/actions.ts#add': {
    needs: 'editor',
    fields: ({ slug }) => ({ slug, name: 'Release party flyer' }),
  },
  'dashboard/c/[slug]/share/actions.ts#remove': {
    needs: 'editor',
    fields: ({ slug, channel }) => ({ slug, code: channel }),
  },
  // no service has credentials here, so nobody is led away
  'dashboard/c/[slug]/preflight/actions.ts#tryOwn': {
    needs: 'editor',
    fields: ({ slug }) => ({ slug, dsp: 'spotify', link: 'spotify:album:4aawyAB9vmqN3uQ7FjRGTy' }),
    changesNothing: true,
    refusesAll: true,
  },
  'dashboard/c/[slug]/day/move/actions.ts#move': {
    needs: 'editor',
    fields: ({ slug, comesOut }) => ({ slug, from: comesOut, to: '2031-03-14' }),
  },
  'dashboard/c/[slug]/day/actions.ts#link': {
    needs: 'editor',
    fields: ({ slug }) => ({ slug, dsp: 'spotify', link: 'https://open.spotify.com/album/4aawyAB9vmqN3uQ7FjRGTy' }),
  },
  'dashboard/c/[slug]/day/actions.ts#refuse': {
    needs: 'editor',
    fields: ({ slug }) => ({ slug, dsp: 'spotify', uri: 'spotify:album:another' }),
  },
  'dashboard/new/actions.ts#begin': { needs: 'editor', fields: () => ({ text: '', blank: 'yes' }), strangersToo: true },
  'dashboard/drafts/draft-actions.ts#keep': {
    needs: 'editor',
    fields: ({ draft }) => ({ draft, revision: '1', title: 'Retyped' }),
  },
  'dashboard/drafts/draft-actions.ts#finish': {
    needs: 'editor',
    fields: ({ slug }) => ({ ...FORM, campaign: slug, revision: '0', slug, title: 'Retyped' }),
  },
  'dashboard/drafts/draft-actions.ts#lookUp': {
    needs: 'editor',
    fields: ({ draft }) => ({ draft, zone: 'Europe/Berlin' }),
    changesNothing: true,
    refusesAll: true,
  },
  'dashboard/drafts/draft-actions.ts#discard': { needs: 'editor', fields: ({ draft }) => ({ draft }) },
  'dashboard/c/[slug]/after/actions.ts#record': { needs: 'editor', fields: ({ slug }) => ({ slug, streams: '1200' }) },
  'dashboard/c/[slug]/manage/actions.ts#duplicate': { needs: 'editor', fields: ({ slug }) => ({ slug }) },
  'dashboard/c/[slug]/manage/actions.ts#archive': { needs: 'editor', fields: ({ slug }) => ({ slug }) },
  'dashboard/c/[slug]/manage/actions.ts#restore': {
    needs: 'editor',
    fields: ({ slug }) => ({ slug }),
    changesNothing: true,
  },
  'dashboard/c/[slug]/manage/actions.ts#end': { needs: 'editor', fields: ({ slug }) => ({ slug }) },
  'dashboard/c/[slug]/manage/actions.ts#remove': { needs: 'editor', fields: ({ slug }) => ({ slug, title: SECRET }) },
  'dashboard/settings/data/actions.ts#erase': { needs: 'owner', fields: () => ({ name: SECRET }) },
  'dashboard/settings/actions.ts#rename': { needs: 'owner', fields: () => ({ name: 'Renamed' }) },
  'dashboard/settings/member-actions.ts#changeRole': {
    needs: 'owner',
    fields: ({ extra }) => ({ user: extra, role: 'editor' }),
  },
  'dashboard/settings/member-actions.ts#removeFromWorkspace': {
    needs: 'owner',
    fields: ({ extra }) => ({ user: extra }),
  },
  'dashboard/settings/member-actions.ts#leaveWorkspace': { needs: 'viewer', fields: () => ({}) },
  'dashboard/settings/invitation-actions.ts#inviteByMail': {
    needs: 'owner',
    fields: () => ({ email: 'nova@label.example', role: 'viewer' }),
  },
  'dashboard/settings/invitation-actions.ts#inviteAgain': {
    needs: 'owner',
    fields: ({ invitation }) => ({ invitation }),
  },
  'dashboard/settings/invitation-actions.ts#takeBack': { needs: 'owner', fields: ({ invitation }) => ({ invitation }) },
};

/** As much of a campaign's form as makes one. */
const FORM = { artist: 'Artist', kind: 'album', mode: 'local-midnight', date: '2027-03-05', 'on.deezer': 'on' };

/** The workspace everybody is after, and what is in it. */
type World = {
  workspace: WorkspaceId;
  slug: string;
  /** a form half filled in */
  draft: string;
  /** when its campaign is out, as a form says it */
  comesOut: string;
  /** a viewer who is there to be changed and removed */
  extra: string;
  /** one that the artist has named */
  channel: string;
  invitation: string;
  invitationToken: string;
  /** who comes by: the token of their session, if any */
  tokens: Record<Caller, string | undefined>;
};

const CALLERS = ['nobody', 'expired owner', 'viewer', 'editor', 'owner', 'stranger'] as const;
type Caller = (typeof CALLERS)[number];

const SECRET = 'Known to members alone';
const HERE = fileURLToPath(new URL('.', import.meta.url));

const jar = new Map<string, string>();
const mailed: string[] = [];

class Gone extends Error {}
class SentTo extends Error {
  constructor(readonly to: string) {
    super(to);
  }
}

vi.mock('next/headers', () => ({
  headers: async () => new Headers({ 'x-forwarded-for': '203.0.113.9' }),
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
    set: (name: string, value: string) => void jar.set(name, value),
  }),
}));
vi.mock('next/navigation', () => ({
  redirect: (to: string) => {
    throw new SentTo(to);
  },
  notFound: () => {
    throw new Gone();
  },
  usePathname: () => '/dashboard',
}));
vi.mock('next/cache', () => ({ revalidatePath: () => undefined, unstable_cache: (act: () => unknown) => act }));
vi.mock('@/lib/mail/send', () => ({
  sendMail: async (_to: string, { button }: { button: { href: string } }) => {
    mailed.push(button.href);
    return { kind: 'sent' };
  },
}));

let test: TestDatabase;
let world: World;

beforeAll(async () => {
  test = await testDatabase();
  const settings = {
    APP_URL: 'https://upbeat.example',
    DATABASE_URL: test.url,
    AUTH_SECRET: 'x'.repeat(40),
    CRON_SECRET: 'x'.repeat(40),
    UPBEAT_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});
afterAll(async () => {
  await database().close();
  await test.drop();
});
beforeEach(async () => {
  await test.sql`truncate users, workspaces, campaigns, mail_sends cascade`;
  world = await makeWorld();
});

async function makeWorld(): Promise<World> {
  const { db } = database();
  const owner = await makeOwner(db, SECRET);
  const { workspace } = owner;
  // so that an owner may leave
  await addMember(db, workspace, 'owner');
  const [editor, viewer, extra] = [
    await addMember(db, workspace, 'editor'),
    await addMember(db, workspace, 'viewer'),
    await addMember(db, workspace, 'viewer'),
  ];
  const stranger = await makeOwner(db, 'Elsewhere');
  const { slug } = await makeCampaign(db, 60, { workspaceId: workspace, title: SECRET });
  const campaign = await findOwnCampaign(workspace, slug, db);
  await invite(owner, { workspace: SECRET, by: 'Mira' }, { email: 'guest@label.example', role: 'editor' });
  const draft = await keepDraft(owner, { fresh: true }, { fields: { title: SECRET }, revision: 0 });
  await test.sql`update campaign_drafts set artwork = '\\x01', artwork_shown = '\\x01'`;
  const [invitation] = await test.sql`select id from invitations`;
  const added = await addChannel(owner, slug, 'Lyric sheet');
  return {
    workspace,
    slug,
    draft: draft.kind === 'kept' ? draft.id : '',
    channel: added.kind === 'added' ? added.channel.code : '',
    comesOut: campaign ? dateTimeText(campaign.release) : '',
    extra: extra.user,
    invitation: String(invitation?.['id']),
    invitationToken: mailed.at(-1)?.split('/').at(-1) ?? '',
    tokens: {
      nobody: undefined,
      'expired owner': await makeSession(db, owner.user, -1),
      viewer: await makeSession(db, viewer.user),
      editor: await makeSession(db, editor.user),
      owner: await makeSession(db, owner.user),
      stranger: await makeSession(db, stranger.user),
    },
  };
}

/** What a call came to. */
type Outcome = { kind: 'answered'; value: unknown } | { kind: 'gone' } | { kind: 'sent to'; to: string };

async function as(caller: Caller, act: () => Promise<unknown>): Promise<Outcome> {
  jar.clear();
  const token = world.tokens[caller];
  if (token) jar.set('__Host-upbeat.artist.session', token);
  try {
    return { kind: 'answered', value: await act() };
  } catch (error) {
    if (error instanceof Gone) return { kind: 'gone' };
    if (error instanceof SentTo) return { kind: 'sent to', to: error.to };
    throw error;
  }
}

/** Whether somebody may. A stranger is signed in and an owner, but elsewhere. */
function mayPass(caller: Caller, needs: Needs): boolean {
  if (needs === 'anybody') return true;
  if (caller === 'nobody' || caller === 'expired owner') return false;
  if (needs === 'person') return true;
  return caller !== 'stranger' && CALLERS.indexOf(caller) >= CALLERS.indexOf(needs);
}

/** Every row of the workspace, in whatever table: those that name it, and those that name one of its campaigns. */
async function everythingInside(): Promise<string> {
  const tables = await test.sql<{ table: string; column: string }[]>`
    select c.table_name as "table", c.column_name as "column" from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and (c.column_name in ('workspace_id', 'campaign_id') or (c.table_name = 'workspaces' and c.column_name = 'id'))
      and c.table_name <> 'sessions' order by 1, 2`;
  expect(tables.length).toBeGreaterThan(5);
  const rows = [];
  for (const { table, column } of tables) {
    const ids =
      column === 'campaign_id'
        ? test.sql`(select id from campaigns where workspace_id = ${world.workspace})`
        : test.sql`(${world.workspace})`;
    rows.push([
      table,
      await test.sql`select * from ${test.sql(table)} where ${test.sql(column)} in ${ids} order by 1, 2`,
    ]);
  }
  return JSON.stringify(rows);
}

const files = readdirSync(HERE, { recursive: true, encoding: 'utf8' }).map(name => name.replaceAll('\\', '/'));
const load = (file: string) => import(/* @vite-ignore */ HERE + file) as Promise<Record<string, unknown>>;

const serverFiles = files.filter(
  file => /\.tsx?$/.test(file) && /^['"]use server['"]/m.test(readFileSync(HERE + file, 'utf8')),
);

it('has a line for every page, route and action there is', async () => {
  const pages = files.filter(file => /(^|\/)(page|route)\.tsx?$/.test(file));
  const routes = new Set(Object.keys(ROUTES).map(key => key.split('#')[0] ?? ''));
  expect([...Object.keys(PAGES), ...routes].toSorted()).toEqual(pages.toSorted());
  for (const file of routes)
    for (const method of METHODS)
      expect(method in (await load(file)), `${file}#${method}`).toBe(`${file}#${method}` in ROUTES);
  const actions = [];
  for (const file of serverFiles) for (const name of Object.keys(await load(file))) actions.push(`${file}#${name}`);
  expect(Object.keys(ACTIONS).toSorted()).toEqual(actions.toSorted());
  // a server action inside a page or a component would be in no table
  for (const file of files.filter(name => name.endsWith('.tsx')))
    expect(readFileSync(HERE + file, 'utf8'), file).not.toMatch(/['"]use server['"]/);
});

type Page = (props: { params: Promise<unknown>; searchParams: Promise<unknown> }) => Promise<unknown>;

describe.each(Object.entries(PAGES))('the page %s', (file, { needs, params, query = {} }) => {
  it.each(CALLERS)('shows %s what is theirs', async caller => {
    const { default: Page } = (await load(file)) as { default: Page };
    const props = { params: Promise.resolve(params?.(world) ?? {}), searchParams: Promise.resolve(query) };
    const outcome = await as(caller, () => Page(props));
    const shown = JSON.stringify(outcome);
    if (mayPass(caller, needs)) {
      // whoever has signed in is led on from the sign-in page
      expect(outcome).toMatchObject(
        file === 'sign-in/page.tsx' && caller !== 'nobody' && caller !== 'expired owner'
          ? { kind: 'sent to', to: '/dashboard' }
          : { kind: 'answered' },
      );
      return;
    }
    if (caller !== 'stranger') expect(outcome).toMatchObject({ to: expect.stringMatching(/^\/sign-in\?next=/) });
    else if (file.includes('[slug]')) expect(outcome.kind, 'as good as none').toBe('gone');
    expect(shown).not.toContain(SECRET);
    expect(shown).not.toContain(world.workspace);
  });
});

type Route = (request: Request, props: { params: Promise<unknown> }) => Promise<Response>;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

describe.each(Object.entries(ROUTES))('the route %s', (key, { needs, params, query = {} }) => {
  it.each(CALLERS)('gives %s what is theirs', async caller => {
    const [file = '', method = ''] = key.split('#');
    const answer = (await load(file))[method] as Route;
    const request = new Request(`https://upbeat.example/?${new URLSearchParams(query).toString()}`, {
      method,
      headers: { origin: 'https://upbeat.example', 'sec-fetch-site': 'same-origin' },
    });
    const outcome = await as(caller, () => answer(request, { params: Promise.resolve(params?.(world) ?? {}) }));
    const response = outcome.kind === 'answered' ? (outcome.value as Response) : null;
    const shown = JSON.stringify(outcome) + ((await response?.text()) ?? '');
    if (mayPass(caller, needs)) {
      expect(response?.status).toBe(200);
      if (caller !== 'stranger') return;
    } else if (response && caller !== 'stranger') expect([401, 403, 404]).toContain(response.status);
    // a stranger gets what is theirs, or nothing
    expect(shown).not.toContain(SECRET);
    expect(shown).not.toContain(world.workspace);
  });
});

type Action = ((data: FormData) => Promise<unknown>) & ((before: FormAnswer, data: FormData) => Promise<FormAnswer>);

describe.each(Object.entries(ACTIONS))(
  'the action %s',
  (key, { needs, fields, changesNothing, refusesAll, strangersToo }) => {
    it.each(CALLERS)('does for %s only what they may', async caller => {
      const [file = '', name = ''] = key.split('#');
      const action = (await load(file))[name] as Action;
      const data = new FormData();
      for (const [field, value] of Object.entries(fields(world))) data.set(field, value);
      const before = await everythingInside();
      const outcome = await as(caller, () => (action.length === 1 ? action(data) : action(IDLE, data)));
      const after = await everythingInside();

      const allowed = mayPass(caller, needs) && (caller !== 'stranger' || strangersToo || needs === 'anybody');
      if (allowed) {
        if (outcome.kind === 'answered' && outcome.value)
          expect(outcome.value).toMatchObject({ kind: refusesAll ? 'refused' : 'done' });
        if (changesNothing) expect(after).toBe(before);
        else expect(after, 'or the case proves nothing').not.toBe(before);
        return;
      }
      expect(after).toBe(before);
      if (caller !== 'stranger' && outcome.kind === 'answered')
        expect(outcome.value).toMatchObject({ kind: 'refused' });
    });
  },
);
