//! The page: files that are part of the program.

use axum::http::header::{self, HeaderMap};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::api;

#[derive(RustEmbed)]
#[folder = "page"]
struct Page;

/// The views of the page; what they show, the rest of the address says.
const VIEWS: &[&str] = &[
    "",
    "read",
    "search",
    "report",
    "happenings",
    "happening",
    "relation",
    "timeline",
    "map",
    "quotes",
    "disagreements",
    "actor",
    "api",
];

/// The file of this name, or the page itself where it is the name of a view. No name leads out of the program.
pub async fn asset(uri: Uri, headers: HeaderMap) -> Response {
    let name = uri.path().trim_start_matches('/');
    let file = match name.strip_prefix("assets/") {
        Some(file) => file,
        None if is_view(name) => "index.html",
        None => return api::fault(StatusCode::NOT_FOUND, "there is no such page"),
    };
    let is_plain = |part: &str| !part.is_empty() && !part.starts_with('.');
    let Some(found) = file.split('/').all(is_plain).then(|| Page::get(file)).flatten() else {
        return api::fault(StatusCode::NOT_FOUND, "there is no such file");
    };
    let hash: String = found.metadata.sha256_hash()[..12].iter().map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{hash}\"");
    let kind = match file.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/json",
    };
    let is_known = api::is_known(&headers, &tag);
    let said = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache"), (header::ETAG, &tag)];
    if is_known {
        return (StatusCode::NOT_MODIFIED, said).into_response();
    }
    (said, found.data.into_owned()).into_response()
}

/// Whether a path is a view's: its name, and an id where it is a view of one thing.
fn is_view(path: &str) -> bool {
    match path.split_once('/') {
        None => VIEWS.contains(&path),
        Some((view, id)) => ["happening", "report"].contains(&view) && !id.is_empty() && !id.contains('/'),
    }
}
