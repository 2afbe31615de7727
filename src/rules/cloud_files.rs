//! Files in which command-line tools of clouds and platforms keep their credentials, and Terraform's state.

use super::judge;
use super::rule::*;

const FILE: Rule = Rule { before: Edge::Open, after: Edge::Open, class: Class::Generic, rank: -1, ..Rule::BASE };

/// A value of a state file: names, addresses and paths stand under telling names too.
fn state_value(seen: &Sighting<'_>) -> Verdict {
    let value = &seen.text[seen.secret.clone()];
    let elsewhere = [b"http://".as_slice(), b"https://", b"/", b"projects/", b"arn:", b"sha256:", b"ssh-", b"-----BEGIN CERT", b"-----BEGIN PUBLIC"];
    if elsewhere.iter().any(|head| value.starts_with(head)) || value.iter().all(u8::is_ascii_digit) {
        return Verdict::Silent;
    }
    judge::password(seen)
}

const STATE: Rule = Rule {
    provider: "HashiCorp Terraform",
    files: &["*.tfstate", "*.tfstate.backup"],
    reach: 4_096,
    judge: Some(state_value),
    exposes: "whatever it opens: state files hold every value in plain text",
    roll: "https://developer.hashicorp.com/terraform/language/manage-sensitive-data",
    advice: "Roll the values in the state and move it to a remote backend with encryption",
    reference: "https://developer.hashicorp.com/terraform/language/state",
    ..FILE
};

/// Rules for the files of clouds.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "azure-cli-token-cache",
        provider: "Microsoft Azure",
        title: "credentials of the Azure command line",
        files: &["accesstokens.json", "msal_token_cache.json", "service_principal_entries.json", ".azure/msal_http_cache.json"],
        pattern: r#""(?:refreshToken|accessToken|secret|client_secret|servicePrincipalKey)"\s{0,3}:\s{0,3}"(?P<secret>[^"\s]{16,2000})""#,
        reach: 2_400,
        judge: Some(judge::password),
        severity: Severity::Critical,
        exposes: "acts in the subscriptions of the account that is logged in",
        roll: "https://learn.microsoft.com/entra/identity/users/users-revoke-access",
        advice: "Revoke the account's sessions (az logout does not), or reset the service principal's secret",
        reference: "https://learn.microsoft.com/cli/azure/msal-based-azure-cli",
        hits: &["{in:.azure/accessTokens.json}[{{\"tokenType\": \"Bearer\", \"refreshToken\": \"<<{A64u:400}>>\"}}]", "{in:service_principal_entries.json}[{{\"client_id\": \"{uuid}\", \"client_secret\": \"<<{A62:33}>>\"}}]"],
        misses: &[("{in:accessTokens.json}[]", "logged out"), ("{in:msal_token_cache.json}{{\"RefreshToken\": {{}}, \"secret\": \"\"}}", "empty")],
        ..FILE
    },
    Rule {
        id: "boto-credential",
        provider: "boto",
        title: "secret in a boto configuration",
        files: &[".boto", "boto.cfg"],
        pattern: r"(?m)^[ \t]{0,4}(?:gs_secret_access_key|aws_secret_access_key|gs_oauth2_refresh_token|gs_service_key_file_password|proxy_pass|azure_secret_access_key)[ \t]{0,4}=[ \t]{0,4}(?P<secret>[^\s#]{6,400})",
        judge: Some(judge::password),
        exposes: "acts on the storage buckets of the account",
        roll: "https://cloud.google.com/storage/docs/authentication/managing-hmackeys",
        advice: "Deactivate the key or revoke the token, and make a new one that lies in the home directory",
        reference: "https://cloud.google.com/storage/docs/boto-gsutil",
        hits: &["{in:.boto}[Credentials]\ngs_oauth2_refresh_token = <<{A62:45}>>\n", "{in:etc/boto.cfg}[Boto]\nproxy = proxy.acme.net\nproxy_pass = <<{A62:16}>>\n"],
        misses: &[("{in:.boto}[Credentials]\ngs_oauth2_refresh_token = <your refresh token>\n", "a placeholder"), ("{in:.boto}[Credentials]\ngs_access_key_id = GOOG1E{UC36:55}\n", "the id alone")],
        ..FILE
    },
    Rule {
        id: "command-line-token",
        provider: "Command line",
        title: "token that a command-line tool has saved",
        files: &["gh/hosts.yml", ".config/hub", "doctl/config.yaml", "glab-cli/config.yml", ".fly/config.yml", "scw/config.yaml", "hcloud/cli.toml", ".ngrok2/ngrok.yml", "ngrok.yml", "pulumi/credentials.json"],
        pattern: r#"(?m)^[ \t]{0,12}(?:- )?"?(?:oauth_token|token|access-token|access_token|secret_key|authtoken|api_key)"?[ \t]{0,3}[:=][ \t]{0,3}["']?(?P<secret>[A-Za-z0-9_.~+/=-]{16,600})"#,
        reach: 768,
        judge: Some(judge::password),
        exposes: "acts as the person who is logged in",
        roll: "https://docs.github.com/authentication/keeping-your-account-and-data-secure/reviewing-your-authorized-applications-oauth",
        advice: "Log out or revoke the token at the provider that the file belongs to",
        reference: "https://cli.github.com/manual/gh_auth_login",
        hits: &["{in:.config/gh/hosts.yml}github.acme.net:\n    user: alice\n    oauth_token: <<{hex:40}>>\n", "{in:.config/hcloud/cli.toml}active_context = \"prod\"\n[[contexts]]\n  name = \"prod\"\n  token = \"<<{A62:48}>>\"\n"],
        misses: &[("{in:.config/gh/hosts.yml}github.com:\n    user: alice\n    git_protocol: ssh\n", "kept in the keyring"), ("{in:ngrok.yml}version: 2\nauthtoken: your_authtoken_goes_here\n", "a placeholder")],
        ..FILE
    },
    Rule {
        id: "databricks-profile-password",
        provider: "Databricks",
        title: "password or secret in a Databricks profile",
        files: &[".databrickscfg"],
        pattern: r"(?m)^[ \t]{0,4}(?:password|client_secret|azure_client_secret|token)[ \t]{0,4}=[ \t]{0,4}(?P<secret>[^\s#]{6,400})",
        judge: Some(judge::password),
        exposes: "uses the workspace as that user or service principal",
        roll: "https://docs.databricks.com/aws/en/dev-tools/auth/pat",
        advice: "Revoke the token or change the password in the workspace that the profile names",
        reference: "https://docs.databricks.com/aws/en/dev-tools/auth/config-profiles",
        hits: &["{in:.databrickscfg}[DEFAULT]\nhost = https://adb-1.2.azuredatabricks.net\nusername = etl@acme.net\npassword = <<{A62:16}>>\n", "{in:home/.databrickscfg}[prod]\nazure_client_secret = <<{A62:34}>>\n"],
        misses: &[("{in:.databrickscfg}[DEFAULT]\nhost = https://adb-1.2.azuredatabricks.net\nauth_type = databricks-cli\n", "logs in by the browser"), ("{in:.databrickscfg}[DEFAULT]\ntoken = <token>\n", "a placeholder")],
        ..FILE
    },
    Rule {
        id: "gcloud-credential-database",
        provider: "Google Cloud",
        title: "credentials of the gcloud command line",
        files: &["gcloud/credentials.db", "gcloud/access_tokens.db"],
        pattern: r"\A(?P<secret>(?s-u)SQLite format 3\x00.{96,512})",
        reach: 4_608,
        class: Class::Vendor,
        severity: Severity::Critical,
        exposes: "acts as every account that has logged in, in all of their projects",
        roll: "https://cloud.google.com/sdk/gcloud/reference/auth/revoke",
        advice: "Run gcloud auth revoke --all and look at what the accounts have done since",
        reference: "https://cloud.google.com/sdk/docs/authorizing",
        hits: &["{in:.config/gcloud/credentials.db}<<SQLite format 3{bytes:00}{bytes:1000010100402020}{A62:400}>>", "{in:gcloud/access_tokens.db}<<SQLite format 3{bytes:00}{bytes:0200}{A62:300}>>"],
        misses: &[("{in:gcloud/credentials.db}", "empty"), ("{in:gcloud/credentials.db}see the notes\n", "prose")],
        ..FILE
    },
    Rule {
        id: "kubeconfig-credential",
        provider: "Kubernetes",
        title: "token or password in a kubeconfig",
        files: &[
            "kubeconfig", "*.kubeconfig", ".kube/config", "kube/config", "kubeconfig.yaml", "kubeconfig.yml", "kubeconfig.json", "*.kubeconfig.yaml", "*.kubeconfig.yml", "k3s.yaml", "rke2.yaml",
            "kube_config_cluster.yml", "kubernetes/admin.conf",
        ],
        pattern: r#"(?m)^[ \t]{0,16}(?:- )?["']?(?:token|password|id-token|refresh-token|client-secret|access-token)["']?:[ \t]{0,3}["']?(?P<secret>[^\s"',{}]{8,2000})"#,
        reach: 2_400,
        judge: Some(judge::password),
        severity: Severity::Critical,
        exposes: "everything its user may do in the cluster",
        roll: "https://kubernetes.io/docs/reference/access-authn-authz/authentication/",
        advice: "Delete the token or the user at the cluster and look at its audit log",
        reference: "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/",
        hits: &["{in:.kube/config}users:\n- name: ci\n  user:\n    token: <<{A62:64}>>\n", "{in:prod.kubeconfig}users:\n- name: admin\n  user:\n    username: admin\n    password: \"<<{char:20}>>\"\n"],
        misses: &[("{in:kubeconfig}users:\n- name: ci\n  user:\n    token: ${{KUBE_TOKEN}}\n", "a reference"), ("{in:kubeconfig}users:\n- name: ci\n  user:\n    tokenFile: /run/secrets/token\n", "kept elsewhere"), ("{in:kubeconfig}users:\n- name: ci\n  user:\n    token: REDACTED\n", "cut out")],
        ..FILE
    },
    Rule {
        id: "proxmox-api-token",
        provider: "Proxmox",
        title: "Proxmox API token",
        keywords: &["PVEAPIToken", "PBSAPIToken"],
        pattern: r#"P[VB][ES]APIToken[=:][ ]?["']?[A-Za-z0-9._-]{1,64}@[A-Za-z0-9._-]{1,32}![A-Za-z0-9._-]{1,64}[=:](?P<secret>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"#,
        entropy: Some(Alphabet::Digits),
        class: Class::Vendor,
        exposes: "manages the virtual machines that the token's user may manage",
        roll: "https://pve.proxmox.com/wiki/User_Management",
        advice: "Delete the token under Datacenter, Permissions, API Tokens",
        reference: "https://pve.proxmox.com/wiki/Proxmox_VE_API",
        hits: &["Authorization: PVEAPIToken=ci@pve!deploy=<<{uuid}>>", "curl -H \"Authorization: PBSAPIToken=backup@pbs!job:<<{uuid}>>\" https://10.0.0.4:8007"],
        misses: &[("Authorization: PVEAPIToken=USER@REALM!TOKENID=UUID", "documentation"), ("PVEAPIToken=ci@pve!deploy=00000000-0000-0000-0000-000000000000", "zeros")],
        ..FILE
    },
    Rule {
        id: "rclone-password",
        provider: "rclone",
        title: "password in rclone.conf",
        files: &["rclone.conf", ".rclone.conf"],
        pattern: r"(?m)^[ \t]{0,4}(?:pass|pass2|password|password2|key_file_pass|api_password|2fa|user_password|file_password|folder_password)[ \t]{0,4}=[ \t]{0,4}(?P<secret>[A-Za-z0-9_-]{22,600})[ \t\r]{0,4}$",
        entropy: Some(Alphabet::A64),
        exposes: "reads and writes the remote: the password is only obscured, with a key that is the same everywhere",
        roll: "https://rclone.org/commands/rclone_obscure/",
        advice: "Change the password at the remote and encrypt the configuration (rclone config encryption set)",
        reference: "https://rclone.org/commands/rclone_obscure/",
        hits: &["{in:rclone.conf}[box]\ntype = sftp\nhost = files.acme.net\nuser = backup\npass = <<{A64u:38}>>\n", "{in:.config/rclone/rclone.conf}[vault]\ntype = crypt\npassword2 = <<{A64u:54}>>\n"],
        misses: &[("{in:rclone.conf}[box]\npass = \n", "empty"), ("{in:rclone.conf}# Encrypted rclone configuration File\n\nRCLONE_ENCRYPT_V0:\n{A64:200}\n", "encrypted"), ("{in:rclone.conf}[box]\npass = XXX\n", "redacted")],
        ..FILE
    },
    Rule {
        id: "rclone-token",
        provider: "rclone",
        title: "token or secret in rclone.conf",
        files: &["rclone.conf", ".rclone.conf"],
        pattern: r#"(?m)(?:"(?:access|refresh)_token"[ \t]{0,3}:[ \t]{0,3}"|^[ \t]{0,4}(?:client_secret|secret_access_key|bearer_token|access_token|auth_token|api_key|key)[ \t]{0,4}=[ \t]{0,4})(?P<secret>[^\s"{}]{12,2000})"#,
        reach: 3_200,
        judge: Some(judge::password),
        exposes: "reads and writes the remote as the account that is logged in",
        roll: "https://rclone.org/commands/rclone_config_disconnect/",
        advice: "Disconnect the remote (rclone config disconnect) and revoke the token at its provider",
        reference: "https://rclone.org/docs/#configure",
        hits: &["{in:rclone.conf}[drive]\ntype = onedrive\ntoken = {{\"token_type\":\"Bearer\",\"refresh_token\":\"<<{A62:60}>>\"}}\n", "{in:rclone.conf}[b2]\ntype = b2\nkey = <<{A62:31}>>\n"],
        misses: &[("{in:rclone.conf}[drive]\ntoken = {{\"access_token\":\"\",\"refresh_token\":\"\"}}\n", "empty"), ("{in:rclone.conf}[b2]\nkey = ${{B2_KEY_OF_BACKUP}}\n", "a reference")],
        ..FILE
    },
    Rule {
        id: "s3cmd-secret-key",
        provider: "s3cmd",
        title: "secret in an s3cmd configuration",
        files: &[".s3cfg", "s3cfg", "*.s3cfg"],
        pattern: r"(?m)^[ \t]{0,4}(?:secret_key|access_token|gpg_passphrase)[ \t]{0,4}=[ \t]{0,4}(?P<secret>[^\s#%]{6,400})",
        judge: Some(judge::password),
        exposes: "acts on the buckets of the key's owner",
        roll: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
        advice: "Make a new key pair at the storage's provider and delete this one",
        reference: "https://s3tools.org/kb/item14.htm",
        hits: &["{in:.s3cfg}[default]\naccess_key = {UC36:20}\nsecret_key = <<{A62:32}>>\n", "{in:ops/minio.s3cfg}[default]\nsecret_key=<<{A62:36}>>\n"],
        misses: &[("{in:.s3cfg}[default]\nsecret_key = \n", "empty"), ("{in:.s3cfg}[default]\nsecret_key = %(env:S3_SECRET)s\n", "a reference"), ("{in:.s3cfg}[default]\nsecret_key = YOUR_SECRET_KEY\n", "a placeholder")],
        ..FILE
    },
    Rule {
        id: "s3fs-password-file",
        provider: "s3fs",
        title: "key pair in an s3fs password file",
        files: &[".passwd-s3fs", "passwd-s3fs"],
        pattern: r"(?m)^(?:[a-z0-9.-]{3,63}:)?[A-Za-z0-9]{8,128}:(?P<secret>[A-Za-z0-9/+=_-]{16,128})[ \t\r]{0,4}$",
        judge: Some(judge::password),
        exposes: "acts on the buckets of the key's owner",
        roll: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
        advice: "Make a new key pair at the storage's provider and delete this one",
        reference: "https://github.com/s3fs-fuse/s3fs-fuse",
        hits: &["{in:.passwd-s3fs}{A62:20}:<<{A62:40}>>\n", "{in:etc/passwd-s3fs}media:{A62:16}:<<{A62:32}>>\n"],
        misses: &[("{in:.passwd-s3fs}ACCESSKEYID:YOUR_SECRET_ACCESS_KEY\n", "a placeholder"), ("{in:.passwd-s3fs}{A62:20}:{A62:8}\n", "too short")],
        ..FILE
    },
    Rule {
        id: "snowflake-connection-file",
        provider: "Snowflake",
        title: "password in a Snowflake connection file",
        files: &[".snowsql/config", "snowsql.cnf", ".snowflake/config", ".snowflake/config.toml", ".snowflake/connections.toml", "snowflake/connections.toml"],
        pattern: r#"(?m)^[ \t]{0,4}(?:password|private_key_passphrase|private_key_file_pwd|token|proxy_password)[ \t]{0,4}=[ \t]{0,4}["']?(?P<secret>[^\s"'#]{6,400})"#,
        judge: Some(judge::password),
        severity: Severity::Critical,
        exposes: "queries and changes whatever the user's role may",
        roll: "https://docs.snowflake.com/en/sql-reference/sql/alter-user",
        advice: "Change the user's password (ALTER USER) and log in with a key pair or single sign-on",
        reference: "https://docs.snowflake.com/en/developer-guide/snowflake-cli/connecting/configure-cli",
        hits: &["{in:.snowsql/config}[connections.prod]\naccountname = acme-x1\nusername = etl\npassword = <<{A62:16}>>\n", "{in:home/.snowflake/connections.toml}[default]\nuser = \"etl\"\npassword = \"<<{A62:20}>>\"\n"],
        misses: &[("{in:.snowsql/config}[connections]\n#password = {A62:16}\n", "a comment"), ("{in:.snowflake/config.toml}[connections.dev]\nauthenticator = \"externalbrowser\"\n", "single sign-on")],
        ..FILE
    },
    Rule {
        id: "terraform-cli-token",
        provider: "HashiCorp Terraform",
        title: "token in the configuration of the Terraform command line",
        files: &[".terraformrc", "terraform.rc", "credentials.tfrc.json", "*.tfrc", "*.tfrc.json", ".tofurc"],
        pattern: r#""?\btoken"?\s{0,4}[=:]\s{0,4}"(?P<secret>[^"\s]{12,600})""#,
        judge: Some(judge::password),
        severity: Severity::Critical,
        exposes: "reads state and registry of the host, and may apply runs",
        roll: "https://app.terraform.io/app/settings/tokens",
        advice: "Delete the token at the host that the block names",
        reference: "https://developer.hashicorp.com/terraform/cli/config/config-file",
        hits: &["{in:.terraformrc}credentials \"tfe.acme.net\" {{\n  token = \"<<{A62:40}>>\"\n}}\n", "{in:.terraform.d/credentials.tfrc.json}{{\"credentials\": {{\"tfe.acme.net\": {{\"token\": \"<<{A62:64}>>\"}}}}}}"],
        misses: &[("{in:.terraformrc}credentials \"tfe.acme.net\" {{\n  token = \"$TFE_TOKEN_OF_ACME\"\n}}\n", "a reference"), ("{in:.terraformrc}plugin_cache_dir = \"$HOME/.terraform.d/plugin-cache\"\n", "no token")],
        ..FILE
    },
    Rule {
        id: "terraform-state-output",
        title: "sensitive output in a Terraform state",
        pattern: r#""value"\s{0,4}:\s{0,4}"(?P<secret>(?:[^"\\\n]|\\.){6,2000})"\s{0,4},\s{1,40}"type"\s{0,4}:\s{0,4}"string"\s{0,4},\s{1,40}"sensitive"\s{0,4}:\s{0,4}true"#,
        hits: &["{in:terraform.tfstate}{{\"outputs\": {{\"dsn\": {{\n      \"value\": \"<<{A62:24}>>\",\n      \"type\": \"string\",\n      \"sensitive\": true\n    }}}}}}", "{in:prod.tfstate.backup}  \"value\": \"<<{char:20}>>\",\n  \"type\": \"string\",\n  \"sensitive\": true"],
        misses: &[("{in:terraform.tfstate}\"value\": \"{A62:24}\",\n  \"type\": \"string\"\n", "not marked"), ("{in:terraform.tfstate}\"value\": \"https://api.acme.net\",\n  \"type\": \"string\",\n  \"sensitive\": true", "an address")],
        ..STATE
    },
    Rule {
        id: "terraform-state-random-password",
        title: "generated password in a Terraform state",
        pattern: r#""type"\s{0,4}:\s{0,4}"random_password"(?s:.{0,1600}?)"result"\s{0,4}:\s{0,4}"(?P<secret>(?:[^"\\\n]|\\.){6,400})""#,
        hits: &["{in:terraform.tfstate}{{\"type\": \"random_password\",\n \"name\": \"db\",\n \"instances\": [{{\"attributes\": {{\"length\": 20, \"result\": \"<<{A62:20}>>\"}}}}]}}", "{in:env/prod.tfstate}{{\"type\": \"random_password\", \"result\": \"<<{A62:32}>>\"}}"],
        misses: &[("{in:terraform.tfstate}{{\"type\": \"random_id\", \"result\": \"{A62:20}\"}}", "an id"), ("{in:terraform.tfstate}{{\"type\": \"random_password\", \"length\": 20}}", "no result")],
        ..STATE
    },
    Rule {
        id: "terraform-state-secret",
        title: "secret attribute in a Terraform state",
        pattern: r#""(?i:[a-z0-9_]{0,40}(?:password|passwd|passphrase|secret|secret_key|secret_access_key|secret_string|private_key|private_key_pem|private_key_openssh|api_key|access_key|shared_key|account_key|primary_key|secondary_key|auth_token|bearer_token|access_token|refresh_token|connection_string|sas_token|kube_config_raw|ses_smtp_password_v4))"\s{0,4}:\s{0,4}"(?P<secret>(?:[^"\\\n]|\\.){6,2000})""#,
        hits: &["{in:terraform.tfstate}\"attributes\": {{\n  \"master_password\": \"<<{A62:24}>>\",\n  \"engine\": \"postgres\"\n}}", "{in:env/prod.tfstate}{{\"client_secret\": \"<<{A62:34}>>\"}}"],
        misses: &[("{in:terraform.tfstate}{{\"master_password\": null, \"password\": \"\"}}", "no value"), ("{in:terraform.tfstate}{{\"secret\": \"projects/7/secrets/db\"}}", "the name of a secret"), ("{in:terraform.tfstate}{{\"manage_master_password\": \"true\"}}", "a switch"), ("{in:terraform.tfstate}{{\"public_key\": \"{A62:40}\"}}", "the public half")],
        ..STATE
    },
    Rule {
        id: "vault-token-file",
        provider: "HashiCorp Vault",
        title: "token that the Vault command line has saved",
        files: &[".vault-token"],
        pattern: r"\A\s{0,2}(?P<secret>[A-Za-z0-9._-]{20,300})\s{0,4}\z",
        judge: Some(judge::password),
        severity: Severity::Critical,
        exposes: "reads and writes every secret that its policies let it",
        roll: "https://developer.hashicorp.com/vault/docs/commands/token/revoke",
        advice: "Revoke the token (vault token revoke) and look at the audit log",
        reference: "https://developer.hashicorp.com/vault/docs/commands",
        hits: &["{in:.vault-token}<<{A62:26}>>", "{in:home/.vault-token}<<{uuid}>>\n"],
        misses: &[("{in:.vault-token}{A62:12}", "too short"), ("{in:.vault-token}made by vault login\n", "prose")],
        ..FILE
    },
];
