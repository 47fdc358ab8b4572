import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import type { FormAction } from '@/components/ui/form-answer';
import { Section } from '@/components/ui/section';

type WorkspaceDataProps = {
  name: string;
  /** where the file with everything is */ download: string;
  /** null: the reader is no owner */ erase: FormAction | null;
};

/** Take everything along, or have everything go. */
export function WorkspaceData({ name, download, erase }: WorkspaceDataProps) {
  if (!erase)
    return (
      <Section title="Data" about="Only an owner can download everything of this workspace, or erase it.">
        {null}
      </Section>
    );
  return (
    <>
      <Section
        title="Export"
        about="One JSON file with all campaigns, their links, artwork and numbers, the members and the log. Fans are in it as sums only: who they are is not ours to give."
      >
        <div>
          <a href={download} className="button" data-look="plain" download>
            Download everything
          </a>
        </div>
      </Section>
      <Section
        title="Erase"
        about="The workspace goes with everything in it. It cannot be taken back, so download it first."
      >
        <div>
          <Dialog opener={{ label: 'Erase the workspace …', look: 'bad' }} title="Erase this workspace?" stay="Keep it">
            <ul className="grid list-disc gap-1.5 ps-5">
              <li>All its campaigns are deleted: their pages lead nowhere from now on, also those that are out.</li>
              <li>
                All permissions that fans gave are destroyed. Nothing more is saved for them, and their passes say that
                it is gone. What is in their libraries stays there.
              </li>
              <li>Nobody gets the addresses of its public pages again, you neither.</li>
              <li>Members lose their seat, and those who are in no other workspace their account. So may you.</li>
              <li>Numbers, invitations and the log go as well.</li>
            </ul>
            <Form action={erase} className="grid gap-3">
              <TextField
                name="name"
                label="Type its name to go on"
                hint={<bdi className="[overflow-wrap:anywhere]">{name}</bdi>}
                autoComplete="off"
                required
              />
              <Button type="submit" look="bad" busy="Erasing …">
                Erase for good
              </Button>
            </Form>
          </Dialog>
        </div>
      </Section>
    </>
  );
}
