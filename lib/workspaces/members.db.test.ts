import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import type { Acting } from '../domain/workspace';
import { testDatabase, type TestDatabase } from '../testing/database';
import { addMember, makeOwner, makePerson } from '../testing/workspaces';
import { acceptInvitation, readInvitation } from './accept-invitation';
import { listInvitations, listMembers } from './data';
import { enrol } from './enrol';
import { invite } from './invite';
import { readLog } from './log';
import { removeMember } from './remove-member';
import { renameWorkspace } from './rename';
import { resendInvitation } from './resend-invitation';
import { revokeInvitation } from './revoke-invitation';
import { setRole } from './set-role';

const mails: { to: string; href: string; subject: string }[] = [];
let mailServer: 'sent' | 'not_sent' = 'sent';
vi.mock('../env', () => ({ env: () => ({ authSecret: 'x'.repeat(40), appUrl: 'https://upbeat.example' }) }));
vi.mock('../mail/send', () => ({
  sendMail: async (to: string, letter: { subject: string; button: { href: string } }) => {
    mails.push({ to, href: letter.button.href, subject: letter.subject });
    return { kind: mailServer };
  },
}));

let test: TestDatabase;
let open: OpenDatabase;
let owner: Acting;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 8 });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});
beforeEach(async () => {
  await test.sql`truncate users, workspaces, mail_sends cascade`;
  mails.length = 0;
  mailServer = 'sent';
  owner = await makeOwner(open.db);
});

const host = { workspace: 'Night Drive', by: 'Mira' };
const ask = (email: string, role: 'owner' | 'editor' | 'viewer' = 'editor') =>
  invite(owner, host, { email, role }, open.db);
const tokenOf = (n: number) => mails.at(n)?.href.split('/').at(-1) ?? '';
const lines = async () =>
  (await readLog(owner.workspace, { before: null, limit: 50 }, open.db)).map(({ action, subject, details }) => [
    action,
    subject,
    details,
  ]);

describe('owners', () => {
  it('cannot go or step down while there is no other', async () => {
    expect(await removeMember(owner, owner.user, open.db)).toEqual({ kind: 'last_owner' });
    expect(await setRole(owner, { userId: owner.user, role: 'viewer' }, open.db)).toEqual({ kind: 'last_owner' });
    const second = await addMember(open.db, owner.workspace, 'owner');
    expect(await removeMember(owner, owner.user, open.db)).toEqual({ kind: 'removed' });
    expect(await removeMember(second, second.user, open.db)).toEqual({ kind: 'last_owner' });
  });

  it.each(['leave', 'step down', 'remove each other'])('two who %s at once leave one behind', async how => {
    for (let round = 0; round < 10; round++) {
      const one = await makeOwner(open.db);
      const two = await addMember(open.db, one.workspace, 'owner');
      const act = (self: Acting, other: Acting) => {
        if (how === 'leave') return removeMember(self, self.user, open.db);
        if (how === 'step down') return setRole(self, { userId: self.user, role: 'viewer' }, open.db);
        return removeMember(self, other.user, open.db);
      };
      const kinds = (await Promise.all([act(one, two), act(two, one)])).map(({ kind }) => kind);
      expect(kinds.filter(kind => kind === 'last_owner')).toHaveLength(1);
      const left = await listMembers(one.workspace, open.db);
      expect(left.filter(({ role }) => role === 'owner')).toHaveLength(1);
    }
  });

  it('are kept by the database too, whatever the code does', async () => {
    const two = await addMember(open.db, owner.workspace, 'owner');
    const bare = () =>
      Promise.allSettled(
        [owner, two].map(
          ({ user }) => test.sql`update members set role = 'viewer' where user_id = ${user} and role = 'owner'`,
        ),
      );
    const states = (await bare()).map(({ status }) => status);
    expect(states.toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(test.sql`delete from users where id in (${owner.user}, ${two.user})`).rejects.toThrow(
      /without an owner/,
    );
    await expect(test.sql`insert into workspaces (name) values ('Nobody’s')`).rejects.toThrow(/without an owner/);
    await test.sql`delete from workspaces where id = ${owner.workspace}`;
    expect(await listMembers(owner.workspace, open.db), 'with the workspace they go').toEqual([]);
  });
});

describe('the log', () => {
  it('says who did what, and the same again leaves no line', async () => {
    expect(await renameWorkspace(owner, 'Day Drive', open.db)).toEqual({ kind: 'renamed' });
    expect(await renameWorkspace(owner, 'Day Drive', open.db)).toEqual({ kind: 'same' });
    const viewer = await addMember(open.db, owner.workspace, 'viewer');
    await setRole(owner, { userId: viewer.user, role: 'editor' }, open.db);
    expect(await setRole(owner, { userId: viewer.user, role: 'editor' }, open.db)).toEqual({ kind: 'same' });
    await removeMember(owner, viewer.user, open.db);
    expect(await lines()).toEqual([
      ['member.removed', expect.stringContaining('@label.example'), {}],
      ['member.role_changed', expect.stringContaining('@label.example'), { before: 'viewer', role: 'editor' }],
      ['workspace.renamed', 'Day Drive', { before: 'Night Drive' }],
      ['workspace.made', 'Night Drive', {}],
    ]);
  });

  it('is never changed, and goes only with its workspace', async () => {
    await expect(test.sql`update audit_log set subject = 'nothing'`).rejects.toThrow(/append-only/);
    await expect(test.sql`delete from audit_log`).rejects.toThrow(/append-only/);
    await test.sql`delete from workspaces`;
    expect(await test.sql`select 1 from audit_log`).toHaveLength(0);
  });

  it('is read by its own workspace alone, a page at a time', async () => {
    const other = await makeOwner(open.db, 'Elsewhere');
    for (let i = 0; i < 5; i++) await renameWorkspace(owner, `Name ${i}`, open.db);
    const first = await readLog(owner.workspace, { before: null, limit: 3 }, open.db);
    const second = await readLog(owner.workspace, { before: first.at(-1)!.id, limit: 3 }, open.db);
    expect([...first, ...second].map(({ subject }) => subject)).toEqual([
      'Name 4',
      'Name 3',
      'Name 2',
      'Name 1',
      'Name 0',
      'Night Drive',
    ]);
    expect(await readLog(other.workspace, { before: null, limit: 9 }, open.db)).toHaveLength(1);
  });
});

describe('invitations', () => {
  it('are accepted once, by whoever holds the link', async () => {
    expect(await ask('nova@label.example')).toEqual({ kind: 'invited', mailed: true });
    expect(mails).toEqual([
      {
        to: 'nova@label.example',
        href: expect.stringMatching(/^https:\/\/upbeat\.example\/invitation\/[\w-]{43}$/),
        subject: 'Mira invites you to Night Drive on Upbeat',
      },
    ]);
    const [stored] = await test.sql`select * from invitations`;
    expect(JSON.stringify(stored), 'the token is kept as a hash').not.toContain(tokenOf(0));
    expect(await readInvitation(tokenOf(0), open.db)).toMatchObject({ workspace: 'Night Drive', role: 'editor' });

    const people = await Promise.all([makePerson(open.db), makePerson(open.db)]);
    const accepted = await Promise.all(people.map(person => acceptInvitation(tokenOf(0), person, open.db)));
    expect(accepted.map(({ kind }) => kind).toSorted()).toEqual(['joined', 'no_invitation']);
    expect(await listMembers(owner.workspace, open.db)).toHaveLength(2);
    expect((await lines())[0]).toEqual(['member.joined', null, { role: 'editor', invited: 'nova@label.example' }]);
    expect(await readInvitation(tokenOf(0), open.db)).toBeNull();
  });

  it('sent again have a new link, and the old one is dead', async () => {
    await ask('nova@label.example');
    const [{ id } = { id: '' }] = await listInvitations(owner.workspace, open.db);
    expect(await resendInvitation(owner, host, id, open.db)).toEqual({ kind: 'invited', mailed: true });
    expect(await readInvitation(tokenOf(0), open.db)).toBeNull();
    expect(await readInvitation(tokenOf(1), open.db)).toMatchObject({ role: 'editor' });
    await ask('nova@label.example', 'viewer');
    expect(await listInvitations(owner.workspace, open.db)).toMatchObject([{ id, role: 'viewer', expired: false }]);
    expect((await lines()).map(([action]) => action)).toEqual([
      'invitation.resent',
      'invitation.resent',
      'invitation.sent',
      'workspace.made',
    ]);
  });

  it('taken back or run out open nothing', async () => {
    await ask('nova@label.example');
    const [{ id } = { id: '' }] = await listInvitations(owner.workspace, open.db);
    expect(await revokeInvitation(owner, id, open.db)).toEqual({ kind: 'revoked', email: 'nova@label.example' });
    expect(await revokeInvitation(owner, id, open.db)).toEqual({ kind: 'no_invitation' });
    const person = await makePerson(open.db);
    expect(await acceptInvitation(tokenOf(0), person, open.db)).toEqual({ kind: 'no_invitation' });

    await ask('nova@label.example');
    await test.sql`update invitations set created_at = now() - interval '8 days', expires_at = now() - interval '1 second'`;
    expect(await listInvitations(owner.workspace, open.db)).toMatchObject([{ expired: true }]);
    expect(await acceptInvitation(tokenOf(1), person, open.db)).toEqual({ kind: 'no_invitation' });
  });

  it('of another workspace are not there', async () => {
    await ask('nova@label.example');
    const [{ id } = { id: '' }] = await listInvitations(owner.workspace, open.db);
    const other = await makeOwner(open.db, 'Elsewhere');
    expect(await revokeInvitation(other, id, open.db)).toEqual({ kind: 'no_invitation' });
    expect(await resendInvitation(other, host, id, open.db)).toEqual({ kind: 'no_invitation' });
    expect(await setRole(other, { userId: owner.user, role: 'viewer' }, open.db)).toEqual({ kind: 'no_member' });
    expect(await removeMember(other, owner.user, open.db)).toEqual({ kind: 'no_member' });
  });

  it('do not go to members, and not without end', async () => {
    const nova = await makePerson(open.db, 'nova@label.example');
    await ask('nova@label.example');
    expect((await acceptInvitation(tokenOf(0), nova, open.db)).kind).toBe('joined');
    expect(await ask('nova@label.example')).toEqual({ kind: 'member_already' });
    for (let i = 0; i < 5; i++) await ask('kai@label.example');
    expect(await ask('kai@label.example')).toMatchObject({ kind: 'too_many' });
    expect(mails).toHaveLength(6);
  });

  it('are kept when the mail server does not answer, and say so', async () => {
    mailServer = 'not_sent';
    expect(await ask('nova@label.example')).toEqual({ kind: 'invited', mailed: false });
    expect(await listInvitations(owner.workspace, open.db)).toHaveLength(1);
  });
});

describe('enrol', () => {
  const seats = async (user: string) =>
    (await test.sql`select role from members where user_id = ${user}`).map(r => r['role'] as string);

  it('makes the workspace with its owner', async () => {
    const user = await enrol({ email: 'mira@label.example', name: null }, open.db);
    expect(await seats(user.id)).toEqual(['owner']);
    expect(await test.sql`select name from workspaces where name = 'mira'`).toHaveLength(1);
  });

  it('makes none for who has been invited', async () => {
    await ask('nova@label.example');
    expect(await seats((await enrol({ email: 'nova@label.example', name: null }, open.db)).id)).toEqual([]);
  });

  it('makes one user of an address that comes several times at once, and one workspace', async () => {
    const made = await Promise.all(
      Array.from({ length: 6 }, () => enrol({ email: 'kai@label.example', name: null }, open.db)),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await seats(made[0]!.id)).toEqual(['owner']);
  });

  it('takes people without an address as people of their own', async () => {
    const [one, two] = [
      await enrol({ email: null, name: 'kasumi' }, open.db),
      await enrol({ email: null, name: 'kasumi' }, open.db),
    ];
    expect(one.id).not.toBe(two.id);
  });
});
