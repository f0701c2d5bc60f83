//! A small server whose answers are written byte by byte, right or wrong.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server does with a request.
#[derive(Clone)]
pub enum Answer {
    /// These bytes, and the connection closed.
    Raw(Vec<u8>),
    /// These bytes, and then these, again and again, until nobody reads them; so long between two of them.
    Endless(Vec<u8>, Vec<u8>, Duration),
    /// These bytes, and then silence until the other side goes.
    Silence(Vec<u8>),
}

impl Answer {
    /// An answer as it should be; `headers` in lines that each end in CRLF.
    pub fn of(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let mut bytes = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        bytes.extend_from_slice(body);
        Self::Raw(bytes)
    }

    /// A page.
    pub fn page(body: &str) -> Self {
        Self::of("200 OK", "Content-Type: text/html\r\n", body)
    }
}

/// The answers to the first requests for each path; the last is given from then on.
type Answers = Arc<Mutex<BTreeMap<String, Vec<Answer>>>>;

pub struct Server {
    address: String,
    answers: Answers,
    /// The requests so far, path and headers.
    requests: Arc<Mutex<Vec<String>>>,
    is_over: Arc<AtomicBool>,
}

impl Server {
    /// A server that allows robots all and has no other page.
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let address = listener.local_addr().expect("it is bound").to_string();
        let server = Self { address, answers: Arc::default(), requests: Arc::default(), is_over: Arc::default() };
        server.put("/robots.txt", Answer::of("404 Not Found", "", ""));
        let (answers, requests, is_over) = (server.answers.clone(), server.requests.clone(), server.is_over.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if is_over.load(Ordering::Relaxed) {
                    break;
                }
                let (answers, requests, is_over) = (answers.clone(), requests.clone(), is_over.clone());
                std::thread::spawn(move || serve(stream, &answers, &requests, &is_over));
            }
        });
        server
    }

    /// Puts an answer at a path, in place of what was there.
    pub fn put(&self, path: &str, answer: Answer) {
        self.put_in_turn(path, vec![answer]);
    }

    /// Puts answers at a path that are given one after the other, the last from then on.
    pub fn put_in_turn(&self, path: &str, mut answers: Vec<Answer>) {
        answers.reverse();
        self.answers.lock().expect("no request breaks here").insert(path.to_owned(), answers);
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Host and port.
    pub fn host(&self) -> &str {
        &self.address
    }

    /// The requests for a path so far, with their headers.
    pub fn requests(&self, path: &str) -> Vec<String> {
        let requests = self.requests.lock().expect("no request breaks here");
        requests.iter().filter(|request| request.split(' ').nth(1) == Some(path)).cloned().collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(&self.address);
    }
}

/// Answers one request. Where the other side goes in the middle of it, that is its right.
fn serve(stream: TcpStream, answers: &Answers, requests: &Mutex<Vec<String>>, is_over: &AtomicBool) {
    let mut request = String::new();
    let mut reader = BufReader::new(&stream);
    while !request.ends_with("\r\n\r\n") {
        if reader.read_line(&mut request).unwrap_or(0) == 0 {
            return;
        }
    }
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    let answer = {
        let mut answers = answers.lock().expect("no request breaks here");
        match answers.get_mut(&path) {
            Some(turns) if turns.len() > 1 => turns.pop(),
            Some(turns) => turns.last().cloned(),
            None => None,
        }
    };
    requests.lock().expect("no request breaks here").push(request);
    let mut stream = &stream;
    match answer.unwrap_or_else(|| Answer::of("404 Not Found", "", "nothing here")) {
        Answer::Raw(bytes) => {
            let _ = stream.write_all(&bytes);
        }
        Answer::Endless(head, part, pause) => {
            let mut is_read = stream.write_all(&head).is_ok();
            while is_read && !is_over.load(Ordering::Relaxed) {
                is_read = stream.write_all(&part).is_ok();
                std::thread::sleep(pause);
            }
        }
        Answer::Silence(bytes) => {
            let _ = stream.write_all(&bytes);
            let mut rest = String::new();
            let _ = reader.read_line(&mut rest);
        }
    }
}
