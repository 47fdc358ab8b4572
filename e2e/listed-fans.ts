/** Who is on the small operator's list at Spotify: five, and one who has taken the place of somebody taken off it. */
export const LISTED_FANS = ['Ada', 'Bo', 'Cem', 'Dua', 'Eli', 'Fay'].map(name => `listed-${name}`);
