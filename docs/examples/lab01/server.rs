use std::{env, net::TcpListener, process, thread};

fn main() {
    let mut host = "127.0.0.1".to_string();
    let mut port = "8080".to_string();
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
            _ => refuse(format!("there is no flag {flag}")),
        }
    }
    if host.contains(':') {
        host = format!("[{host}]");
    }
    let address = format!("{host}:{port}");
    let listener = match TcpListener::bind(&address) {
        Ok(listener) => listener,
        Err(error) => refuse(format!("{address}: {error}")),
    };
    let bound = listener.local_addr().unwrap();
    println!("lab01 listening on http://{bound}");
    loop {
        thread::park(); // your accept loop goes here
    }
}

fn refuse(reason: String) -> ! {
    eprintln!("server: {reason}: give other flags");
    process::exit(2)
}
