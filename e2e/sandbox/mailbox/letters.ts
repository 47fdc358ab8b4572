import PostalMime from 'postal-mime';

/** A mail as it came over the wire, and as a mail program reads it. */
export type SandboxLetter = {
  /** whom the server was told to deliver to */
  recipients: string[];
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  /** the headers' names, as often as they are there */
  headers: string[];
  at: number;
};

/** Reads a mail with a program that has nothing to do with the one that wrote it. */
export async function readLetter(raw: Buffer, recipients: string[], at: number): Promise<SandboxLetter> {
  const mail = await PostalMime.parse(raw);
  const address = (one: { address?: string } | undefined) => one?.address ?? '';
  return {
    recipients,
    from: address(mail.from),
    to: (mail.to ?? []).map(address),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
    headers: mail.headers.map(({ key }) => key.toLowerCase()),
    at,
  };
}
