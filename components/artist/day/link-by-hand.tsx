import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { SelectField, TextField } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import type { FormAction } from '@/components/ui/form-answer';
import { DSP_NAMES, type Dsp } from '@/lib/domain/dsp';

/** Says where the release is, for a service that does not find it or finds something else. */
export function LinkByHand({ slug, services, action }: { slug: string; services: readonly Dsp[]; action: FormAction }) {
  return (
    <Dialog opener={{ label: 'Give a link' }} title="Where is the release?" stay="Leave it as it is">
      <p>The link stands above whatever the release’s code leads to. It is on the page at once.</p>
      <Form action={action} leaves className="grid gap-3">
        <input type="hidden" name="slug" value={slug} />
        <SelectField
          name="dsp"
          label="Service"
          options={services.map(dsp => ({ value: dsp, label: DSP_NAMES[dsp] }))}
        />
        <TextField name="link" label="Link of the release" type="url" inputMode="url" dir="ltr" maxLength={2_000} />
        <Button type="submit" look="main" busy="Linking …">
          Link it
        </Button>
      </Form>
    </Dialog>
  );
}
