/**
 * The cookie that tells a campaign page's script that this browser holds a pass for it. It is no secret and says nothing but
 * that: the pass itself is in a cookie no script can read.
 */
export const PASS_MARK = 'upbeat.presaved';
