//! Azure: account and access keys of its services, connection strings, shared access signatures, publish profiles.
//!
//! Since 2021 most keys carry a four-letter mark at a fixed place and a checksum at their end; newer ones are of 84 characters with
//! `JQQJ9` in the middle and the four letters of the service before the checksum.

use super::rule::*;
use crate::proof::{azure_sas, marvin};

const PORTAL: &str = "https://portal.azure.com/";
const ACTIVITY: &str = "https://portal.azure.com/#view/Microsoft_Azure_ActivityLog/ActivityLogBlade";
const FORMATS: &str = "https://github.com/microsoft/security-utilities";
const STORAGE_KEYS: &str = "https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage";
const BUS_SAS: &str = "https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas";
const AI_KEYS: &str = "https://learn.microsoft.com/azure/ai-services/rotate-keys";

const AZURE: Rule =
    Rule { provider: "Azure", roll: PORTAL, logs: ACTIVITY, reference: FORMATS, entropy: Some(Alphabet::A64), ..Rule::BASE };

/// Keys in base64 with a mark in the middle.
const MARKED: Rule = Rule { after: Edge::Base64, proof: Some(marvin::AZURE_IDENTIFIABLE), rank: 1, ..AZURE };

/// Keys of 84 characters with the service's four letters.
const ANNOTATED: Rule =
    Rule { keywords: &["JQQJ9"], entropy: Some(Alphabet::A62), proof: Some(marvin::AZURE_ANNOTATED), rank: 1, ..AZURE };

/// Azure's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "azure-ai-search-key",
        title: "Azure AI Search admin or query key",
        keywords: &["AzSe"],
        pattern: r"(?P<secret>[0-9A-Za-z]{42}AzSe[A-D][0-9A-Za-z+/]{5})",
        after: Edge::Base64,
        entropy: Some(Alphabet::A62),
        proof: Some(marvin::AZURE_IDENTIFIABLE),
        exposes: "an admin key changes and deletes indexes, a query key reads every document in them",
        roll: "https://learn.microsoft.com/azure/search/search-security-api-keys",
        advice: "Regenerate the admin key, or delete the query key and hand out another",
        hits: &["AZURE_SEARCH_KEY=<<{A62:42}AzSe{seal}>>", "headers: {{ \"api-key\": \"<<{A62:42}AzSe{seal}>>\" }}"],
        misses: &[("{A62:42}AzSeE{A62:5}", "the letter after the mark is out of range"), ("{A62:41}AzSeA{A62:5}", "one character short")],
        ..AZURE
    },
    Rule {
        id: "azure-ai-services-key",
        title: "Azure AI services or Azure OpenAI key",
        pattern: r"(?P<secret>[0-9A-Za-z]{52}JQQJ9[9DH][0-9A-Za-z][A-L][0-9A-Za-z]{16}ACOG[0-9A-Za-z]{4}(?:[0-9A-Za-z]{2}==)?)",
        exposes: "runs models (OpenAI, Speech, Language, Vision) on the resource's bill and reads what it stored",
        roll: AI_KEYS,
        advice: "Regenerate key 1 and key 2 one after the other, moving the clients in between",
        hits: &["AZURE_OPENAI_API_KEY=<<{A62:52}JQQJ99BCAC{A62:14}ACOG{seal}>>", "\"speechKey\": \"<<{A62:52}JQQJ99BAACYeBjFX{A62:8}ACOG{seal}>>\""],
        misses: &[
            ("{A62:51}JQQJ99BCAC{A62:14}ACOG{A62:4}", "one character short"),
            ("{A62:52}JQQJ99BCZC{A62:14}ZZZZ{A62:4}", "another service's letters"),
        ],
        ..ANNOTATED
    },
    Rule {
        id: "azure-ai-services-legacy-key",
        title: "Azure AI services or API Management subscription key",
        keywords: &[
            "ocp-apim-subscription-key", "azure_openai", "azureopenai", "cognitive_", "cognitiveservice", "speech_key", "speechkey", "translator_key",
            "translator_text", "text_analytics", "textanalytics", "computer_vision", "azure_vision", "azure_speech", "azurespeech", "bing_search",
        ],
        case: Case::Any,
        pattern: r#"(?i:ocp-apim-subscription-key|azure_?openai_?(?:api_?)?key|(?:cognitive_?services?|azure_?speech|azure_?vision|speech|translator|translator_text|text_?analytics|computer_?vision|bing_?search)_?(?:api_?|subscription_?|account_?|service_?){0,2}key)["']?\s{0,3}[=:,]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{32})"#,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "calls the AI resource, or the APIs behind the gateway, at the subscription's expense",
        roll: AI_KEYS,
        advice: "Regenerate both keys of the resource",
        reference: "https://learn.microsoft.com/azure/ai-services/authentication",
        hits: &[
            "curl -H \"Ocp-Apim-Subscription-Key: <<{hex:32}>>\" https://westeurope.api.cognitive.microsoft.com/",
            "request.Headers.Add(\"Ocp-Apim-Subscription-Key\", \"<<{hex:32}>>\");",
            "AZURE_OPENAI_API_KEY=<<{hex:32}>>",
        ],
        misses: &[
            ("Ocp-Apim-Subscription-Key: {uuid}", "a uuid is no key of theirs"),
            ("Ocp-Apim-Subscription-Key: {hex:64}", "too long: a digest"),
            ("Ocp-Apim-Subscription-Key: 00000000000000000000000000000000", "a placeholder"),
        ],
        ..AZURE
    },
    Rule {
        id: "azure-annotated-key",
        title: "Azure access key",
        pattern: r"(?P<secret>[0-9A-Za-z]{52}JQQJ9[9DH][0-9A-Za-z][A-L][0-9A-Za-z]{24}(?:[0-9A-Za-z]{2}==)?)",
        rank: 0,
        exposes: "opens one Azure resource; the four letters before its last four characters name the service",
        advice: "Find the resource by those four letters and regenerate its keys",
        hits: &["key: <<{A62:52}JQQJ99BDAC{A62:14}QKVB{seal}>>", "{{\"primaryKey\": \"<<{A62:52}JQQJ9DBEAL{A62:14}ZPMX{seal}>>\"}}"],
        misses: &[
            ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaJQQJ99BDAC{A62:14}ZZZZ{A62:4}", "the vendor's test keys repeat one character"),
            ("{A62:52}JQQJ99BDMC{A62:14}ZZZZ{A62:2}", "too short"),
        ],
        ..ANNOTATED
    },
    Rule {
        id: "azure-api-management-key",
        title: "Azure API Management key",
        keywords: &["APIM"],
        pattern: r"(?P<secret>[0-9A-Za-z+/]{76}APIM[0-9A-Za-z+/]{6}==)",
        exposes: "manages the gateway or calls every API behind it, by the kind of key",
        roll: "https://learn.microsoft.com/azure/api-management/api-management-subscriptions",
        advice: "Regenerate the subscription, management or gateway key",
        hits: &["managementKey=<<{A64:76}APIM{seal}>>", "<add key=\"ApimKey\" value=\"<<{A64:76}APIM{seal}>>\" />"],
        misses: &[("{A64:75}APIM{A64:6}==", "one character short"), ("{A64:76}APIM{A64:6}", "no padding: a piece of something else")],
        ..MARKED
    },
    Rule {
        id: "azure-app-configuration-connection-string",
        title: "Azure App Configuration connection string",
        keywords: &[".azconfig.io"],
        pattern: r"(?i:endpoint)=https://[0-9A-Za-z-]{3,60}\.azconfig\.io;(?i:id)=[^;\s]{4,60};(?i:secret)=(?P<secret>[0-9A-Za-z]{84}|[0-9A-Za-z+/]{43}=)",
        after: Edge::Base64,
        exposes: "reads, and with a read-write key changes, the configuration of every application on that store",
        advice: "Regenerate the access key in the store's Access settings",
        reference: "https://learn.microsoft.com/azure/azure-app-configuration/",
        hits: &[
            "AppConfig=Endpoint=https://acme-prod.azconfig.io;Id=aB3-l0-s0:{A62:20};Secret=<<{A64:43}=>>",
            "\"AppConfig\": \"Endpoint=https://acme.azconfig.io;Id={A62:4};Secret=<<{A64:43}=>>\"",
        ],
        misses: &[
            ("Endpoint=https://acme.azconfig.io;Id=abcd;Secret={{secret}}", "a template"),
            ("https://acme.azconfig.io/kv?api-version=1.0", "only the address"),
        ],
        ..AZURE
    },
    Rule {
        id: "azure-app-configuration-key",
        title: "Azure App Configuration access key",
        pattern: r"(?P<secret>[0-9A-Za-z]{52}JQQJ9[9DH][0-9A-Za-z][A-L][0-9A-Za-z]{16}AZAC[0-9A-Za-z]{4}(?:[0-9A-Za-z]{2}==)?)",
        exposes: "reads, and with a read-write key changes, all settings in the store",
        roll: "https://learn.microsoft.com/azure/azure-app-configuration/howto-best-practices",
        advice: "Regenerate the store's key and let applications sign in with a managed identity",
        hits: &[
            "Endpoint=https://acme.azconfig.io;Id=k1Qz;Secret=<<{A62:52}JQQJ99BAAC{A62:14}AZAC{seal}>>",
            "APPCONFIG_SECRET: <<{A62:52}JQQJ99BAAC{A62:14}AZAC{seal}>>",
        ],
        misses: &[("{A62:52}JQQJ99BAAC{A62:14}AZAC{A62:3}", "one character short"), ("JQQJ99BAAC{A62:14}AZAC{A62:4}", "the random half is missing")],
        ..ANNOTATED
    },
    Rule {
        id: "azure-app-service-publish-password",
        title: "Azure App Service publish profile password",
        keywords: &["userPWD="],
        pattern: r#"userPWD=["'](?P<secret>[0-9A-Za-z]{60})["']"#,
        entropy: Some(Alphabet::A62),
        exposes: "replaces the code of the web app and reads its settings",
        roll: "https://learn.microsoft.com/azure/app-service/deploy-configure-credentials",
        advice: "Reset the publish profile, which makes a new password for every publishing method",
        reference: "https://learn.microsoft.com/azure/app-service/deploy-configure-credentials",
        hits: &[
            "<publishProfile profileName=\"site - Web Deploy\" userName=\"$site\" userPWD=\"<<{A62:60}>>\" />",
            "  userPWD='<<{A62:60}>>'",
        ],
        misses: &[("userPWD=\"{A62:59}\"", "one character short"), ("userPWD=\"$(PublishPassword)\"", "a reference")],
        ..AZURE
    },
    Rule {
        id: "azure-batch-key",
        title: "Azure Batch account key",
        keywords: &["+ABa"],
        pattern: r"(?P<secret>[0-9A-Za-z+/]{76}\+ABa[0-9A-Za-z+/]{6}==)",
        exposes: "runs any job on the account's compute pools",
        roll: "https://learn.microsoft.com/azure/batch/account-key-rotation",
        advice: "Regenerate the primary and the secondary key of the Batch account",
        hits: &["BATCH_ACCOUNT_KEY=<<{A64:76}+ABa{seal}>>", "\"accountKey\": \"<<{A64:76}+ABa{seal}>>\""],
        misses: &[("{A64:76}+ABa{A64:5}==", "one character short"), ("{A64:76}ABa+{A64:6}==", "the mark stands elsewhere")],
        ..MARKED
    },
    Rule {
        id: "azure-communication-services-key",
        title: "Azure Communication Services key",
        pattern: r"(?P<secret>[0-9A-Za-z]{52}JQQJ9[9DH][0-9A-Za-z][A-L][0-9A-Za-z]{16}AZCS[0-9A-Za-z]{4}(?:[0-9A-Za-z]{2}==)?)",
        exposes: "sends mail and text messages, places calls and reads chats as the resource",
        advice: "Regenerate the resource's keys under Keys",
        hits: &["COMMUNICATION_KEY=<<{A62:52}JQQJ99BAAC{A62:14}AZCS{seal}>>", "key = '<<{A62:52}JQQJ99ALAC{A62:14}AZCS{seal}>>'"],
        misses: &[("{A62:53}JQQJ99BAAC{A62:14}AZCS{A62:4}", "one character too many"), ("{A62:52}JQQJ99BAAC{A62:13}AZCS{A62:4}", "one character short")],
        ..ANNOTATED
    },
    Rule {
        id: "azure-container-registry-password",
        title: "Azure Container Registry password",
        keywords: &["+ACR"],
        pattern: r"(?P<secret>[0-9A-Za-z+/]{42}\+ACR[A-D][0-9A-Za-z]{5})",
        exposes: "pulls, and as admin user pushes, the images that production runs",
        roll: "https://learn.microsoft.com/azure/container-registry/container-registry-authentication",
        advice: "Regenerate the admin user's or the token's password, and check recent pushes",
        hits: &["docker login acme.azurecr.io -u acme -p <<{A64:42}+ACRC{A62:5}>>", "ACR_PASSWORD: \"<<{A64:42}+ACRA{A62:5}>>\""],
        misses: &[("{A64:42}+ACRE{A62:5}", "the letter after the mark is out of range"), ("{A64:42}+ACRA{A62:9}=", "longer: a blob that holds the mark by chance")],
        ..MARKED
    },
    Rule {
        id: "azure-cosmos-db-connection-string",
        title: "Azure Cosmos DB connection string",
        keywords: &["AccountEndpoint="],
        case: Case::Any,
        pattern: r"(?i:accountendpoint)=https://[0-9a-z-]{3,60}\.documents\.azure\.(?:com|cn|us)(?::443)?/?;(?i:accountkey)=(?P<secret>[0-9A-Za-z+/]{86}==)",
        after: Edge::Base64,
        severity: Severity::Critical,
        exposes: "reads and writes every database of the account",
        roll: "https://learn.microsoft.com/azure/cosmos-db/secure-access-to-data",
        advice: "Regenerate the secondary key, move the clients to it, then regenerate the primary one",
        reference: "https://learn.microsoft.com/azure/cosmos-db/secure-access-to-data",
        hits: &[
            "COSMOS=AccountEndpoint=https://acme.documents.azure.com:443/;AccountKey=<<{A64:86}==>>;",
            "\"Cosmos\": \"AccountEndpoint=https://acme-prod.documents.azure.com;AccountKey=<<{A64:86}==>>\"",
        ],
        misses: &[
            ("AccountEndpoint=https://localhost:8081/;AccountKey={A64:86}==", "the emulator, whose key is public"),
            ("AccountEndpoint=https://acme.documents.azure.com:443/;AccountKey=<key>", "a placeholder"),
        ],
        ..AZURE
    },
    Rule {
        id: "azure-cosmos-db-key",
        title: "Azure Cosmos DB key",
        keywords: &["ACDb"],
        pattern: r"(?P<secret>[0-9A-Za-z+/]{76}ACDb[0-9A-Za-z+/]{6}==)",
        severity: Severity::Critical,
        exposes: "reads, and unless it is a read-only key writes, every database of the account",
        roll: "https://learn.microsoft.com/azure/cosmos-db/secure-access-to-data",
        advice: "Regenerate the primary or secondary key, whichever leaked, after moving clients to the other",
        hits: &["COSMOS_KEY=<<{A64:76}ACDb{seal}>>", "AccountEndpoint=https://acme.documents.azure.com:443/;AccountKey=<<{A64:76}ACDb{seal}>>;"],
        misses: &[("{A64:74}ACDb{A64:6}==", "two characters short"), ("{A64:76}acdb{A64:6}==", "the mark in another case")],
        ..MARKED
    },
    Rule {
        id: "azure-event-grid-key",
        title: "Azure Event Grid key",
        keywords: &["AZEG"],
        pattern: r"(?P<secret>[0-9A-Za-z+/]{33}AZEG[A-P][0-9A-Za-z+/]{5}=)",
        severity: Severity::Medium,
        exposes: "publishes events to the topic, which its subscribers will act on",
        roll: "https://learn.microsoft.com/azure/event-grid/get-access-keys",
        advice: "Regenerate the topic's key",
        hits: &["aeg-sas-key: <<{A64:33}AZEG{seal}>>", "\"topicKey\": \"<<{A64:33}AZEG{seal}>>\""],
        misses: &[("{A64:33}AZEGQ{A64:5}=", "the letter after the mark is out of range"), ("{A64:33}AZEGA{A64:5}", "no padding")],
        ..MARKED
    },
    Rule {
        id: "azure-event-hubs-key",
        title: "Azure Event Hubs key",
        keywords: &["+AEh"],
        pattern: r"(?P<secret>[0-9A-Za-z+/]{33}\+AEh[A-P][0-9A-Za-z+/]{5}=)",
        exposes: "sends to, listens on or manages the event hubs of the namespace, as its policy says",
        roll: "https://learn.microsoft.com/azure/event-hubs/authorize-access-shared-access-signature",
        advice: "Regenerate the key of the shared access policy, and give the next one fewer rights",
        hits: &["SharedAccessKeyName=send;SharedAccessKey=<<{A64:33}+AEh{seal}>>;EntityPath=clicks", "EVENTHUB_KEY=<<{A64:33}+AEh{seal}>>"],
        misses: &[("{A64:33}+AEhZ{A64:5}=", "the letter after the mark is out of range"), ("{A64:32}+AEhB{A64:5}=", "one character short")],
        ..MARKED
    },
    Rule {
        id: "azure-fluid-relay-key",
        title: "Azure Fluid Relay key",
        pattern: r"(?P<secret>[0-9A-Za-z]{52}JQQJ9[9DH][0-9A-Za-z][A-L][0-9A-Za-z]{16}AZFR[0-9A-Za-z]{4}(?:[0-9A-Za-z]{2}==)?)",
        exposes: "signs tokens for any document and user of the relay",
        advice: "Regenerate the tenant key of the relay",
        hits: &["tenantKey: '<<{A62:52}JQQJ99BBAC{A62:14}AZFR{seal}>>'", "FLUID_KEY=<<{A62:52}JQQJ99BBAC{A62:14}AZFR{seal}>>"],
        misses: &[("{A62:52}JQQJ99BBAC{A62:14}azfr{A62:4}", "the letters in another case"), ("{A62:50}JQQJ99BBAC{A62:14}AZFR{A62:4}", "two characters short")],
        ..ANNOTATED
    },
    Rule {
        id: "azure-functions-key",
        title: "Azure Functions key",
        keywords: &["AzFu"],
        pattern: r"(?P<secret>[0-9A-Za-z_-]{44}AzFu[0-9A-Za-z_-]{6}(?:==)?)",
        after: Edge::Url,
        exposes: "calls the function; a master key also changes the function app",
        roll: "https://learn.microsoft.com/azure/azure-functions/function-keys-how-to",
        advice: "Renew the key in the app's App keys or the function's Function keys",
        hits: &["https://acme.azurewebsites.net/api/pay?code=<<{A64u:43}-AzFu{seal}>>", "x-functions-key: <<{A64u:43}_AzFu{seal}>>"],
        misses: &[("{A62:43}AzFu{A62:6}==", "one character short"), ("{A62:60}AzFu{A62:6}==", "a blob that holds the mark by chance")],
        ..MARKED
    },
    Rule {
        id: "azure-iot-key",
        title: "Azure IoT Hub, device or provisioning key",
        keywords: &["AIoT"],
        pattern: r"(?P<secret>[0-9A-Za-z+/]{33}AIoT[A-P][0-9A-Za-z+/]{5}=)",
        exposes: "speaks as a device, or with a hub's policy commands all of them",
        roll: "https://learn.microsoft.com/azure/iot-hub/iot-hub-dev-guide-sas",
        advice: "Regenerate the policy's or the device's key; a device in the field needs the new one first",
        hits: &[
            "HostName=acme.azure-devices.net;DeviceId=pump-7;SharedAccessKey=<<{A64:33}AIoT{seal}>>",
            "static const char* deviceKey = \"<<{A64:33}AIoT{seal}>>\";",
        ],
        misses: &[("{A64:33}AIoTX{A64:5}=", "the letter after the mark is out of range"), ("{A64:40}AIoTA{A64:12}==", "longer: a blob")],
        ..MARKED
    },
    Rule {
        id: "azure-machine-learning-classic-key",
        title: "Azure Machine Learning (classic) web-service key",
        keywords: &["+AMC"],
        pattern: r"(?P<secret>[0-9A-Za-z+/]{76}\+AMC[0-9A-Za-z+/]{6}==)",
        severity: Severity::Medium,
        exposes: "called one scoring endpoint of a service that has been retired",
        advice: "Delete the classic endpoint if it is still there",
        hits: &["api_key = '<<{A64:76}+AMC{seal}>>'", "Authorization: Bearer <<{A64:76}+AMC{seal}>>"],
        misses: &[("{A64:76}+AMC{A64:6}=", "one padding character short"), ("{A64:76}-AMC{A64:6}==", "the mark begins with a plus")],
        ..MARKED
    },
    Rule {
        id: "azure-maps-key",
        title: "Azure Maps key",
        pattern: r"(?P<secret>[0-9A-Za-z]{52}JQQJ9[9DH][0-9A-Za-z][A-L][0-9A-Za-z]{16}AZMP[0-9A-Za-z]{4}(?:[0-9A-Za-z]{2}==)?)",
        exposes: "uses maps, routes and search on the account's bill",
        advice: "Regenerate the key, and let browsers use short-lived tokens in its place",
        hits: &["subscription-key=<<{A62:52}JQQJ99BAAC{A62:14}AZMP{seal}>>&api-version=2024-04-01", "MAPS_KEY=\"<<{A62:52}JQQJ99BAAC{A62:14}AZMP{seal}>>\""],
        misses: &[("{A62:52}JQQJ98BAAC{A62:14}AZMP{A62:4}", "no such kind of key"), ("{A62:49}JQQJ99BAAC{A62:14}AZMP{A62:4}", "too short")],
        ..ANNOTATED
    },
    Rule {
        id: "azure-mixed-reality-key",
        title: "Azure Mixed Reality key",
        pattern: r"(?P<secret>[0-9A-Za-z]{52}JQQJ9[9DH][0-9A-Za-z][A-L][0-9A-Za-z]{16}AZMR[0-9A-Za-z]{4}(?:[0-9A-Za-z]{2}==)?)",
        exposes: "reads and writes the anchors and render sessions of the account",
        advice: "Regenerate both access keys of the account",
        hits: &["account_key: <<{A62:52}JQQJ99BAAC{A62:14}AZMR{seal}>>", "var key = \"<<{A62:52}JQQJ99BAAC{A62:14}AZMR{seal}>>\";"],
        misses: &[("{A62:52}JQQJ99BAAC{A62:15}AZMR{A62:4}", "the letters stand one place too late"), ("{A62:30}JQQJ99BAAC{A62:14}AZMR{A62:4}", "too short")],
        ..ANNOTATED
    },
    Rule {
        id: "azure-redis-key",
        title: "Azure Cache for Redis access key",
        keywords: &["AzCa"],
        pattern: r"(?P<secret>[0-9A-Za-z+/]{33}AzCa[A-P][0-9A-Za-z+/]{5}=)",
        exposes: "reads and writes everything in the cache, sessions included",
        roll: "https://learn.microsoft.com/azure/azure-cache-for-redis/cache-configure",
        advice: "Regenerate the access key, then throw out the sessions that the cache held",
        hits: &["acme.redis.cache.windows.net:6380,password=<<{A64:33}AzCa{seal}>>,ssl=True", "REDIS_KEY: <<{A62:33}AzCa{seal}>>"],
        misses: &[("{A64:33}AzCaW{A64:5}=", "the letter after the mark is out of range"), ("{A64:31}AzCaA{A64:5}=", "two characters short")],
        ..MARKED
    },
    Rule {
        id: "azure-relay-key",
        title: "Azure Relay key",
        keywords: &["+ARm"],
        pattern: r"(?P<secret>[0-9A-Za-z+/]{33}\+ARm[A-P][0-9A-Za-z+/]{5}=)",
        exposes: "listens on or sends through the relay into the network behind it",
        roll: "https://learn.microsoft.com/azure/azure-relay/relay-authentication-and-authorization",
        advice: "Regenerate the key of the shared access policy",
        hits: &["RELAY_KEY=<<{A64:33}+ARm{seal}>>", "Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=all;SharedAccessKey=<<{A64:33}+ARm{seal}>>"],
        misses: &[("{A64:33}+ARmQ{A64:5}=", "the letter after the mark is out of range"), ("{A64:33}+ARmA{A64:4}=", "one character short")],
        ..MARKED
    },
    Rule {
        id: "azure-service-bus-key",
        title: "Azure Service Bus key",
        keywords: &["+ASb"],
        pattern: r"(?P<secret>[0-9A-Za-z+/]{33}\+ASb[A-P][0-9A-Za-z+/]{5}=)",
        exposes: "sends to, listens on or manages the queues and topics of the namespace, as its policy says",
        roll: BUS_SAS,
        advice: "Regenerate the policy's key, and use a policy per application that can only send or listen",
        hits: &[
            "Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=<<{A64:33}+ASb{seal}>>",
            "SERVICEBUS_KEY=<<{A64:33}+ASb{seal}>>",
        ],
        misses: &[("{A64:33}+ASba{A64:5}=", "the letter after the mark is out of range"), ("{A64:33}+ASbA{A64:8}==", "longer: a blob")],
        ..MARKED
    },
    Rule {
        id: "azure-shared-access-key",
        title: "Azure shared access key in a connection string",
        keywords: &["SharedAccessKey="],
        case: Case::Any,
        pattern: r"(?i:sharedaccesskey)=(?P<secret>[0-9A-Za-z+/]{43}=)",
        after: Edge::Base64,
        rank: -1,
        exposes: "sends to, listens on or manages a Service Bus, Event Hubs, Relay or IoT Hub namespace, as its policy says",
        roll: BUS_SAS,
        advice: "Regenerate the key of the policy that the connection string names",
        reference: BUS_SAS,
        hits: &[
            "\"Bus\": \"Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=app;SharedAccessKey=<<{A64:43}=>>\"",
            "IOTHUB_CONNECTION_STRING=HostName=acme.azure-devices.net;SharedAccessKeyName=iothubowner;SharedAccessKey=<<{A64:43}=>>",
        ],
        misses: &[
            ("SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;", "the emulator's"),
            ("SharedAccessKeyName={A64:43}=", "the policy's name, no key"),
            ("SharedAccessKey=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "32 zero bytes"),
        ],
        ..AZURE
    },
    Rule {
        id: "azure-signalr-connection-string",
        title: "Azure SignalR, Web PubSub or Communication Services connection string",
        keywords: &[";accesskey="],
        case: Case::Any,
        pattern: r"(?i:endpoint=https://[0-9a-z.-]{3,80}\.(?:communication\.azure\.com|service\.signalr\.net|webpubsub\.azure\.com)/?;accesskey=)(?P<secret>[0-9A-Za-z+/]{86}==|[0-9A-Za-z]{84}|[0-9A-Za-z+/]{43}=)",
        after: Edge::Base64,
        exposes: "connects as any client or user, and sends messages as the service",
        advice: "Regenerate the resource's access key",
        reference: "https://learn.microsoft.com/azure/azure-signalr/concept-connection-string",
        hits: &[
            "Azure__SignalR__ConnectionString=Endpoint=https://acme.service.signalr.net;AccessKey=<<{A64:43}=>>;Version=1.0;",
            "\"endpoint=https://acme.europe.communication.azure.com/;accesskey=<<{A64:86}==>>\"",
        ],
        misses: &[
            ("Endpoint=http://localhost;Port=8888;AccessKey={A64:43}=;Version=1.0;", "the local emulator"),
            ("Endpoint=https://acme.service.signalr.net;AccessKey=<your-key>;", "a placeholder"),
        ],
        ..AZURE
    },
    Rule {
        id: "azure-storage-account-key",
        title: "Azure Storage account key",
        keywords: &["+ASt"],
        pattern: r"(?P<secret>[0-9A-Za-z+/]{76}\+ASt[0-9A-Za-z+/]{6}==)",
        severity: Severity::Critical,
        exposes: "reads, writes and deletes every blob, file, queue and table of the account",
        roll: STORAGE_KEYS,
        advice: "Rotate key1 and key2, and turn key access off where Entra sign-in will do",
        hits: &[
            "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=<<{A64:76}+ASt{seal}>>;EndpointSuffix=core.windows.net",
            "AZURE_STORAGE_KEY=<<{A64:76}+ASt{seal}>>",
        ],
        misses: &[("{A64:76}+ASt{A64:6}", "no padding"), ("{A64:70}+ASt{A64:6}==", "too short"), ("{A64:76}+AST{A64:6}==", "the mark in another case")],
        ..MARKED
    },
    Rule {
        id: "azure-storage-account-key-unmarked",
        title: "Azure Storage account key",
        keywords: &["accountkey", "account_key", "storage_key", "storagekey", "storage_access", "storageaccess", "storage_account", "storageaccount"],
        case: Case::Any,
        // the emulators' public keys begin with Eby8 and C2y6
        pattern: r#"(?i:account_?key|storage_?(?:account_?)?(?:access_?|primary_?)?key)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>(?:[0-9ABDF-Za-z+/][0-9A-Za-z+/]{3}|E[0-9A-Zac-z+/][0-9A-Za-z+/]{2}|Eb[0-9A-Za-xz+/][0-9A-Za-z+/]|Eby[0-79A-Za-z+/]|C[013-9A-Za-z+/][0-9A-Za-z+/]{2}|C2[0-9A-Za-xz+/][0-9A-Za-z+/]|C2y[0-57-9A-Za-z+/])[0-9A-Za-z+/]{82}==)"#,
        after: Edge::Base64,
        rank: -1,
        severity: Severity::Critical,
        exposes: "reads, writes and deletes everything in the storage account",
        roll: STORAGE_KEYS,
        advice: "Regenerate the key that the connection string holds; clients move to the other one first",
        reference: "https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string",
        hits: &[
            "DefaultEndpointsProtocol=https;AccountName=acmeprod;AccountKey=<<{A62:1}{A64:85}==>>;EndpointSuffix=core.windows.net",
            "storage_account_key = \"<<{A64:86}==>>\"",
            "\"AccountKey\": \"<<{A64:86}==>>\"",
        ],
        misses: &[
            ("AccountName=devstoreaccount1;AccountKey=Eby8{A64:82}==;", "the storage emulator's public key begins so"),
            ("AccountKey={A64:40}==", "too short"),
            ("UseDevelopmentStorage=true", "the local emulator"),
        ],
        ..AZURE
    },
    Rule {
        id: "azure-storage-shared-access-signature",
        title: "Azure Storage shared access signature",
        keywords: &["sig="],
        // the whole query, which tells when it ends; the parameters stand in any order, the signature last
        pattern: r#"(?P<secret>(?:[a-z]{2,6}=[^\s"'<>&\\]{0,120}(?:&(?:amp;)?|\\u0026)){0,12}?sv=20[0-9]{2}-[01][0-9]-[0-3][0-9](?:&(?:amp;)?|\\u0026)(?:[a-z]{2,6}=[^\s"'<>&\\]{0,120}(?:&(?:amp;)?|\\u0026)){0,12}?sig=(?:[0-9A-Za-z+/]|%2[BbFf]){43}(?:%3[Dd]|=))"#,
        reach: 800,
        entropy: Some(Alphabet::Hex),
        proof: Some(azure_sas::AZURE_SAS),
        exposes: "does what its sp= letters allow on one container, blob or account until the time in se=",
        roll: "https://learn.microsoft.com/rest/api/storageservices/create-service-sas",
        advice: "Revoke the stored access policy, or rotate the account key that signed it; there is no other way before it expires",
        reference: "https://learn.microsoft.com/rest/api/storageservices/create-service-sas",
        hits: &[
            "https://acme.blob.core.windows.net/data/a.csv?<<sp=r&st=2030-01-01T10:00:00Z&se=2031-01-01T18:00:00Z&spr=https&sv=2022-11-02&sr=b&sig={seal}>>",
            "SAS_TOKEN=?<<sv=2020-08-04&ss=bfqt&srt=sco&sp=rwdlacup&se=2031-05-01T00:00:00Z&sig={seal}>>",
        ],
        misses: &[
            ("?sv=2020-08-04&ss=bfqt&sp=r&se=2031-05-01T00:00:00Z&sig={A62:20}%3D", "no signature of 32 bytes"),
            ("?version=3&sig={A62:43}%3D", "another service's signature"),
            ("?sv=2020-08-04&sp=r&sig=REDACTED", "cut out"),
        ],
        ..AZURE
    },
];
