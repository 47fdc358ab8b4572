const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s‘’“”'"]+/gu, ' ')
    .trim()
    .toLocaleLowerCase('und');

/** Whether somebody has typed a title: capitals, blanks and the kind of quotation marks are forgiven, as phones change them. */
export function isSameTitle(typed: string, title: string): boolean {
  return plain(typed) === plain(title);
}
