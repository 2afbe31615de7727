//! GitLab: personal, deploy, runner, pipeline and other access tokens.

use super::rule::*;
use crate::proof::crc::GITLAB_ROUTABLE;
use crate::proof::jwt;

const TOKENS: &str = "https://gitlab.com/-/user_settings/personal_access_tokens";
const DOCS: &str = "https://docs.gitlab.com/security/tokens/";
const RUNNERS: &str = "https://docs.gitlab.com/ci/runners/configure_runners/";
const ROUTABLE: &str = "https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/";

const GITLAB: Rule = Rule { provider: "GitLab", roll: TOKENS, reference: DOCS, after: Edge::Url, entropy: Some(Alphabet::A64), ..Rule::BASE };

/// GitLab's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "gitlab-agent-token",
        title: "GitLab agent for Kubernetes token",
        keywords: &["glagent-"],
        pattern: r"(?P<secret>glagent-[0-9A-Za-z_-]{50})",
        exposes: "connects as the cluster's agent, with the projects that it may read",
        advice: "Revoke the agent token and register the agent with a new one",
        roll: "https://docs.gitlab.com/user/clusters/agent/work_with_agent/",
        hits: &["helm upgrade --set config.token=<<glagent-{A64u:50}>>", "agent-token: \"<<glagent-{A64u:50}>>\""],
        misses: &[("glagent-{A64u:49}", "one character short"), ("glagent-{A64u:51}", "one character long")],
        ..GITLAB
    },
    Rule {
        id: "gitlab-ci-job-token",
        title: "GitLab CI/CD job token",
        keywords: &["glcbt-"],
        pattern: r"(?P<secret>glcbt-(?:[0-9a-f]{1,5}_[0-9A-Za-z_-]{20}|eyJ[0-9A-Za-z_-]{10,300}\.eyJ[0-9A-Za-z_-]{20,2000}\.[0-9A-Za-z_-]{40,700}))",
        reach: 2600,
        proof: Some(jwt::JWT_OR_OTHER),
        severity: Severity::Medium,
        exposes: "what the job may reach, while the job runs",
        advice: "Cancel the job and stop printing its token",
        roll: "https://docs.gitlab.com/ci/jobs/ci_job_token/",
        hits: &["CI_JOB_TOKEN=<<glcbt-{hex:2}_{A64u:20}>>", "git clone https://gitlab-ci-token:<<glcbt-64_{A64u:20}>>@gitlab.com/group/project.git", "JOB-TOKEN: <<glcbt-eyJ{seal}>>"],
        misses: &[("glcbt-{hex:6}_{A64u:20}", "the partition is too long"), ("glcbt-64_{A64u:18}", "too short")],
        ..GITLAB
    },
    Rule {
        id: "gitlab-deploy-token",
        title: "GitLab deploy token",
        keywords: &["gldt-"],
        pattern: r"(?P<secret>gldt-[0-9A-Za-z_-]{20})",
        exposes: "clones the project or group and reads its registries, as far as its scopes go",
        advice: "Revoke the deploy token and make one with fewer scopes",
        roll: "https://docs.gitlab.com/user/project/deploy_tokens/",
        hits: &["docker login -u deployer -p <<gldt-{A64u:20}>> registry.gitlab.com", "DEPLOY_TOKEN: \"<<gldt-{A64u:20}>>\""],
        misses: &[("gldt-{A64u:19}", "one character short"), ("gldt-{A64u:21}", "one character long")],
        ..GITLAB
    },
    Rule {
        id: "gitlab-feature-flags-client-token",
        title: "GitLab feature flags client token",
        keywords: &["glffct-"],
        pattern: r"(?P<secret>glffct-[0-9A-Za-z_-]{20})",
        severity: Severity::Low,
        exposes: "reads which feature flags of the project are on",
        advice: "Regenerate the instance id of the feature flags",
        roll: "https://docs.gitlab.com/operations/feature_flags/",
        hits: &["UNLEASH_INSTANCE_ID=<<glffct-{A64u:20}>>", "instanceId: '<<glffct-{A64u:20}>>'"],
        misses: &[("glffct-{A64u:18}", "too short"), ("glffct-{A64u:24}", "too long")],
        ..GITLAB
    },
    Rule {
        id: "gitlab-feed-token",
        title: "GitLab feed token",
        keywords: &["glft-"],
        pattern: r"(?P<secret>glft-(?:[0-9a-f]{64}-[0-9]{1,10}|[0-9A-Za-z_-]{20}))",
        entropy: Some(Alphabet::Hex),
        severity: Severity::Medium,
        exposes: "reads the activity and calendar feeds of its owner, private projects included",
        advice: "Reset the feed token",
        hits: &["https://gitlab.com/dashboard/projects.atom?feed_token=<<glft-{A64u:20}>>", "feed_token: <<glft-{hex:64}-{dig:7}>>"],
        misses: &[("glft-{A64u:17}", "too short"), ("glft-{hex:64}-", "no user id")],
        ..GITLAB
    },
    Rule {
        id: "gitlab-incoming-mail-token",
        title: "GitLab incoming mail token",
        keywords: &["glimt-"],
        pattern: r"(?P<secret>glimt-[0-9a-z]{25})",
        entropy: Some(Alphabet::Lc36),
        after: Edge::Word,
        severity: Severity::Medium,
        exposes: "opens issues and merge requests by mail in its owner's name",
        advice: "Reset the incoming mail token",
        hits: &["incoming+group-project-123-<<glimt-{lc36:25}>>-issue@incoming.gitlab.com", "mail_token = \"<<glimt-{lc36:25}>>\"", "INCOMING_MAIL_TOKEN=<<glimt-{lc36:25}>>"],
        misses: &[("glimt-{lc36:24}", "one character short"), ("glimt-{UC26:25}", "upper case")],
        ..GITLAB
    },
    Rule {
        id: "gitlab-oauth-application-secret",
        title: "GitLab OAuth application secret",
        keywords: &["gloas-"],
        pattern: r"(?P<secret>gloas-[0-9a-f]{64})",
        entropy: Some(Alphabet::Hex),
        severity: Severity::Critical,
        exposes: "acts as the application towards everybody who signed in with it",
        advice: "Renew the secret of the application",
        roll: "https://gitlab.com/-/user_settings/applications",
        hits: &["GITLAB_CLIENT_SECRET=<<gloas-{hex:64}>>", "\"app_secret\": \"<<gloas-{hex:64}>>\","],
        misses: &[("gloas-{hex:63}", "one character short"), ("gloas-{hex:40}", "a shorter digest")],
        ..GITLAB
    },
    Rule {
        id: "gitlab-personal-access-token",
        title: "GitLab access token (personal, project, group or impersonation)",
        keywords: &["glpat-"],
        pattern: r"(?P<secret>glpat-[0-9A-Za-z_-]{20})",
        severity: Severity::Critical,
        exposes: "reads and writes what its owner may, as far as its scopes go",
        advice: "Revoke the access token, then look at the projects it could write to",
        hits: &["PRIVATE-TOKEN: <<glpat-{A64u:20}>>", "git remote add origin https://oauth2:<<glpat-{A64u:20}>>@gitlab.com/a/b.git", "\\n<<glpat-{A64u:20}>>"],
        misses: &[("glpat-{A64u:19}", "one character short"), ("glpat-xxxxxxxxxxxxxxxxxxxx", "a placeholder"), ("glpat-{A64u:27}.01.{lc36:9}", "the routable form, its own rule")],
        ..GITLAB
    },
    Rule {
        id: "gitlab-pipeline-trigger-token",
        title: "GitLab pipeline trigger token",
        keywords: &["glptt-"],
        pattern: r"(?P<secret>glptt-[0-9a-f]{40})",
        entropy: Some(Alphabet::Hex),
        exposes: "starts pipelines of the project with variables of one's choice",
        advice: "Revoke the trigger token and read the pipelines it started",
        roll: "https://docs.gitlab.com/ci/triggers/",
        hits: &["curl -X POST -F token=<<glptt-{hex:40}>> -F ref=main https://gitlab.com/api/v4/projects/1/trigger/pipeline", "TRIGGER_TOKEN: <<glptt-{hex:40}>>"],
        misses: &[("glptt-{hex:39}", "one character short"), ("glptt-{hex:42}", "too long")],
        ..GITLAB
    },
    Rule {
        id: "gitlab-routable-personal-access-token",
        title: "GitLab access token, routable form",
        keywords: &["glpat-"],
        pattern: r"(?P<secret>glpat-[0-9A-Za-z_-]{27,300}\.(?:01\.)?[0-9a-z]{9})",
        proof: Some(GITLAB_ROUTABLE),
        reach: 400,
        severity: Severity::Critical,
        exposes: "reads and writes what its owner may, as far as its scopes go",
        advice: "Revoke the access token, then look at the projects it could write to",
        reference: ROUTABLE,
        hits: &["GITLAB_TOKEN=<<glpat-{A64u:27}.{lc36:2}{seal}>>", "token: \"<<glpat-{A64u:51}.01.{lc36:2}{seal}>>\""],
        misses: &[("glpat-{A64u:27}.02.{lc36:9}", "another version"), ("glpat-{A64u:27}.{lc36:5}", "no checksum")],
        ..GITLAB
    },
    Rule {
        id: "gitlab-routable-runner-token",
        title: "GitLab runner authentication token, routable form",
        keywords: &["glrt-t"],
        pattern: r"(?P<secret>glrt-t[0-9]_[0-9A-Za-z_-]{27,300}\.(?:01\.)?[0-9a-z]{9})",
        proof: Some(GITLAB_ROUTABLE),
        reach: 400,
        exposes: "takes jobs as the runner, with the variables and sources they bring",
        advice: "Reset the runner's token, or delete the runner",
        roll: RUNNERS,
        reference: ROUTABLE,
        hits: &["[[runners]]\n  token = \"<<glrt-t1_{A64u:43}.01.{lc36:2}{seal}>>\"", "RUNNER_TOKEN=<<glrt-t3_{A64u:27}.{lc36:2}{seal}>>"],
        misses: &[("glrt-t1_{A64u:20}.01.{lc36:9}", "the payload is too short"), ("glrt-t1_{A64u:27}", "no checksum")],
        ..GITLAB
    },
    Rule {
        id: "gitlab-runner-registration-token",
        title: "GitLab runner registration token",
        keywords: &["GR1348941"],
        pattern: r"(?P<secret>GR1348941[0-9A-Za-z_-]{20})",
        exposes: "registers runners that receive the project's jobs and variables",
        advice: "Reset the registration token and delete runners that you do not know",
        roll: DOCS,
        hits: &["gitlab-runner register --registration-token <<GR1348941{A64u:20}>>", "runnerRegistrationToken: \"<<GR1348941{A64u:20}>>\""],
        misses: &[("GR1348941{A64u:19}", "one character short"), ("GR1348941{A64u:24}", "too long")],
        ..GITLAB
    },
    Rule {
        id: "gitlab-runner-token",
        title: "GitLab runner authentication token",
        keywords: &["glrt-", "glrtr-"],
        pattern: r"(?P<secret>glrtr?-[0-9A-Za-z_-]{20})",
        exposes: "takes jobs as the runner, with the variables and sources they bring",
        advice: "Reset the runner's token, or delete the runner",
        roll: RUNNERS,
        hits: &["token = \"<<glrt-{A64u:20}>>\"", "gitlab-runner register --token <<glrtr-{A64u:20}>>"],
        misses: &[("glrt-{A64u:19}", "one character short"), ("glrt-{A64u:22}", "too long")],
        ..GITLAB
    },
    Rule {
        id: "gitlab-scim-token",
        title: "GitLab SCIM token",
        keywords: &["glsoat-"],
        pattern: r"(?P<secret>glsoat-[0-9A-Za-z_-]{20})",
        exposes: "creates, changes and removes members of the group",
        advice: "Reset the SCIM token and put the new one into the identity provider",
        roll: "https://docs.gitlab.com/user/group/saml_sso/scim_setup/",
        hits: &["SCIM_TOKEN=<<glsoat-{A64u:20}>>", "Authorization: Bearer <<glsoat-{A64u:20}>>"],
        misses: &[("glsoat-{A64u:19}", "one character short"), ("glsoat-{A64u:25}", "too long")],
        ..GITLAB
    },
    Rule {
        id: "gitlab-session-cookie",
        title: "GitLab session cookie",
        keywords: &["_gitlab_session="],
        pattern: r"(?P<secret>_gitlab_session=[0-9a-f]{32})",
        before: Edge::Open,
        entropy: Some(Alphabet::Hex),
        exposes: "acts as the signed-in person until the session ends",
        advice: "Revoke the session in the list of active sessions",
        roll: "https://gitlab.com/-/user_settings/active_sessions",
        hits: &["Cookie: a=b; <<_gitlab_session={hex:32}>>", "curl -b '<<_gitlab_session={hex:32}>>; experimentation=1' https://gitlab.com"],
        misses: &[("_gitlab_session={hex:30}", "too short"), ("_gitlab_session=00000000000000000000000000000000", "a placeholder")],
        ..GITLAB
    },
    Rule {
        id: "gitlab-workspace-token",
        title: "GitLab workspace token",
        keywords: &["glwt-"],
        pattern: r"(?P<secret>glwt-[0-9A-Za-z_-]{20,64})",
        severity: Severity::Medium,
        exposes: "reaches one remote development workspace",
        advice: "Terminate the workspace",
        roll: DOCS,
        hits: &["GL_WORKSPACE_TOKEN=<<glwt-{A64u:20}>>", "token: <<glwt-{A64u:50}>>"],
        misses: &[("glwt-{A64u:19}", "too short"), ("glwt-your-token-goes-here", "a placeholder")],
        ..GITLAB
    },
];
