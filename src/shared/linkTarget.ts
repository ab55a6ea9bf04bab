// Decides whether a link of a model's answer may be opened at all: http and https, and nothing else.

/** The address in its normal form (host in punycode, no user or password), or null where it must not be opened. */
export function linkTarget(href: string): string | null {
  if (href.length > 2000 || !URL.canParse(href)) return null;
  const url = new URL(href);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.hostname === '' || url.username !== '' || url.password !== '') return null;
  return url.href;
}
