use std::io::BufRead;
fn main() {
    let d = leakgate::detect::Detector::new(leakgate::rules::all());
    let mut bytes = 0usize;
    let mut slow = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let p = line.unwrap();
        let Ok(t) = std::fs::read(&p) else { continue };
        if t.len() > 8_000_000 {
            continue;
        }
        bytes += t.len();
        let s = std::time::Instant::now();
        for c in d.scan(&t, 0..t.len()).unwrap() {
            if c.rule.severity > leakgate::rules::Severity::Info || std::env::args().len() > 1 {
                let a = c.span.start.saturating_sub(50).max(leakgate::detect::line_start(&t, c.span.start));
                let b = (c.span.end + 10).min(t.len()).min(c.span.start + 80);
                println!(
                    "{}\t{}\t{}\t{}",
                    c.rule.id,
                    c.confidence.name(),
                    p,
                    String::from_utf8_lossy(&t[a..b.max(a)]).replace('\n', "\\n")
                );
            }
        }
        let e = s.elapsed().as_millis();
        if e > 200 {
            slow.push((e, t.len(), p));
        }
    }
    eprintln!("{bytes} bytes");
    slow.sort();
    for s in slow.iter().rev().take(10) {
        eprintln!("{s:?}");
    }
}
