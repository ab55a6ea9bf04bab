// Public formats of secrets that identify themselves: one row a format. Says nothing about how they are found.
// Facts from the issuers' own documents and from public scanners' rule sets.

/**
 * `prefix` is the literal that the search jumps to, `body` the regular expression source of what follows it. Bodies are
 * one character class after another with plain bounds, so that matching is linear.
 */
export interface TokenFormat {
  readonly kind: string;
  readonly prefix: string;
  readonly body: string;
  /** What stands before the literal, as a source of fixed length, for formats that are recognised by their middle. */
  readonly before?: { readonly source: string; readonly lengths: readonly number[] };
  /** True where prefix and body are so plain that a letter or digit before them means something else. */
  readonly weak?: true;
  /** True where only a random body makes it a token: the prefix could be part of any name. */
  readonly random?: true;
  /** True where nothing but a token begins like this: it is one even where what follows looks made up. */
  readonly certain?: true;
  /** True where what follows must not read as a name: style sheets have classes with this prefix. */
  readonly noName?: true;
  /** True where the prefix is a public name and only what follows is secret. */
  readonly bodyOnly?: true;
}

const alnum = '[A-Za-z0-9]';
const word = '[A-Za-z0-9_-]';
const base64 = '[A-Za-z0-9+/]';
const hex = '[0-9a-f]';
const upper = '[A-Z0-9]';
const uuid = `${hex}{8}-${hex}{4}-${hex}{4}-${hex}{4}-${hex}{12}`;

type Row = readonly [kind: string, prefixes: string, body: string];

const plain: readonly Row[] = [
  // Language models
  ['openai', 'sk-proj- sk-svcacct- sk-admin- sk-None-', `${word}{20,}`],
  ['anthropic', 'sk-ant-', `${word}{24,}`],
  ['openrouter', 'sk-or-', `${word}{32,}`],
  ['langfuse', 'sk-lf-', uuid],
  ['groq', 'gsk_', `${alnum}{32,}`],
  ['xai', 'xai-', `${alnum}{40,}`],
  ['perplexity', 'pplx-', `${alnum}{32,}`],
  ['huggingface', 'hf_ api_org_', `${alnum}{30,}`],
  ['replicate', 'r8_', `${alnum}{34,}`],
  ['nvidia', 'nvapi-', `${word}{40,}`],
  ['pinecone', 'pcsk_', `${word}{40,}`],
  ['langsmith', 'lsv2_pt_ lsv2_sk_', `${hex}{32}_${hex}{8,12}`],
  ['fireworks', 'fw_', `${alnum}{22,}`],
  ['together', 'tgp_v1_', `${word}{40,}`],
  ['cerebras', 'csk-', `${alnum}{40,}`],
  ['anyscale', 'esecret_', `${alnum}{20,}`],
  ['llama-cloud', 'llx-', `${alnum}{40,}`],
  ['tavily', 'tvly-', `${word}{24,}`],
  ['jina', 'jina_', `${alnum}{40,}`],
  ['runpod', 'rpa_', `${alnum}{36,}`],
  ['wandb', 'wandb_v1_', '[A-Za-z0-9_]{40,}'],
  ['e2b', 'e2b_', `${hex}{40}`],
  ['helicone', 'sk-helicone- pk-helicone-', `${word}{20,}`],
  ['aws-bedrock', 'ABSK', '[A-Za-z0-9+/]{100,}={0,2}'],
  ['aws-bedrock', 'bedrock-api-key-', '[A-Za-z0-9+/=_-]{60,}'],
  // Clouds
  ['google-api', 'AIza', `${word}{35,}`],
  ['google-oauth', 'GOCSPX-', `${word}{24,}`],
  ['google-oauth', 'ya29.', '[A-Za-z0-9_.-]{20,}'],
  ['google-oauth', '1//0', `${word}{30,}`],
  ['aws-session', 'IQoJb3JpZ2luX2', '[A-Za-z0-9+/=%]{60,}'],
  ['azure-sas', '&sig= ?sig= &amp;sig=', '[A-Za-z0-9%+/=_-]{40,}'],
  ['alibaba', 'LTAI', `${alnum}{16,}`],
  ['tencent', 'AKID', `${alnum}{32,}`],
  ['baidu', 'bce-v3/ALTAK-', '[A-Za-z0-9]{16,}/[0-9a-f]{40}'],
  ['volcengine', 'AKLT', `${word}{40,}`],
  ['aiven', 'AVNS_', `${word}{16,}`],
  ['cockroachdb', 'CCDB1_', '[A-Za-z0-9_]{40,}'],
  ['mongodb-atlas', 'mdb_sa_sk_ mdb_sa_', `${word}{32,}`],
  ['elastic', 'essu_', '[A-Za-z0-9+/=]{40,}'],
  ['firebase', 'AAAA', '[A-Za-z0-9_-]{7}:[A-Za-z0-9_-]{140}'],
  ['digitalocean', 'dop_v1_ doo_v1_ dor_v1_', `${hex}{64}`],
  ['databricks', 'dapi', `${hex}{32}(?:-[0-9]{1,2})?`],
  ['cloudflare', 'v1.0-', `${hex}{24}-${hex}{100,}`],
  ['cloudflare', 'cfut_ cfat_ cfk_', `${word}{30,}`],
  ['heroku', 'HRKU-', `${word}{36,}`],
  ['fly', 'FlyV1 fm', '[0-9][a-z]?_[A-Za-z0-9+/=,_-]{40,}'],
  ['fly', 'fo1_', `${word}{40,}`],
  ['fly', 'fm1r_ fm1a_ fm2_', '[A-Za-z0-9+/=,_-]{60,}'],
  ['netlify', 'nfp_', `${alnum}{36,}`],
  ['vercel', 'vcp_ vci_ vca_ vcr_ vck_', `${alnum}{20,}`],
  ['render', 'rnd_', `${alnum}{28,}`],
  ['neon', 'napi_', `${alnum}{40,}`],
  ['scaleway', 'SCW', `${upper}{17}`],
  ['tailscale', 'tskey-', `${word}{20,}`],
  ['pulumi', 'pul-', `${hex}{40}`],
  ['doppler', 'dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.', '[A-Za-z0-9._-]{38,}'],
  ['vault', 'hvs. hvb. hvr.', `${word}{24,}`],
  ['openshift', 'sha256~', `${word}{43}`],
  ['supabase', 'sbp_ sbp_oauth_', `${hex}{40,}`],
  ['supabase', 'sb_secret_', `${word}{20,}`],
  ['planetscale', 'pscale_tkn_ pscale_oauth_ pscale_pw_', '[A-Za-z0-9_.=-]{32,}'],
  ['dynatrace', 'dt0c01. dt0s01. dt0s02. dt0s16.', `${upper}{8,24}\\.${upper}{40,}`],
  ['onepassword', 'A3-', `${upper}{6}-(?:${upper}{11}|${upper}{6}-${upper}{5})-${upper}{5}-${upper}{5}-${upper}{5}`],
  ['onepassword', 'ops_eyJ', '[A-Za-z0-9+/=_-]{60,}'],
  ['harness', 'pat. sat.', `${word}{22}\\.${alnum}{24}\\.${alnum}{20}`],
  // Code hosts, registries, builds
  ['github-pat', 'ghp_', `${alnum}{36,}`],
  ['github-pat', 'github_pat_', '[A-Za-z0-9_]{36,}'],
  ['github-token', 'gho_ ghu_ ghs_ ghr_', `${alnum}{36,}`],
  [
    'gitlab',
    'glpat- gldt- glrt- glptt- glcbt- glft- glimt- glagent- gloas- glsoat- glffct- glwt-',
    '[A-Za-z0-9_.=-]{20,}',
  ],
  ['gitlab', 'GR1348941', `${word}{20,}`],
  ['bitbucket', 'ATBB', `${alnum}{28,}`],
  ['bitbucket', 'BBDC-', '[A-Za-z0-9+/@_-]{40,}'],
  ['atlassian', 'ATATT3 ATCTT3', '[A-Za-z0-9_=-]{60,}'],
  ['npm', 'npm_', `${alnum}{36,}`],
  ['pypi', 'pypi-', `${word}{50,}`],
  ['rubygems', 'rubygems_', `${hex}{48}`],
  ['crates', 'cio', `${alnum}{32}`],
  ['nuget', 'oy2', '[a-z0-9]{43}'],
  ['dockerhub', 'dckr_pat_ dckr_oat_', `${word}{24,}`],
  ['jfrog', 'AKCp', `${alnum}{60,}`],
  ['jfrog', 'cmVmdGtuO', `${alnum}{50,}`],
  ['clojars', 'CLOJARS_', '[a-z0-9]{60}'],
  ['circleci', 'CCIPAT_ CCIPRJ_', '[A-Za-z0-9_]{40,}'],
  ['buildkite', 'bkua_ bkct_', `${alnum}{38,}`],
  ['sonar', 'sqp_ squ_ sqa_', `${hex}{40}`],
  ['sourcegraph', 'sgp_ slk_', '[A-Za-z0-9_]{40,}'],
  ['codecov', 'snyk_uat.', '[A-Za-z0-9._-]{30,}'],
  ['terraform', 'ATLASv1.', `${word}{60,}`],
  ['prefect', 'pnu_ pku_', `${alnum}{36}`],
  ['infracost', 'ico-', `${alnum}{32}`],
  ['packagist', 'packagist_ork_ packagist_oat_ packagist_urk_', `${hex}{40,}`],
  ['expo', 'ExponentPushToken[ ExpoPushToken[', `${word}{18,}\\]`],
  ['trigger-dev', 'tr_dev_ tr_prod_ tr_stg_', `${alnum}{16,}`],
  ['inngest', 'signkey-prod- signkey-test- signkey-branch-', `${hex}{32,}`],
  ['polar', 'polar_oat_ polar_pat_', `${alnum}{30,}`],
  ['retool', 'retool_', `${alnum}{26,}`],
  ['infisical', 'st.', `${hex}{24}\\.${hex}{32}\\.${hex}{32}`],
  ['honeycomb', 'hcaik_ hcbik_ hcxik_ hcalk_ hcxlk_', '[a-z0-9]{30,}'],
  ['axiom', 'xaat- xapt-', uuid],
  ['honeybadger', 'hbp_', `${alnum}{30,}`],
  // Messages, mail, payment
  ['slack', 'xoxb- xoxa- xoxo- xoxp- xoxr- xoxs- xoxe- xoxc- xoxd- xoxe.xoxp- xoxe.xoxb-', '[A-Za-z0-9%+/=-]{20,}'],
  ['slack', 'xapp-', `${word}{40,}`],
  ['stripe', 'sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_', `${alnum}{16,}`],
  ['webhook-secret', 'whsec_', '[A-Za-z0-9+/=_-]{24,}'],
  ['square', 'sq0atp- sq0csp- sq0idp-', `${word}{22,}`],
  ['square', 'EAAA', `${word}{56,}`],
  ['facebook', 'EAAC EAAM EAAB EAAG', `${alnum}{60,}`],
  ['paypal', 'access_token$production$ access_token$sandbox$', '[a-z0-9]{16}\\$[0-9a-f]{32}'],
  ['plaid', 'access-sandbox- access-development- access-production-', uuid],
  ['shopify', 'shpat_ shpca_ shppa_ shpss_', '[A-Fa-f0-9]{32}'],
  ['flutterwave', 'FLWSECK- FLWSECK_TEST-', '[A-Za-z0-9-]{12,}'],
  ['duffel', 'duffel_live_ duffel_test_', `${word}{40,}`],
  ['adobe', 'p8e-', '[a-z0-9]{32}'],
  ['mergify', 'mka_ mra_', `${word}{40,}`],
  ['razorpay', 'rzp_live_ rzp_test_', `${alnum}{14,}`],
  ['mercury', 'secret-token:mercury_production_ secret-token:mercury_sandbox_', '[A-Za-z0-9_]{20,}'],
  ['paddle', 'pdl_live_apikey_ pdl_sdbx_apikey_', '[A-Za-z0-9_]{30,}'],
  ['stytch', 'secret-live- secret-test-', `${word}{30,}={0,2}`],
  ['onfido', 'api_live. api_sandbox. api_live_us. api_live_ca.', '[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{20,}'],
  ['onfido', 'api_live. api_sandbox.', `${word}{30,}`],
  ['persona', 'persona_production_ persona_sandbox_', '[A-Za-z0-9-]{24,}'],
  ['checkout', 'sk_sbox_', '[a-z0-9*#$=]{26,}'],
  ['onesignal', 'os_v2_app_ os_v2_org_', '[a-z0-9]{60,}'],
  ['clickup', 'pk_', `[0-9]{6,10}_${upper}{32}`],
  ['trello', 'ATTA', `${hex}{64,}`],
  ['easypost', 'EZAK EZTK', `${alnum}{54}`],
  ['shippo', 'shippo_live_ shippo_test_', `${hex}{40}`],
  ['sendgrid', 'SG.', `${word}{20,24}\\.${word}{39,50}`],
  ['mailgun', 'pubkey-', `${hex}{32}`],
  ['sendinblue', 'xkeysib- xsmtpsib-', `${hex}{64}-${alnum}{16}`],
  ['resend', 're_', `${alnum}{8}_${alnum}{20,}`],
  ['twitter', 'AAAAAAAAAAAAAAAAAAAA', '[A-Za-z0-9%]{50,}'],
  ['lark', 'xoxlark-', `${word}{20,}`],
  // Work tools
  ['linear', 'lin_api_ lin_oauth_', `${alnum}{32,}`],
  ['notion', 'ntn_', `${alnum}{40,}`],
  ['notion', 'secret_', `${alnum}{43}`],
  ['figma', 'figd_ figo_ figu_', `${word}{36,}`],
  ['postman', 'PMAK-', `${hex}{24}-${hex}{34}`],
  ['new-relic', 'NRAK- NRJS- NRII- NRAA- NRIQ-', `${word}{19,}`],
  ['grafana', 'glsa_', `${alnum}{32}_[A-Fa-f0-9]{8}`],
  ['grafana', 'glc_', '[A-Za-z0-9+/=]{32,}'],
  ['grafana', 'eyJrIjoi', '[A-Za-z0-9+/=]{40,}'],
  ['sentry', 'sntrys_ sntryu_', '[A-Za-z0-9+/=_-]{40,}'],
  ['posthog', 'phx_', `${alnum}{40,}`],
  ['airtable', 'pat', `${alnum}{14}\\.${hex}{64}`],
  ['hubspot', 'pat-na1- pat-na2- pat-eu1-', uuid],
  ['typeform', 'tfp_', '[A-Za-z0-9_.=-]{40,}'],
  ['contentful', 'CFPAT-', `${word}{40,}`],
  ['dropbox', 'sl.', `${word}{120,}`],
  ['readme', 'rdme_', '[a-z0-9]{60,}'],
  ['frameio', 'fio-u-', `${word}{60,}`],
  ['adafruit', 'aio_', `${alnum}{28}`],
  ['mapbox', 'sk.eyJ', '[A-Za-z0-9_-]{40,}\\.[A-Za-z0-9_-]{20,}'],
  ['asana', '1/ 0/', '[0-9]{14,20}(?:/[0-9]{14,20})?:[0-9a-f]{32}'],
  ['okta', 'SSWS 00', `${word}{40}`],
  ['intra42', 's-s4t2ud- s-s4t2af-', `${hex}{64}`],
  ['scalingo', 'tk-us-', `${word}{48}`],
  ['yandex', 'y0_', `${word}{55,}`],
  ['yandex', 'AQVN', `${word}{35,38}`],
  ['yandex', 't1.', '[A-Z0-9a-z_-]{4,}={0,2}\\.[A-Z0-9a-z_-]{86}={0,2}'],
  ['age', 'AGE-SECRET-KEY-1', `${upper}{50,62}`],
  ['age', 'AGE-PLUGIN-', `${word}{50,}`],
  ['jwt', 'eyJ', '[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{16,}'],
  [
    'jwe',
    'eyJ',
    '[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{0,800}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{16,}',
  ],
];

/** The common manner of makers of language models. */
const certain: readonly Row[] = [['api-key', 'sk-', `${alnum}{20,}`]];
const certainNoName: readonly Row[] = [['api-key', 'sk-', `${word}{16,}`]];

const weak: readonly Row[] = [
  ['aws-access-key', 'AKIA ASIA ABIA ACCA', '[A-Z0-9]{16}'],
  ['twilio', 'SK', `${hex}{32}`],
  ['voyage', 'pa-', `${word}{43}`],
  ['databento', 'db-', `${alnum}{29}`],
  ['ubidots', 'BBFF-', `${alnum}{30}`],
  ['octopus', 'API-', `${upper}{25,}`],
  ['lob', 'live_ test_ live_pub_ test_pub_', `${hex}{31,40}`],
  ['mollie', 'live_ test_', `${alnum}{30}`],
  ['gocardless', 'live_ sandbox_', `${word}{40}`],
  ['sumsub', 'sbx: prd:', `${alnum}{24}\\.${alnum}{32}`],
  ['firecrawl', 'fc-', `${hex}{32}`],
  ['modal', 'ak- as-', `${alnum}{22}`],
  ['cursor', 'crsr_ key_', `${hex}{64}`],
  ['stellar', 'S', '[A-Z2-7]{55}'],
  ['cal-com', 'cal_live_ cal_', `${hex}{32}`],
  ['bitcoin', 'xprv yprv zprv', '[1-9A-HJ-NP-Za-km-z]{100,}'],
  ['launchdarkly', 'sdk- mob- api-', uuid],
  ['mailgun', 'key-', `${hex}{32}`],
  ['api-key', 'sk_ pk-', `${hex}{32,}`],
];

const bodyOnly: readonly Row[] = [
  ['azure-key', 'AccountKey= SharedAccessKey= SharedSecretKey=', `${base64}{32,}={0,2}`],
];

/** Web addresses that are a secret as a whole: whoever has them may post. */
const addresses: readonly Row[] = [
  ['slack-webhook', 'https://hooks.slack.com/', '(?:services|workflows|triggers)/[A-Za-z0-9/_-]{30,}'],
  [
    'discord-webhook',
    'https://discord.com/api/ https://discordapp.com/api/',
    '(?:v[0-9]+/)?webhooks/[0-9]{16,20}/[A-Za-z0-9_-]{50,}',
  ],
  ['teams-webhook', '.webhook.office.com/webhookb2/', '[A-Za-z0-9@/-]{60,}'],
  ['zapier-webhook', 'https://hooks.zapier.com/hooks/catch/', '[0-9]+/[A-Za-z0-9]{5,}'],
  ['telegram', 'api.telegram.org/bot', '[0-9]{8,10}:[A-Za-z0-9_-]{35}'],
];

const middles: readonly TokenFormat[] = [
  { kind: 'azure-devops', prefix: 'AZDO', before: { source: `${alnum}{76}`, lengths: [76] }, body: `${alnum}{4}` },
  { kind: 'terraform', prefix: '.atlasv1.', before: { source: `${alnum}{14}`, lengths: [14] }, body: `${word}{58,}` },
  { kind: 'telegram', prefix: ':AA', before: { source: '[0-9]{8,10}', lengths: [10, 9, 8] }, body: `${word}{33}` },
  {
    kind: 'azure-secret',
    prefix: 'Q~',
    before: { source: '[A-Za-z0-9_.~-]{3}[0-9]', lengths: [4] },
    body: '[A-Za-z0-9_.~-]{31,40}',
  },
  { kind: 'mailchimp', prefix: '-us', before: { source: `${hex}{32}`, lengths: [32] }, body: '[0-9]{1,2}' },
  // Unknown makers that follow the common manner: `acme_live_…`, `acme_pat_…`.
  ...['_live_', '_test_', '_prod_', '_secret_', '_pat_', '_sk_', '_tok_', '_token_', '_key_', '_api_'].map(
    (prefix): TokenFormat => ({
      kind: 'api-key',
      prefix,
      before: { source: '[a-z][a-z0-9]{1,11}', lengths: [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2] },
      body: `${alnum}{20,}`,
      random: true,
    }),
  ),
  {
    kind: 'discord',
    prefix: '.',
    before: { source: '[MNO][A-Za-z0-9_-]{23,27}', lengths: [24, 25, 26, 27, 28] },
    body: `${word}{6,7}\\.${word}{27,40}`,
  },
];

/** A sign at the end makes a literal of four characters or more one that no word has. */
const isCertain = (prefix: string): boolean => prefix.length >= 4 && /[^A-Za-z0-9]$/.test(prefix);

type Flags = Pick<TokenFormat, 'weak' | 'bodyOnly' | 'certain' | 'noName'>;

function expand(rows: readonly Row[], flags: Flags): TokenFormat[] {
  // A space inside a prefix is written as its own cell's neighbour only for Fly and Okta, whose tokens begin with a scheme.
  return rows.flatMap(([kind, prefixes, body]) =>
    splitPrefixes(prefixes).map((prefix) => ({ kind, prefix, body, ...flags })),
  );
}

function splitPrefixes(prefixes: string): readonly string[] {
  return prefixes.startsWith('FlyV1') || prefixes.startsWith('SSWS') ? [prefixes] : prefixes.split(' ');
}

export const tokenFormats: readonly TokenFormat[] = [
  ...expand(addresses, {}),
  ...expand(plain, {}).map((format) => (isCertain(format.prefix) ? { ...format, certain: true as const } : format)),
  ...expand(certain, { weak: true, certain: true }),
  ...expand(certainNoName, { weak: true, certain: true, noName: true }),
  ...expand(weak, { weak: true }),
  ...expand(bodyOnly, { bodyOnly: true }),
  ...middles,
];
