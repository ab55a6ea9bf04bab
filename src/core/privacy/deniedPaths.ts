// Files that never leave the machine, by name and folder: the rows. All in lower case; nothing here is a matcher.

const list = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Whole names of files, wherever they lie. */
export const deniedNames: ReadonlySet<string> = new Set(
  list(`
    .envrc .flaskenv .dev.vars .npmrc .yarnrc .yarnrc.yml .pypirc .gemrc .condarc .curlrc .wgetrc pip.conf pip.ini
    .netrc _netrc .authinfo .authinfo.gpg .git-credentials .gitconfig .hgrc .pgpass pgpass.conf .pg_service.conf .my.cnf
    .mylogin.cnf .s3cfg .boto .passwd-s3fs rclone.conf .rclone.conf .databrickscfg .vault-token .vault_pass vault_pass
    .dockercfg .dockerconfigjson kubeconfig admin.conf .terraformrc terraform.rc .htpasswd htpasswd .htdigest shadow
    gshadow shadow- passwd- sudoers master.key wp-config.php wp-config-local.php web.config app.config local_settings.py
    settings_local.py localsettings.php database.yml mongorc.js .mongorc.js auth.json auth.toml token.json
    token.pickle rootkey.csv accesskeys.csv local.properties key.properties keystore.properties signing.properties
    gradle.properties sentry.properties settings-security.xml nuget.config sftp-config.json sftp.json .ftpconfig
    .ftppass .remote-sync.json filezilla.xml sitemanager.xml recentservers.xml winscp.ini wallet.dat key3.db key4.db
    logins.json cookies signons.sqlite .claude.json oauth_creds.json kaggle.json google-services.json
    googleservice-info.plist .secrets .secret .password .passwords .token .pass authorized_keys known_hosts identity
    vagrantfile.local .lesshst .viminfo .histfile .sentryclirc .snowsql .ngrok.yml ngrok.yml .credentials.json
    credentials credentials.toml .jwt msal_token_cache.json accesstokens.json adc.json
  `),
);

/** Names with a space. */
export const deniedSpacedNames: ReadonlySet<string> = new Set([
  'login data',
  'web data',
  'local state',
  'login data for account',
]);

export const deniedExtensions: ReadonlySet<string> = new Set(
  list(`
    pem key p12 pfx p8 pkcs12 pkcs8 jks jceks bks keystore truststore ppk kdb kdbx keychain keychain-db agilekeychain
    opvault gpg pgp age secret secrets token passwd password tfstate tfvars ovpn mobileprovision wallet rdp
    db sqlite sqlite3 sqlite-wal sqlite-shm mdb accdb bak backup dump rdb dmp hprof har pcap pcapng kubeconfig
    htpasswd keytab jwk asc
  `),
);

/** Whole folders, by segments of the path in a row. What lies in them is denied, source or not. */
export const deniedFolders: readonly string[] = list(`
  .ssh .gnupg .gpg .aws .azure .gcp .gcloud .kube .git .svn .hg .password-store .terraform .terraform.d .pulumi
  .ngrok2 .oci .bluemix .aliyun .tccli .snowsql .snowflake .databricks .kaggle .huggingface .subversion/auth .chef
  .config/gcloud .config/gh .config/hub .config/op .config/doctl .config/rclone .config/stripe .config/configstore
  .config/github-copilot .config/containers .config/pypoetry .config/netlify .config/flyctl .config/heroku
  .config/google-chrome .config/chromium .config/sops .config/age .config/glab-cli .config/ngrok .mozilla .thunderbird
  .fly .netlify .cargo/credentials .gem/credentials
  .secrets .private .vault .wireguard wireguard .1password .bitwarden .electrum .ethereum .bitcoin
`);

/** Files by the last segments of their path. */
export const deniedTails: readonly string[] = list(`
  .docker/config.json .continue/config.yaml .continue/config.yml .continue/config.json .continue/config.ts .codex/config.toml
  .m2/settings.xml .bundle/config .circleci/cli.yml .streamlit/secrets.toml .dbt/profiles.yml .idea/datasources.xml
  .idea/datasources.local.xml .idea/webservers.xml .vscode/sftp.json .cargo/credentials .cargo/credentials.toml
  huggingface/token etc/passwd etc/shadow kubernetes/admin.conf .jupyter/jupyter_notebook_config.json .wrangler/config
`);

/** Folders whose name says that their files are secret, unless a file is source or prose. */
export const secretFolders: ReadonlySet<string> = new Set(
  list('secret secrets private credential credentials creds keys vault keystore keystores passwords'),
);

const settingsFile = /\.(?:json|ya?ml|toml|ini|txt|xml|properties|conf|cfg|enc|csv|env|plist|xlsx?)$/;

/**
 * A name is denied where all patterns of a row fit. Each is read in one pass, however long the name: what may stand between a
 * word and an ending is for two patterns to say, not for `.*`.
 */
export const deniedPatterns: readonly (readonly [rule: string, ...patterns: RegExp[]])[] = [
  ['env', /^\.env(?:[.\-_]|$)|(?:^|\.)env$|^env\.(?:local|prod|production|dev|development|staging|test)$/],
  ['ssh-key', /(?:^id|[_-])_?(?:rsa|dsa|ecdsa|ed25519|ed25519_sk|ecdsa_sk)$/],
  ['history', /^\../, /history$/],
  ['kubeconfig', /^kubeconfig\b|[._-]kubeconfig(?:\.ya?ml)?$/],
  ['terraform', /\.tfstate\b|\.tfvars(?:\.json)?$|\.tfrc\.json$/],
  ['secret-file', /(?:^|[._-])(?:secrets?|credentials?|creds|passwords?|passwd|passphrase)[._-]/, settingsFile],
  ['service-account', /service[-_]?account|adminsdk|^client[-_]?secrets?/, /\.json$/],
  [
    'key-file',
    /(?:^|[._-])(?:api[-_]?|private[-_]?|access[-_]?|gcp[-_]?|gcloud[-_]?|service[-_]?)?keys?\.(?:json|txt|csv|ya?ml|toml)$/,
  ],
  ['key-file', /^authkey_|[-_]accesskeys\.csv$/],
  ['key-file', /private[-_]?key/, /\.(?:txt|xml|json|der)$/],
  ['settings', /^appsettings\..+\.json$|^application-[a-z0-9]+\.(?:properties|ya?ml)$/],
  ['vault', /^\.?(?:ansible[-_])?vault(?:[-_.].*)?\.(?:ya?ml|txt|json|pass|enc)$|^\.?vault[-_]?pass/],
  ['dump', /(?:^|[._-])(?:dump|backup|bak|export|snapshot|prod|production)[._-]/, /\.sql(?:\.(?:gz|bz2|xz|zip))?$/],
  ['wallet', /^utc--/],
  ['browser', /^cookies\.(?:sqlite|db|txt|json)$/],
  ['wireguard', /^wg[0-9]+\.conf$/],
];

/** Endings that make an example of a file for settings. */
export const exampleEnding = /\.(?:example|sample|template|tmpl|tpl|dist|defaults?|schema)(?:\.[a-z]+)?$/;

export const sourceExtensions: ReadonlySet<string> = new Set(
  list(`
    ts tsx js jsx mjs cjs mts cts py pyi rb go rs java kt kts groovy scala swift c h cc cpp cxx hpp cs fs vb php pl lua
    dart ex exs erl hs elm ml mli clj cljs r jl zig nim sol vue svelte astro css scss less html md mdx rst adoc
    graphql proto pub tf
  `),
);
