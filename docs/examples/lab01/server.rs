use std::{env, error::Error, net::TcpListener, process, thread};

fn main() {
    let (mut host, mut port) = ("127.0.0.1".to_string(), "8080".to_string());
    let mut words = env::args().skip(1);
    while let Some(word) = words.next() {
        let (flag, value) = match word.split_once('=') {
            Some((flag, value)) => (flag, value.to_string()),
            None => (word.as_str(), words.next().unwrap_or_default()),
        };
        match flag {
            "--host" => host = value,
            "--port" => port = value,
            "--access-log" | "--read-timeout" => {}
            _ => refuse(&format!("there is no flag {flag}")),
        }
    }
    let listener = listen(&host, &port)
        .unwrap_or_else(|error| refuse(&format!("--host {host} --port {port}: {error}")));
    let address = listener.local_addr().unwrap();
    println!("lab01 listening on http://{address}");
    loop {
        thread::park(); // your accept loop goes here
    }
}

fn listen(host: &str, port: &str) -> Result<TcpListener, Box<dyn Error>> {
    Ok(TcpListener::bind((host, port.parse()?))?)
}

fn refuse(reason: &str) -> ! {
    eprintln!("server: {reason}: give other flags");
    process::exit(2)
}
