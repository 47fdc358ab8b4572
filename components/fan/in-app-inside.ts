/** What the page says when a fan is to be shown the way out by hand; whoever shows it takes the event's default away. */
export const INSIDE_EVENT = 'upbeat:inside';

/** What goes along with INSIDE_EVENT. */
export type InsideDetail = {
  app: string;
  /** the app's name, if it has one */ name: string | null;
  android: boolean;
  /** the service that was tapped, or '' */ go: string;
  /** where to go on outside */ address: string;
  /** the link that leads out, if one does */ out: string | null;
  /** whether the app follows it only into a new window */ blank: boolean;
};
