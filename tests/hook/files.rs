//! Credential files: what their names give a meaning, in real commits.

use std::process::Command;

use crate::repo::TempRepo;

/// A password that nobody would take for a sample.
fn password(seed: u64) -> String {
    let mut random = fastrand::Rng::with_seed(seed);
    let body: String = (0..18).map(|_| random.alphanumeric()).collect();
    format!("k7{body}Q")
}

fn hexadecimal(seed: u64, length: usize) -> String {
    let mut random = fastrand::Rng::with_seed(seed);
    (0..length).map(|_| char::from(b"0123456789abcdef"[random.usize(..16)])).collect()
}

fn bytes(seed: u64, length: usize) -> Vec<u8> {
    let mut random = fastrand::Rng::with_seed(seed);
    (0..length).map(|_| random.u8(..)).collect()
}

/// A commit of one new file is refused for `rule` on `line`; the same text where its name says nothing is none of that rule's.
#[track_caller]
fn blocks(path: &str, content: impl AsRef<[u8]>, rule: &str, line: usize) {
    refuses(path, &content, rule, line);
    let repo = TempRepo::new();
    repo.had("readme", "words\n").write("notes.bin", content).add("notes.bin");
    repo.commit("files").never_says(rule);
}

#[track_caller]
fn refuses(path: &str, content: impl AsRef<[u8]>, rule: &str, line: usize) {
    let repo = TempRepo::new();
    repo.had("readme", "words\n").write(path, content).add(path);
    repo.commit("files").refused_with(1).finds(rule, &format!("{path}:{line}"));
}

/// A commit of one new file goes through with a word about `rule`.
#[track_caller]
fn warns(path: &str, content: impl AsRef<[u8]>, rule: &str) {
    let repo = TempRepo::new();
    repo.had("readme", "words\n").write(path, content).add(path);
    repo.commit("files").succeeded().finds(rule, &format!("{path}:1"));
}

#[track_caller]
fn passes(path: &str, content: impl AsRef<[u8]>) {
    let repo = TempRepo::new();
    repo.had("readme", "words\n").write(path, content).add(path);
    repo.commit("files").passed();
}

#[test]
fn pgpass_with_any_port() {
    blocks("home/.pgpass", format!("# mine\ndb.acme.net:26257:shop:shop_rw:{}\n", password(1)), "pgpass-password-file", 2);
    passes(".pgpass", "# host:port:database:user:password\nlocalhost:5432:*:postgres:postgres\n");
}

#[test]
fn netrc_in_any_order() {
    blocks(".netrc", format!("machine git.acme.net password {} login ci\n", password(2)), "netrc-password-file", 1);
    passes(".netrc", "machine git.acme.net login ci password ${CI_TOKEN}\n");
}

#[test]
fn rails_master_key() {
    blocks("config/master.key", hexadecimal(3, 32), "rails-key-file", 1);
    passes("config/master.key.txt", "ask Anna\n");
}

#[test]
fn jenkins_keys() {
    blocks("jenkins/secrets/master.key", hexadecimal(4, 256), "jenkins-master-key", 1);
    blocks("jenkins/secrets/hudson.util.Secret", bytes(4, 272), "jenkins-secret-file", 1);
}

#[test]
fn kubernetes_secret_with_short_values() {
    let value = data_encoding::BASE64.encode(&password(5).as_bytes()[..11]);
    let manifest =
        format!("apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ntype: Opaque\ndata:\n  username: c2hvcA==\n  password: {value}\n");
    refuses("k8s/db.yaml", &manifest, "kubernetes-secret-manifest", 8);
    passes("k8s/db.yaml", manifest.replace("kind: Secret", "kind: ConfigMap"));
    passes("k8s/db.yaml", "kind: Secret\nmetadata:\n  name: db\nstringData:\n  password: ${DB_PASSWORD}\n");
    passes("k8s/db.yaml", "kind: Secret\nmetadata:\n  name: db\ndata:\n  password: {{ .Values.password | b64enc }}\n");
}

#[test]
fn every_value_of_a_kubernetes_secret_is_told() {
    let manifest = format!("kind: Secret\nstringData:\n  host: db1.acme.net\n  one: {}\n  two: \"{}\"\n", password(6), password(7));
    let repo = TempRepo::new();
    repo.had("readme", "words\n").write("a.yaml", manifest).add("a.yaml");
    let ran = repo.commit("files");
    ran.refused_with(1).says("2 secrets").finds("kubernetes-secret-manifest", "a.yaml:4").finds("kubernetes-secret-manifest", "a.yaml:5");
}

#[test]
fn terraform_state() {
    let state = format!(
        "{{\n  \"version\": 4,\n  \"attributes\": {{\n    \"engine\": \"postgres\",\n    \"master_secret\": \"{}\"\n  }}\n}}\n",
        password(8)
    );
    blocks("env/prod.tfstate", state, "terraform-state-secret", 5);
    passes(
        "env/prod.tfstate",
        "{\"version\": 4, \"resources\": [{\"attributes\": {\"password\": null, \"secret\": \"projects/7/secrets/db\"}}]}\n",
    );
}

#[test]
fn shadow_file() {
    let mut random = fastrand::Rng::with_seed(9);
    let hash: String = (0..22).map(|_| random.alphanumeric()).collect();
    warns("rootfs/etc/shadow", format!("root:$1$saltsalt${hash}:19700:0:99999:7:::\n"), "shadow-hash");
    passes("rootfs/etc/shadow", "root:*:19700:0:99999:7:::\ndaemon:!:19700:0:99999:7:::\n");
}

#[test]
fn shell_history() {
    blocks(".bash_history", format!("ls\n./deploy --to web1 --password {}\n", password(10)), "shell-history-password", 2);
    refuses("home/.bash_history", format!("mysql -u shop -p{} shop\n", password(11)), "mysql-command-password", 1);
    passes(".bash_history", "ls -la\n./deploy --password \"$PASSWORD\"\nmysql -u shop -p shop\ngit push\n");
}

#[test]
fn keepass_database() {
    let head = [0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5, 1, 0, 4, 0];
    let database = [&head[..], &bytes(12, 900)].concat();
    warns("team.kdbx", &database, "keepass-database");
    passes("notes.bin", &database);
    passes("team.kdbx", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 2048\n");
}

#[test]
fn mysql_login_file() {
    let mut file = vec![0; 4];
    file.extend((1..=20).map(|byte| byte % 32));
    file.extend([32, 0, 0, 0]);
    file.extend(bytes(13, 32));
    blocks(".mylogin.cnf", file, "mysql-login-file", 1);
}

#[test]
fn key_stores_behind_a_password_warn() {
    let mut bks = vec![0, 0, 0, 2, 0, 0, 0, 20];
    bks.extend(bytes(14, 20));
    bks.extend([0, 0, 6, 0xfa]);
    bks.extend(bytes(15, 600));
    warns("app/release.bks", bks, "key-store-file");
}

#[test]
fn a_pkcs12_store_warns() {
    let repo = TempRepo::new();
    let openssl =
        |args: &[&str]| Command::new("openssl").args(args).current_dir(repo.root()).output().is_ok_and(|out| out.status.success());
    let made = openssl(&[
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=acme", "-days", "2",
    ]) && openssl(&[
        "pkcs12",
        "-export",
        "-inkey",
        "key.pem",
        "-in",
        "cert.pem",
        "-out",
        "release.p12",
        "-passout",
        "pass:open sesame",
    ]);
    if !made {
        // on a machine without openssl: the head of such a store, its key bag and noise
        let head = data_encoding::HEXLOWER.decode(b"308209e00201033082099a06092a864886f70d010701a082098b").expect("digits");
        let bag = data_encoding::HEXLOWER.decode(b"060b2a864886f70d010c0a0102").expect("digits");
        repo.write("release.p12", [head, bytes(26, 40), bag, bytes(27, 400)].concat());
    }
    repo.had("readme", "words\n").add("release.p12");
    repo.commit("files").succeeded().finds("pkcs12-key-store", "release.p12:1");
}

#[test]
fn saved_sessions() {
    blocks(
        "WinSCP.ini",
        format!("[Sessions\\web]\nHostName=10.0.0.5\nPassword={}\n", hexadecimal(16, 60).to_uppercase()),
        "winscp-password",
        3,
    );
    blocks("office.vnc", format!("[options]\nscale=1\npassword={}\n", hexadecimal(17, 16)), "vnc-password", 3);
    let coded = data_encoding::BASE64.encode(password(18).as_bytes());
    refuses("sitemanager.xml", format!("<User>web</User>\n<Pass encoding=\"base64\">{coded}</Pass>\n"), "filezilla-password", 2);
}

#[test]
fn a_remote_desktop_file_in_utf_16() {
    let text = format!("full address:s:10.0.0.5\r\npassword 51:b:01000000{}\r\n", hexadecimal(19, 300));
    let wide: Vec<u8> = [0xfeff_u16].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let repo = TempRepo::new();
    repo.had("readme", "words\n").write("office.rdp", wide).add("office.rdp");
    repo.commit("files").succeeded().finds("rdp-password", "office.rdp:2");
}

#[test]
fn vault_password_file_and_the_vault_beside_it() {
    blocks(".vault_pass", format!("{}\n", password(20)), "ansible-vault-password-file", 1);
    passes(".vault_pass", "#!/bin/sh\nexec pass show ansible/vault\n");
    passes("group_vars/all/vault.yml", format!("$ANSIBLE_VAULT;1.1;AES256\n{}\n{}\n", hexadecimal(21, 80), hexadecimal(22, 80)));
}

#[test]
fn saved_requests() {
    let token = password(23);
    blocks(
        "shop.postman_collection.json",
        format!("{{\"bearer\": [{{\"key\": \"token\", \"value\": \"{token}\"}}]}}"),
        "postman-credential",
        1,
    );
    blocks("bug.har", format!("{{\"name\": \"Authorization\", \"value\": \"Bearer {token}\"}}"), "har-authorization", 1);
    passes("shop.postman_collection.json", "{\"bearer\": [{\"key\": \"token\", \"value\": \"{{token}}\"}]}");
}

#[test]
fn one_blob_under_two_names_is_told_under_the_one_that_matters() {
    let repo = TempRepo::new();
    let key = hexadecimal(24, 32);
    // the name that says nothing is looked at first, and the pair of versions is clean there
    repo.had("readme", "words\n").write("a.txt", &key).write("config/master.key", &key).add(".");
    repo.commit("files").refused_with(1).says("1 secret in").finds("rails-key-file", "config/master.key:1");
}

#[test]
fn a_link_with_the_name_of_a_credential_file_is_none() {
    let repo = TempRepo::new();
    std::os::unix::fs::symlink("/srv/deploy/keys/ansible-vault-2024", repo.root().join(".vault_pass")).expect("a link");
    repo.had("readme", "words\n").add(".vault_pass");
    repo.commit("files").passed();
}

#[test]
fn an_old_password_that_moves_within_its_file_passes() {
    let repo = TempRepo::new();
    let line = format!("db.acme.net:26257:shop:shop_rw:{}\n", password(25));
    repo.had(".pgpass", &line).write(".pgpass", format!("# the shop\n{line}")).add(".pgpass");
    repo.commit("files").passed();
}
