//! Google and Google Cloud: API keys, Gemini keys, OAuth, service accounts, storage HMAC keys, webhooks.

use super::rule::*;
use crate::proof::gcp::GCP_SERVICE_ACCOUNT;
use crate::proof::mixed::MIXED;

const CREDENTIALS: &str = "https://console.cloud.google.com/apis/credentials";
const STUDIO: &str = "https://aistudio.google.com/apikey";
const AUDIT: &str = "https://console.cloud.google.com/logs/query";
const GRANTS: &str = "https://myaccount.google.com/permissions";
const OAUTH: &str = "https://developers.google.com/identity/protocols/oauth2";
const API_KEYS: &str = "https://cloud.google.com/docs/authentication/api-keys";

const GOOGLE: Rule = Rule { provider: "Google", roll: CREDENTIALS, logs: AUDIT, reference: OAUTH, after: Edge::Url, entropy: Some(Alphabet::A64), ..Rule::BASE };

/// Google's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "google-api-key",
        title: "Google API key",
        keywords: &["AIza"],
        pattern: r"(?P<secret>AIza[0-9A-Za-z_-]{35})",
        severity: Severity::Medium,
        exposes: "calls, at the project's cost, every Google API that the key is not kept from (browser keys of Maps and Firebase are meant to be seen)",
        advice: "Restrict the key to the APIs, sites or apps that need it, and regenerate it if it had no restriction",
        reference: API_KEYS,
        hits: &["AIzaSy{A64u:33}", "const firebaseConfig = {{ apiKey: \"<<AIzaSy{A64u:33}>>\" }};", "https://maps.googleapis.com/maps/api/js?key=<<AIzaSy{A64u:33}>>&v=3"],
        misses: &[("AIzaSy{A64u:32}", "one character short"), ("AIzaSyXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "a placeholder"), ("AIzaSy{A64u:34}", "one character long")],
        ..GOOGLE
    },
    Rule {
        id: "google-application-default-credentials",
        title: "Google application default credentials (refresh token of a person)",
        // gcloud sorts the members, others do not: the token may stand on either side of the type
        keywords: &["authorized_user"],
        pattern: r#"refresh_token[\\"']{1,3}\s{0,4}:\s{0,4}[\\"']{1,3}(?P<secret>1//[0-9A-Za-z_-]{40,200})"#,
        reach: 500,
        rank: 1,
        pair: Some(Pair { with: &["google-oauth-client-id", "google-oauth-client-secret", "google-oauth-client-secret-legacy"], lines: 8, severity: Severity::Critical }),
        severity: Severity::Critical,
        exposes: "acts as the person who ran gcloud, in every project that they may enter",
        roll: GRANTS,
        advice: "Run gcloud auth application-default revoke, then remove the grant on the account page",
        reference: "https://cloud.google.com/docs/authentication/application-default-credentials",
        hits: &[
            "{{\n  \"client_id\": \"{dig:12}-{lc36:32}.apps.googleusercontent.com\",\n  \"refresh_token\": \"<<1//0{A64u:100}>>\",\n  \"type\": \"authorized_user\"\n}}",
            "{{\"type\":\"authorized_user\",\"refresh_token\":\"<<1//0{A64u:64}>>\"}}",
        ],
        misses: &[("{{\"type\":\"authorized_user\",\"refresh_token\":\"REDACTED\"}}", "taken out"), ("{{\"refresh_token\":\"1//{A64u:100}\"}}", "no type beside it")],
        ..GOOGLE
    },
    Rule {
        id: "google-chat-webhook",
        title: "Google Chat incoming webhook",
        keywords: &["chat.googleapis.com/v1/spaces/"],
        pattern: r"(?P<secret>chat\.googleapis\.com/v1/spaces/[0-9A-Za-z_-]{6,30}/messages\?(?:key=AIza[0-9A-Za-z_-]{35}(?:&|&amp;|\\u0026)token=[0-9A-Za-z_-]{30,90}(?:%3D)?|token=[0-9A-Za-z_-]{30,90}(?:%3D)?(?:&|&amp;|\\u0026)key=AIza[0-9A-Za-z_-]{35}))",
        rank: 1,
        severity: Severity::Low,
        exposes: "posts messages into one Chat space",
        roll: "https://chat.google.com/",
        logs: "",
        advice: "Delete the webhook in the space's settings under apps and integrations",
        reference: "https://developers.google.com/workspace/chat/quickstart/webhooks",
        hits: &[
            "url: https://<<chat.googleapis.com/v1/spaces/{A62:11}/messages?key=AIzaSy{A64u:33}&token={A64u:43}>>",
            "HOOK=\"https://<<chat.googleapis.com/v1/spaces/{A62:11}/messages?key=AIzaSy{A64u:33}&token={A64u:43}%3D>>\"",
        ],
        misses: &[("https://chat.googleapis.com/v1/spaces/{A62:11}/messages", "the API's address, without key and token"), ("https://chat.googleapis.com/v1/spaces/SPACE_ID/messages?key=KEY&token=TOKEN", "the documentation's form")],
        ..GOOGLE
    },
    Rule {
        id: "google-cloud-storage-hmac-access-id",
        title: "Google Cloud Storage HMAC access id",
        keywords: &["GOOG"],
        pattern: r"(?P<secret>GOOG(?:[0-9A-Z]{57}|[0-9A-Z]{20}))",
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Medium,
        exposes: "names an HMAC key; with its secret, reads and writes the buckets of its owner",
        roll: "https://console.cloud.google.com/storage/settings;tab=interoperability",
        advice: "Check that its secret has not left with it; if it may have, deactivate the HMAC key",
        reference: "https://cloud.google.com/storage/docs/authentication/hmackeys",
        hits: &["access_key: <<GOOG1E{UC36:55}>>", "GS_ACCESS_KEY_ID=<<GOOG{UC36:20}>>"],
        misses: &[("GOOGLE_APPLICATION_CREDENTIALS", "a variable's name"), ("GOOG{UC36:30}", "neither 24 nor 61 characters")],
        ..GOOGLE
    },
    Rule {
        id: "google-cloud-storage-hmac-secret",
        title: "Google Cloud Storage HMAC secret",
        keywords: &["GOOG"],
        pattern: r"GOOG(?:[0-9A-Z]{57}|[0-9A-Z]{20})[^0-9A-Za-z](?s:.){0,120}?[^0-9A-Za-z/+_-](?P<secret>[0-9A-Za-z/+]{40})",
        after: Edge::Base64,
        proof: Some(MIXED),
        pair: Some(Pair { with: &["google-cloud-storage-hmac-access-id"], lines: 4, severity: Severity::High }),
        exposes: "reads and writes the buckets that its owner may, through the S3-compatible API",
        roll: "https://console.cloud.google.com/storage/settings;tab=interoperability",
        advice: "Deactivate the HMAC key in the storage settings, then delete it",
        reference: "https://cloud.google.com/storage/docs/authentication/hmackeys",
        hits: &["access_key = GOOG1E{UC36:55}\nsecret = <<{A64:40}>>", "{{\"id\": \"GOOG1E{UC36:18}\", \"secret\": \"<<{A64:40}>>\"}}"],
        misses: &[("id = GOOG{UC36:20}\nrev = {hex:40}", "a commit"), ("secret = {A64:40}", "no id beside it")],
        ..GOOGLE
    },
    Rule {
        id: "google-fcm-legacy-server-key",
        title: "Firebase Cloud Messaging legacy server key",
        keywords: &[":APA91b"],
        pattern: r"(?P<secret>AAAA[0-9A-Za-z_-]{7}:APA91b[0-9A-Za-z_-]{134})",
        severity: Severity::Low,
        exposes: "could send notifications to every device of the app until Google shut the interface in 2024",
        roll: "https://console.firebase.google.com/",
        advice: "Delete the legacy server key in the project's Cloud Messaging settings",
        reference: "https://firebase.google.com/docs/cloud-messaging/migrate-v1",
        hits: &["FCM_SERVER_KEY=<<AAAA{A64u:7}:APA91b{A64u:134}>>", "Authorization: key=<<AAAA{A64u:7}:APA91b{A64u:134}>>"],
        misses: &[("{A64u:22}:APA91b{A64u:134}", "a device's registration token"), ("AAAA{A64u:7}:APA91b{A64u:100}", "cut off")],
        ..GOOGLE
    },
    Rule {
        id: "google-gemini-api-key",
        title: "Google API key used for Gemini",
        keywords: &["AIza"],
        pattern: r"(?P<secret>AIza[0-9A-Za-z_-]{35})",
        near: Some(Near { words: &["gemini", "generativelanguage", "generativeai", "generative_ai", "generative-ai", "genai"], above: 2 }),
        rank: 1,
        exposes: "runs Gemini models at the project's cost and reads files and caches uploaded with the same key",
        roll: STUDIO,
        advice: "Delete the key in AI Studio and create one that only your server holds",
        reference: "https://ai.google.dev/gemini-api/docs/api-key",
        hits: &["GEMINI_API_KEY=<<AIzaSy{A64u:33}>>", "from google import genai\nclient = genai.Client(api_key=\"<<AIzaSy{A64u:33}>>\")", "curl \"https://generativelanguage.googleapis.com/v1beta/models?key=<<AIzaSy{A64u:33}>>\""],
        misses: &[("MAPS_API_KEY=AIzaSy{A64u:33}", "the general rule's"), ("GEMINI_API_KEY=AIza{A64u:20}", "too short")],
        ..GOOGLE
    },
    Rule {
        id: "google-gemini-auth-key",
        title: "Gemini auth key",
        keywords: &["AQ.Ab"],
        pattern: r"(?P<secret>AQ\.Ab[0-9A-Za-z_-]{44,60})",
        severity: Severity::Critical,
        exposes: "runs Gemini models and whatever else its bound service account may do",
        roll: STUDIO,
        advice: "Delete the key in AI Studio, and disable its service account if nothing else uses it",
        reference: "https://ai.google.dev/gemini-api/docs/api-key",
        hits: &["GEMINI_API_KEY=<<AQ.Ab8RN6{A64u:44}>>", "x-goog-api-key: <<AQ.Ab8RN6{A64u:45}>>"],
        misses: &[("AQ.Ab8RN6{A64u:20}", "too short"), ("FAQ.Ab{A64u:48}", "a piece of something longer")],
        ..GOOGLE
    },
    Rule {
        id: "google-gemini-auth-key-by-name",
        title: "Gemini auth key",
        keywords: &["gemini", "generativelanguage", "google_api_key", "goog-api-key"],
        case: Case::Any,
        pattern: r"(?P<secret>AQ\.[0-9A-Za-z_-]{50})",
        near: Some(Near { words: &["gemini", "generativelanguage", "google_api_key", "goog-api-key"], above: 2 }),
        rank: -1,
        severity: Severity::Critical,
        exposes: "runs Gemini models and whatever else its bound service account may do",
        roll: STUDIO,
        advice: "Delete the key in AI Studio and create another that only the server reads",
        reference: "https://ai.google.dev/gemini-api/docs/api-key",
        hits: &["GEMINI_API_KEY=<<AQ.Cd{A64u:48}>>", "GOOGLE_API_KEY: \"<<AQ.Z{A64u:49}>>\""],
        misses: &[("id: AQ.Cd{A64u:48}", "nothing says Gemini"), ("GEMINI_API_KEY=AQ.{A64u:30}", "too short")],
        ..GOOGLE
    },
    Rule {
        id: "google-oauth-access-token",
        title: "Google OAuth access token",
        keywords: &["ya29."],
        pattern: r"(?P<secret>ya29\.(?:[a-z]\.)?[0-9A-Za-z_-]{30,1100})",
        reach: 1200,
        severity: Severity::Medium,
        exposes: "uses the granted Google APIs as its account for about an hour",
        roll: GRANTS,
        advice: "Revoke the grant, because the refresh token that made it probably lies near",
        hits: &["Authorization: Bearer <<ya29.a0{A64u:160}>>", "\"access_token\": \"<<ya29.c.b0{A64u:400}>>\"", "ya29.{A64u:60}"],
        misses: &[("ya29.{A64u:12}", "too short"), ("\"access_token\": \"ya29.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"", "a placeholder")],
        ..GOOGLE
    },
    Rule {
        id: "google-oauth-client-id",
        provider: "Google",
        title: "Google OAuth client id",
        keywords: &[".apps.googleusercontent.com"],
        pattern: r"(?P<secret>[0-9]{6,24}-[0-9a-z]{32}\.apps\.googleusercontent\.com)",
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://support.google.com/cloud/answer/15549257",
        hits: &["GOOGLE_CLIENT_ID=<<{dig:12}-{lc36:32}.apps.googleusercontent.com>>", "clientId: '<<{dig:12}-{lc36:32}.apps.googleusercontent.com>>'"],
        misses: &[("your-client-id.apps.googleusercontent.com", "a placeholder"), ("{dig:12}-{lc36:32}.example.com", "another host")],
        ..Rule::BASE
    },
    Rule {
        id: "google-oauth-client-secret",
        title: "Google OAuth client secret",
        keywords: &["GOCSPX-"],
        pattern: r"(?P<secret>GOCSPX-[0-9A-Za-z_-]{28})",
        pair: Some(Pair { with: &["google-oauth-client-id"], lines: 10, severity: Severity::High }),
        exposes: "poses as the application towards Google's sign-in",
        advice: "Add a second client secret, deploy it, then disable and delete this one",
        reference: "https://support.google.com/cloud/answer/15549257",
        hits: &["GOOGLE_CLIENT_SECRET=<<GOCSPX-{A64u:28}>>", "{{\"web\":{{\"client_secret\":\"<<GOCSPX-{A64u:28}>>\"}}}}"],
        misses: &[("GOCSPX-{A64u:27}", "one character short"), ("GOCSPX-your-client-secret-goes-here", "a placeholder")],
        ..GOOGLE
    },
    Rule {
        id: "google-oauth-client-secret-legacy",
        title: "Google OAuth client secret (old form)",
        keywords: &[".apps.googleusercontent.com"],
        pattern: r#"(?i:client[_-]?secret)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z_-]{24})"#,
        rank: -1,
        pair: Some(Pair { with: &["google-oauth-client-id"], lines: 10, severity: Severity::Medium }),
        severity: Severity::Medium,
        exposes: "poses as the application towards Google's sign-in",
        advice: "Reset the client secret; the new one begins with GOCSPX-",
        hits: &[
            "{{\"client_id\":\"{dig:12}-{lc36:32}.apps.googleusercontent.com\",\"client_secret\":\"<<{A64u:24}>>\"}}",
            "client_secret: <<{A64u:24}>>\nclient_id: {dig:12}-{lc36:32}.apps.googleusercontent.com",
        ],
        misses: &[("client_secret = {A64u:24}", "no Google client id beside it"), ("client_id = {dig:12}-{lc36:32}.apps.googleusercontent.com", "the public half")],
        ..GOOGLE
    },
    Rule {
        id: "google-oauth-refresh-token",
        title: "Google OAuth refresh token",
        keywords: &["1//0"],
        pattern: r"(?P<secret>1//0[0-9A-Za-z_-]{50,120})",
        severity: Severity::Critical,
        exposes: "makes access tokens for the granted Google APIs until somebody revokes it",
        roll: GRANTS,
        advice: "Remove the application's access on that account, and rotate the client secret",
        hits: &["GOOGLE_REFRESH_TOKEN=<<1//0{A64u:100}>>", "refresh_token: '<<1//0g{A64u:61}>>'"],
        misses: &[("1//0{A64u:20}", "too short"), ("x1//0{A64u:100}", "a piece of something longer")],
        ..GOOGLE
    },
    Rule {
        id: "google-recaptcha-secret-key",
        title: "Google reCAPTCHA secret key",
        // the public site key has the same shape: only the name tells them apart
        keywords: &["captcha"],
        case: Case::Any,
        pattern: r#"(?i:secret|private)[0-9A-Za-z_.-]{0,24}[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>6L[0-9A-Za-z_-]{38})"#,
        near: Some(Near { words: &["captcha"], above: 3 }),
        rank: -1,
        severity: Severity::Low,
        exposes: "answers for your site in reCAPTCHA's verification",
        roll: "https://www.google.com/recaptcha/admin",
        logs: "",
        advice: "Make a new key pair for the site and put the new site key into its pages",
        reference: "https://developers.google.com/recaptcha/docs/verify",
        hits: &["RECAPTCHA_SECRET_KEY=<<6L{A64u:38}>>", "recaptcha:\n  site_key: 6L{A64u:38}\n  secret: \"<<6L{A64u:38}>>\""],
        misses: &[("RECAPTCHA_SITE_KEY=6L{A64u:38}", "the public half"), ("secret = 6L{A64u:38}", "nothing says reCAPTCHA")],
        ..GOOGLE
    },
    Rule {
        id: "google-service-account-key",
        title: "Google Cloud service account key file",
        // the whole object: type, key id, private key and address belong together; no member holds a brace
        keywords: &["service_account"],
        pattern: r#"(?P<secret>\{[^{}]{0,400}type[\\"']{1,4}\s{0,4}:\s{0,4}[\\"']{1,4}service_account[\\"'][^{}]{0,600}-----BEGIN (?:RSA )?PRIVATE KEY-----[\\nr\s]{1,8}[0-9A-Za-z+/]{60}[^{}]{400,4500}\})"#,
        reach: 5600,
        before: Edge::Open,
        after: Edge::Open,
        entropy: None,
        proof: Some(GCP_SERVICE_ACCOUNT),
        rank: 3,
        severity: Severity::Critical,
        exposes: "acts as the service account in every project that it may enter, without expiry",
        roll: "https://console.cloud.google.com/iam-admin/serviceaccounts",
        advice: "Delete this key id on the service account, and use workload identity instead of a key file",
        reference: "https://cloud.google.com/iam/docs/keys-create-delete",
        hits: &[
            "<<{{\n  \"type\": \"service_account\",\n  \"project_id\": \"p-{dig:6}\",\n  \"private_key_id\": \"{hex:40}\",\n  \"private_key\": \"-----BEGIN PRIVATE KEY-----\\n{seal}\\n\",\n  \"client_email\": \"ci@p-{dig:6}.iam.gserviceaccount.com\"\n}}>>",
            "GCP_KEY='<<{{\"type\":\"service_account\",\"project_id\":\"p-{dig:6}\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\n{seal}\\n\"}}>>'",
        ],
        misses: &[
            ("{{\"type\": \"service_account\", \"private_key\": \"-----BEGIN PRIVATE KEY-----\\n...\\n-----END PRIVATE KEY-----\\n\"}}", "a documentation's sample"),
            ("{{\"type\": \"service_account\", \"project_id\": \"p\"}}", "no key in it"),
        ],
        ..GOOGLE
    },
];
