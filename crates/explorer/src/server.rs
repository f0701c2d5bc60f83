//! Connections in, answers out.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use axum::response::Response;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt;

use crate::api::{self, Room};
use crate::guard::{Guard, say};
use crate::{Error, Settings};

/// The bytes that the head of a request may have.
const MOST_HEAD: usize = 32 << 10;

/// A server that listens.
pub struct Served {
    /// Where.
    pub address: SocketAddr,
    /// What a browser is to open, with the token where one is needed.
    pub url: String,
    runtime: tokio::runtime::Runtime,
    listener: TcpListener,
    app: axum::Router,
    room: Arc<Room>,
    guard: Arc<Guard>,
    settings: Settings,
}

/// Opens the archive and listens. Off loopback, a token is needed; where none is given, one is made up.
pub fn serve(mut settings: Settings) -> Result<Served, Error> {
    if !settings.is_local() && settings.token.is_none() {
        settings.token = Some(made_up()?);
    }
    let fault = |reason| Error::Listen { address: settings.listen, reason };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(settings.jobs + 8)
        .enable_all()
        .build()
        .map_err(fault)?;
    let room = Arc::new(Room::open(&settings)?);
    let listener = runtime.block_on(TcpListener::bind(settings.listen)).map_err(fault)?;
    let address = listener.local_addr().map_err(fault)?;
    let token = settings.token.as_ref().map(|token| format!("?token={token}")).unwrap_or_default();
    Ok(Served {
        address,
        url: format!("http://{address}/{token}"),
        runtime,
        listener,
        app: api::routes(Arc::clone(&room)),
        room,
        guard: Arc::new(Guard::new(&settings, address)),
        settings,
    })
}

/// 256 bits that nobody can guess.
fn made_up() -> Result<String, Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(Error::Token)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

impl Served {
    /// Serves until the process ends.
    pub fn forever(self) {
        let Self { runtime, listener, app, room, guard, settings, .. } = self;
        runtime.spawn(api::keep_ready(room));
        runtime.block_on(accept(listener, app, guard, settings));
    }

    /// Serves beside the caller, until what this gives is dropped.
    pub fn aside(self) -> tokio::runtime::Runtime {
        let Self { runtime, listener, app, guard, settings, .. } = self;
        runtime.spawn(accept(listener, app, guard, settings));
        runtime
    }
}

async fn accept(listener: TcpListener, app: axum::Router, guard: Arc<Guard>, settings: Settings) {
    let places = Arc::new(Semaphore::new(settings.max_connections.max(1)));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let (stream, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(_) => {
                // Too many open files, or a caller who has gone: neither ends the server.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let (app, guard) = (app.clone(), Arc::clone(&guard));
        let (silence, most) = (settings.max_silence, settings.max_connection);
        tokio::spawn(async move {
            let _place = place;
            // A connection that lasts is cut: a reader who takes an answer byte by byte holds its place for so long.
            let _ = tokio::time::timeout(most, converse(stream, peer, app, guard, silence)).await;
        });
    }
}

async fn converse(stream: TcpStream, peer: SocketAddr, app: axum::Router, guard: Arc<Guard>, silence: Duration) {
    let _ = stream.set_nodelay(true);
    let service = hyper::service::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let (app, guard) = (app.clone(), Arc::clone(&guard));
        async move { Ok::<_, std::convert::Infallible>(answer(request.map(axum::body::Body::new), peer, app, &guard).await) }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(silence)
        .max_buf_size(MOST_HEAD)
        .max_headers(64)
        .half_close(false);
    // A fault here is the other side's: what it sent is no HTTP, or it has gone.
    let _ = http.serve_connection(TokioIo::new(stream), service).await;
}

async fn answer(request: Request, peer: SocketAddr, app: axum::Router, guard: &Guard) -> Response {
    let mut response = match guard.refusal(request.method(), request.uri(), request.headers(), peer.ip()) {
        Some(refusal) => refusal,
        None => match app.oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        },
    };
    say(&mut response);
    response
}
