//! Message brokers: passwords in AMQP URLs.

use super::rule::*;
use crate::proof::password::PASSWORD;

/// The rules of AMQP URLs.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "amqp-url-password",
        provider: "AMQP",
        title: "Password in a message broker's URL",
        keywords: &["amqp://", "amqps://"],
        pattern: r#"amqps?://[^\s:@/"'<>${}]{1,80}:(?P<secret>[^\s:@/"'<>`\\${}]{4,200})@[0-9A-Za-z\[]"#,
        before: Edge::Open,
        after: Edge::Open,
        proof: Some(PASSWORD),
        class: Class::Generic,
        rank: -1,
        exposes: "reads and publishes messages on the broker's queues",
        roll: "https://www.rabbitmq.com/docs/passwords",
        advice: "Change the broker user's password and close its open connections",
        reference: "https://www.rabbitmq.com/docs/uri-spec",
        hits: &["CLOUDAMQP_URL=amqps://{lc26:8}:<<{A64u:32}>>@kangaroo.rmq.cloudamqp.com/{lc26:8}", "broker_url: \"amqp://celery:<<{A62:14}>>@10.0.0.7:5672//\""],
        misses: &[("amqp://guest:guest@localhost:5672/", "the default of RabbitMQ"), ("amqp://user:${{RABBIT_PASSWORD}}@mq/", "a reference"), ("amqp://localhost:5672", "no password"), ("amqp://user:password@host", "the documentation's form")],
        ..Rule::BASE
    },
];
