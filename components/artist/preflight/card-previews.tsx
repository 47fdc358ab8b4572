import { Section } from '@/components/ui/section';
import { CARD_NETWORK_NAMES, CARD_NETWORKS, clipped, type CardHead, type CardNetwork } from '@/lib/domain/preflight';
import './card-previews.css';

type CardPreviewsProps = {
  cards: Partial<Record<CardNetwork, CardHead>>;
  host: string;
  accent: string;
  isDraft: boolean;
};

/**
 * How far each network's card goes, in characters, as seen in their apps; none of them publishes the figures, and all of them go
 * by the width of the screen.
 */
const MOST: Record<CardNetwork, { title: number; description: number }> = {
  facebook: { title: 88, description: 110 },
  x: { title: 70, description: 0 },
  whatsapp: { title: 80, description: 80 },
  discord: { title: 256, description: 350 },
  imessage: { title: 80, description: 0 },
};

/** The page's card as each network draws it: its shape, its cuts, the order of its lines. */
export function CardPreviews({ cards, host, accent, isDraft }: CardPreviewsProps) {
  return (
    <Section
      title="The link as a card"
      about={
        isDraft
          ? 'As the networks will draw it once the page is public.'
          : 'Drawn from what each network was given just then. Where exactly a line is cut depends on the screen.'
      }
    >
      <ul className="grid gap-x-6 gap-y-8 md:grid-cols-2">
        {CARD_NETWORKS.map(network => (
          <li key={network} className="grid content-start gap-2">
            <p className="font-semibold">{CARD_NETWORK_NAMES[network]}</p>
            <Preview network={network} head={cards[network]} host={host} accent={accent} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

type PreviewProps = { network: CardNetwork; head: CardHead | undefined; host: string; accent: string };

function Preview({ network, head, host, accent }: PreviewProps) {
  if (!head) return <p className="border border-line p-3 text-muted">{host}: a bare link, without a card.</p>;
  const most = MOST[network];
  const title = clipped(head.title ?? host, most.title);
  const description = most.description > 0 && head.description ? clipped(head.description, most.description) : null;
  return (
    <div className="card-preview" data-network={network} style={{ '--bar': accent } as React.CSSProperties}>
      {head.image && <img className="card-preview-picture" src={new URL(head.image).pathname} alt="" />}
      <div className="card-preview-words">
        <p className="card-preview-host">{network === 'discord' ? 'Upbeat' : host}</p>
        <p className="card-preview-title" dir="auto">
          {title}
        </p>
        {description && (
          <p className="card-preview-description" dir="auto">
            {description}
          </p>
        )}
      </div>
    </div>
  );
}
