// Back to the slides, at the place where they were left.

/** Goes back to the page that the presenter came from. */
export function goBack(page) {
  const from = document.referrer && new URL(document.referrer);
  const there = new URL(page, location.href);
  // The browser knows how far the slides were scrolled, which no address says.
  if (from && from.origin === there.origin && from.pathname === there.pathname) history.back();
  else location.assign(page);
}
