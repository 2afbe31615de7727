//! Saved sessions of remote access: FileZilla, WinSCP, MobaXterm, RDP, VNC, Remmina, OpenVPN, sshpass.

use super::judge;
use super::rule::*;

const SESSION: Rule =
    Rule { before: Edge::Open, after: Edge::Open, class: Class::Generic, rank: -1, exposes: "logs in to the host beside it as that user", ..Rule::BASE };

const CHANGE: &str = "Change the account's password on the host that the entry names";

/// Rules for saved sessions.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "filezilla-password",
        provider: "FileZilla",
        title: "saved password of FileZilla",
        keywords: &["<Pass encoding=\"base64\">"],
        pattern: r#"<Pass encoding="base64">(?P<secret>[A-Za-z0-9+/]{4,400}={0,2})</Pass>"#,
        reach: 512,
        judge: Some(judge::base64),
        roll: "https://wiki.filezilla-project.org/Documentation",
        advice: CHANGE,
        reference: "https://wiki.filezilla-project.org/Documentation",
        hits: &["<Server>\n<Host>ftp.acme.net</Host>\n<User>web</User>\n<Pass encoding=\"base64\"><<{text64:14}>></Pass>\n</Server>", "{in:sitemanager.xml}<Pass encoding=\"base64\"><<{text64:18}>></Pass>"],
        misses: &[("<Pass encoding=\"crypt\" pubkey=\"{A64:80}\">{A64:120}</Pass>", "encrypted with a master password"), ("<Pass encoding=\"base64\"></Pass>", "empty")],
        ..SESSION
    },
    Rule {
        id: "filezilla-plain-password",
        provider: "FileZilla",
        title: "saved password of an old FileZilla",
        files: &["sitemanager.xml", "recentservers.xml", "filezilla.xml"],
        pattern: r"<Pass>(?P<secret>[^<>\n]{1,200})</Pass>",
        judge: Some(judge::password),
        roll: "https://wiki.filezilla-project.org/Documentation",
        advice: CHANGE,
        reference: "https://wiki.filezilla-project.org/Documentation",
        hits: &["{in:recentservers.xml}<Server><Host>ftp.acme.net</Host><User>web</User><Pass><<{A62:14}>></Pass></Server>", "{in:backup/sitemanager.xml}<Pass><<{char:12}>></Pass>\n"],
        misses: &[("{in:sitemanager.xml}<Pass>password</Pass>", "a placeholder"), ("{in:sitemanager.xml}<Pass></Pass>", "empty")],
        ..SESSION
    },
    Rule {
        id: "mobaxterm-password",
        provider: "MobaXterm",
        title: "saved passwords of MobaXterm",
        files: &["mobaxterm.ini", "*.mxtsessions"],
        pattern: r"\[(?:Passwords|Credentials)\][ \t]{0,4}\r?\n[^\[\]=\r\n]{1,200}=(?P<secret>[^\r\n]{8,400})",
        reach: 1_024,
        severity: Severity::Medium,
        roll: "https://mobaxterm.mobatek.net/documentation.html",
        advice: "Change the saved passwords: without a master password they open with what is on the machine",
        reference: "https://mobaxterm.mobatek.net/documentation.html",
        hits: &["{in:MobaXterm.ini}[Passwords]\nssh22:web@host1=<<{A64:40}>>\n", "{in:conf/MobaXterm.ini}[Misc]\nx=1\n[Credentials]\r\nops=<<root:{A64:60}>>\r\n"],
        misses: &[("{in:MobaXterm.ini}[Passwords]\n[Bookmarks]\nhost=#109#0%10.0.0.1%22%web\n", "none saved"), ("{in:MobaXterm.ini}[Misc]\nPasswordsInRegistry=1\n", "kept elsewhere")],
        ..SESSION
    },
    Rule {
        id: "openvpn-static-key",
        provider: "OpenVPN",
        title: "OpenVPN static key",
        keywords: &["-BEGIN OpenVPN Static key V1-----", "-BEGIN OpenVPN tls-crypt-v2 client key-----", "-BEGIN OpenVPN tls-crypt-v2 server key-----"],
        pattern: r#"(?P<secret>-----BEGIN OpenVPN (?:Static key V1|tls-crypt-v2 (?:client|server) key)-----[\s\\nr"'#]{1,20}[A-Za-z0-9+/]{16}[A-Za-z0-9+/=\s\\"']{100,3000}?-----END OpenVPN)"#,
        reach: 4_096,
        class: Class::Vendor,
        severity: Severity::Medium,
        exposes: "gets past the first check of the VPN server, and is the whole key of a tunnel without certificates",
        roll: "https://openvpn.net/community-docs/static-key-mini-howto.html",
        advice: "Make a new key (openvpn --genkey) for the server and all of its clients",
        reference: "https://openvpn.net/community-docs/static-key-mini-howto.html",
        hits: &["<tls-auth>\n<<-----BEGIN OpenVPN Static key V1-----\n{hex:32}\n{hex:32}\n{hex:32}\n{hex:32}\n-----END OpenVPN>> Static key V1-----\n</tls-auth>", "<<-----BEGIN OpenVPN tls-crypt-v2 client key-----\n{A64:64}\n{A64:64}\n{A64:62}==\n-----END OpenVPN>> tls-crypt-v2 client key-----"],
        misses: &[("-----BEGIN OpenVPN Static key V1-----\n...\n-----END OpenVPN Static key V1-----", "documentation"), ("grep -q 'BEGIN OpenVPN Static key V1-----' ta.key", "the first line alone")],
        ..SESSION
    },
    Rule {
        id: "openvpn-user-password",
        provider: "OpenVPN",
        title: "user and password inside an OpenVPN profile",
        keywords: &["<auth-user-pass>"],
        pattern: r"<auth-user-pass>[ \t]{0,4}\r?\n[^\r\n<>]{1,200}\r?\n(?P<secret>[^\r\n<>]{1,200})\r?\n[ \t]{0,4}</auth-user-pass>",
        reach: 640,
        judge: Some(judge::password),
        exposes: "joins the network behind the VPN as that user",
        roll: "https://openvpn.net/community-docs/community-articles/openvpn-2-6-manual.html",
        advice: "Change the user's VPN password and ask for it when connecting",
        reference: "https://openvpn.net/community-docs/community-articles/openvpn-2-6-manual.html",
        hits: &["client\n<auth-user-pass>\nalice\n<<{A62:14}>>\n</auth-user-pass>\n", "{in:office.ovpn}remote vpn.acme.net\n<auth-user-pass>\r\nbob\r\n<<{char:16}>>\r\n</auth-user-pass>\r\n"],
        misses: &[("<auth-user-pass>\nusername\npassword\n</auth-user-pass>", "a placeholder"), ("auth-user-pass credentials.txt", "kept elsewhere")],
        ..SESSION
    },
    Rule {
        id: "rdp-password",
        provider: "Windows",
        title: "saved password in a Remote Desktop file",
        keywords: &["password 51:b:"],
        case: Case::Any,
        pattern: r"(?i:password 51:b:)(?P<secret>[0-9A-Fa-f]{120,1000})",
        reach: 1_200,
        severity: Severity::Medium,
        exposes: "the password, to whoever gets at the Windows account that saved it",
        roll: "https://learn.microsoft.com/windows-server/remote/remote-desktop-services/clients/rdp-files",
        advice: "Delete the line, and change the password if that Windows account is not yours alone",
        reference: "https://learn.microsoft.com/windows/win32/api/dpapi/nf-dpapi-cryptprotectdata",
        hits: &["full address:s:10.0.0.5\nusername:s:CORP\\ops\npassword 51:b:<<01000000D08C9DDF0115D1118C7A00C04FC297EB{HEX:400}>>\n", "{in:office.rdp}password 51:b:<<01000000{hex:300}>>\r\n"],
        misses: &[("password 51:b:", "empty"), ("prompt for credentials:i:1\n", "asks for it")],
        ..SESSION
    },
    Rule {
        id: "remmina-password",
        provider: "Remmina",
        title: "saved password or key of Remmina",
        files: &["*.remmina", "remmina.pref"],
        pattern: r"(?m)^(?:[a-z_]{0,20}password|[a-z_]{0,20}passphrase|secret)[ \t]{0,3}=[ \t]{0,3}(?P<secret>[A-Za-z0-9+/]{11,400}={0,2})[ \t\r]{0,4}$",
        entropy: Some(Alphabet::Hex),
        severity: Severity::High,
        roll: "https://remmina.gitlab.io/remminadoc.gitlab.io/md__u_s_a_g_e.html",
        advice: "Change the account's password; the key that opens it lies in remmina.pref",
        reference: "https://gitlab.com/Remmina/Remmina/-/wikis/home",
        hits: &["{in:group_rdp_office.remmina}[remmina]\nserver=10.0.0.5\nusername=ops\npassword=<<{A64:22}==>>\n", "{in:remmina.pref}[remmina_pref]\nsecret=<<{A64:43}=>>\n"],
        misses: &[("{in:office.remmina}[remmina]\npassword=.\n", "kept in the keyring"), ("{in:office.remmina}[remmina]\npassword=\n", "empty")],
        ..SESSION
    },
    Rule {
        id: "sshpass-password",
        provider: "SSH",
        title: "password on the command line of sshpass",
        keywords: &["sshpass"],
        pattern: r#"sshpass\s{1,4}(?:-[vhP]\s{0,3}){0,2}-p\s{0,3}\\?["']?(?P<secret>[^\s"'$`\\;|&<>()]{3,200})"#,
        judge: Some(judge::password),
        roll: "https://man.openbsd.org/ssh-keygen",
        advice: "Change the account's password and log in with a key",
        reference: "https://man.openbsd.org/ssh-keygen",
        hits: &["sshpass -p <<{A62:12}>> ssh root@10.0.0.9", "sshpass -p '<<{char:14}>>' scp app.tgz deploy@web1:/srv"],
        misses: &[("sshpass -p \"$SSH_PASSWORD\" ssh root@10.0.0.9", "a reference"), ("sshpass -e ssh root@10.0.0.9", "from the environment"), ("sshpass -p password ssh user@host", "documentation")],
        ..SESSION
    },
    Rule {
        id: "vnc-password",
        provider: "VNC",
        title: "saved password of VNC",
        files: &["*.vnc", "ultravnc.ini", "vnc.ini", "*.tigervnc", "default.tigervnc"],
        pattern: r"(?im)^(?:passwd2?|password)[ \t]{0,3}=[ \t]{0,3}(?P<secret>[0-9a-f]{16,32})[ \t\r]{0,4}$",
        exposes: "sees and uses the screen: the key of its encryption is the same in every VNC",
        roll: "https://tigervnc.org/doc/vncpasswd.html",
        advice: "Change the VNC password and let the screen be reached through SSH alone",
        reference: "https://tigervnc.org/doc/vncpasswd.html",
        hits: &["{in:office.vnc}[connection]\nhost=10.0.0.5\npassword=<<{hex:16}>>\n", "{in:UltraVNC.ini}[ultravnc]\npasswd=<<{HEX:18}>>\npasswd2=\n"],
        misses: &[("{in:office.vnc}password=\n", "empty"), ("{in:office.vnc}password={hex:12}\n", "too short")],
        ..SESSION
    },
    Rule {
        id: "vnc-password-file",
        provider: "VNC",
        title: "password file of a VNC server",
        files: &[".vnc/passwd", ".x11vnc/passwd", "tigervnc/passwd"],
        pattern: r"\A(?P<secret>(?s-u)(?:.{8}){1,2})\z",
        class: Class::Vendor,
        exposes: "sees and uses the screen: the key of its encryption is the same in every VNC",
        roll: "https://tigervnc.org/doc/vncpasswd.html",
        advice: "Change the VNC password and let the screen be reached through SSH alone",
        reference: "https://tigervnc.org/doc/vncpasswd.html",
        hits: &["{in:home/.vnc/passwd}<<{bytes:d7a5}{A62:6}>>", "{in:.vnc/passwd}<<{bytes:00f1}{A62:14}>>"],
        misses: &[("{in:.vnc/passwd}", "empty"), ("{in:.vnc/passwd}see the notes on how it is made\n", "prose")],
        ..SESSION
    },
    Rule {
        id: "winscp-password",
        provider: "WinSCP",
        title: "saved password of WinSCP",
        files: &["winscp.ini"],
        pattern: r"(?m)^(?:Password|TunnelPassword|TunnelPasswordPlain|ProxyPasswordEnc)=(?P<secret>[0-9A-F]{20,800})[ \t\r]{0,4}$",
        entropy: Some(Alphabet::Hex),
        exposes: "logs in to the host beside it: without a master password it is only written in a known code",
        roll: "https://winscp.net/eng/docs/security_credentials",
        advice: CHANGE,
        reference: "https://winscp.net/eng/docs/security_credentials",
        hits: &["{in:WinSCP.ini}[Sessions\\web]\r\nHostName=10.0.0.5\r\nUserName=web\r\nPassword=<<{HEX:64}>>\r\n", "{in:tools/winscp.ini}[Sessions\\ops]\nTunnelPassword=<<{HEX:80}>>\n"],
        misses: &[("{in:WinSCP.ini}[Sessions\\web]\nHostName=10.0.0.5\nPublicKeyFile=C:%5Ckeys%5Cweb.ppk\n", "logs in with a key"), ("{in:WinSCP.ini}Password={HEX:12}\n", "too short")],
        ..SESSION
    },
];
