import { EmptyState } from '@/components/ui/empty-state';
import { ButtonWay } from '@/components/ui/way';

/** What is not in this workspace: deleted, somebody else's, or never there. The three look alike on purpose. */
export default function NotFound() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        title="Not in this workspace"
        about={
          <p>
            It may have been deleted, perhaps in another tab or by somebody else, or it may be in another of your
            workspaces: the switch is beside Upbeat’s name.
          </p>
        }
      >
        <ButtonWay href="/dashboard">To the campaigns</ButtonWay>
      </EmptyState>
    </>
  );
}
