//! The API: every question at its path, and texts to be read.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{self, HeaderMap};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde_json::json;

use crate::answer::Form;
use crate::desk::{Desk, Written};
use crate::parameters::{Asked, Kind, Parameter};
use crate::questions::{QUESTIONS, Question};
use crate::{Error, Settings, assets, openapi, reading};

/// Where the API begins.
pub const BASE: &str = "/api/v1";

/// What all requests share.
pub struct Room {
    desk: Desk,
    reading: reading::Desk,
    patience: Duration,
    max_silence: Duration,
}

impl Room {
    /// Opens the archive.
    pub fn open(settings: &Settings) -> Result<Self, Error> {
        Ok(Self {
            desk: Desk::open(&settings.archive, settings.jobs, settings.patience)?,
            reading: reading::Desk::new(settings.max_bytes, settings.fetch.clone()),
            patience: settings.patience,
            max_silence: settings.max_silence,
        })
    }
}

/// What pages ask of the whole archive, whoever opens them. The larger the archive, the longer each takes.
const OF_THE_WHOLE: [(&str, &str); 8] = [
    ("stats", ""),
    ("happenings", "limit=6"),
    ("pairs", "limit=8"),
    ("pairs", "limit=16"),
    ("speakers", "limit=12"),
    ("timeline", "by=month"),
    ("places", ""),
    ("disagreements", ""),
];

/// How long after the last answer it is looked whether the archive has changed.
const PAUSE: Duration = Duration::from_secs(15);

/// Keeps the answers of the whole archive ready, so that no reader waits for them.
pub async fn keep_ready(room: Arc<Room>) {
    loop {
        for (name, query) in OF_THE_WHOLE {
            let Some(question) = Question::named(name) else { continue };
            // A question that fails here fails for whoever asks it, and is told then.
            let _ = answered(&room, question, None, Some(query.to_owned()), &HeaderMap::new()).await;
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Every path there is.
pub fn routes(room: Arc<Room>) -> Router {
    let mut router = Router::new();
    for question in QUESTIONS {
        let answer = move |State(room): State<Arc<Room>>,
                           id: Option<Path<String>>,
                           RawQuery(query),
                           headers: HeaderMap| async move {
            answered(&room, question, id.map(|Path(id)| id), query, &headers).await
        };
        router = router.route(&format!("{BASE}{}", question.path), on(MethodFilter::GET, answer));
    }
    router
        .route(&format!("{BASE}/read"), on(MethodFilter::POST, read))
        .route(&format!("{BASE}/fetch"), on(MethodFilter::POST, read_page).get(may_fetch))
        .route(&format!("{BASE}/openapi.json"), on(MethodFilter::GET, described))
        .fallback(on(MethodFilter::GET, assets::asset).fallback(no_method))
        .method_not_allowed_fallback(no_method)
        .with_state(room)
}

async fn no_method(method: Method) -> Response {
    fault(StatusCode::METHOD_NOT_ALLOWED, &format!("{method:.20} is nothing that can be done here"))
}

async fn answered(
    room: &Room,
    question: &'static Question,
    id: Option<String>,
    query: Option<String>,
    headers: &HeaderMap,
) -> Response {
    let result = async {
        let mut values = pairs(query.as_deref().unwrap_or_default())?;
        let form = match values.iter().position(|(name, _)| name == "format") {
            Some(at) => Form::named(&values.remove(at).1)?,
            None => Form::Json,
        };
        if form != Form::Json && !question.is_list {
            return Err(Error::Wrong("format: this answer is no list; it comes as JSON alone".to_owned()));
        }
        values.extend(id.map(|id| ("id".to_owned(), id)));
        let asked = Asked::of(question.parameters, values)?;
        let key = format!("{} {form:?} {}", question.name, asked.line());
        let written = room.desk.ask(key, move |archive| (question.ask)(archive, &asked)?.written(form)).await?;
        Ok((written, form))
    };
    match result.await {
        Ok((written, form)) => sent(&written, form.content_type(), headers),
        Err(error) => failed(&error),
    }
}

async fn read(State(room): State<Arc<Room>>, RawQuery(query): RawQuery, headers: HeaderMap, body: Body) -> Response {
    let result = async {
        let asked = Asked::of(reading::PARAMETERS, pairs(query.as_deref().unwrap_or_default())?)?;
        let bytes = taken_in(body, room.reading.max_bytes(), room.max_silence).await?;
        room.reading.read(bytes, asked, room.patience).await
    };
    match result.await {
        Ok(bytes) => sent(&Written::new(bytes), Form::Json.content_type(), &headers),
        Err(error) => failed(&error),
    }
}

async fn read_page(
    State(room): State<Arc<Room>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let result = async {
        room.reading.may_fetch()?;
        let asked = Asked::of(reading::PARAMETERS, pairs(query.as_deref().unwrap_or_default())?)?;
        let bytes = taken_in(body, reading::MOST_ADDRESS, room.max_silence).await?;
        let address = String::from_utf8(bytes).map_err(|_| Error::Wrong("the address is no UTF-8".to_owned()))?;
        room.reading.read_page(address.trim().to_owned(), asked, room.patience).await
    };
    match result.await {
        Ok(bytes) => sent(&Written::new(bytes), Form::Json.content_type(), &headers),
        Err(error) => failed(&error),
    }
}

/// Whether the page may ask for an address.
async fn may_fetch(State(room): State<Arc<Room>>, headers: HeaderMap) -> Response {
    let answer = json!({"may_fetch": room.reading.may_fetch().is_ok()}).to_string();
    sent(&Written::new(answer.into_bytes()), Form::Json.content_type(), &headers)
}

async fn taken_in(body: Body, max_bytes: usize, max_silence: Duration) -> Result<Vec<u8>, Error> {
    let body = tokio::time::timeout(max_silence, Limited::new(body, max_bytes).collect()).await;
    let body = body.map_err(|_| Error::Wrong("the text did not come in time".to_owned()))?;
    let bytes = body.map_err(|error| match error.downcast_ref::<LengthLimitError>() {
        Some(_) => {
            Error::TooLarge(format!("the text has more than {max_bytes} bytes; \"dateline read\" has no such bound"))
        }
        None => Error::Wrong("the text broke off".to_owned()),
    })?;
    Ok(bytes.to_bytes().to_vec())
}

async fn described(headers: HeaderMap) -> Response {
    match serde_json::to_vec_pretty(&openapi()) {
        Ok(bytes) => sent(&Written::new(bytes), "application/json", &headers),
        Err(error) => failed(&Error::Reader(error.to_string())),
    }
}

fn sent(written: &Written, content_type: &'static str, headers: &HeaderMap) -> Response {
    let said = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "private, no-cache"),
        (header::ETAG, written.tag.as_str()),
    ];
    if is_known(headers, &written.tag) {
        return (StatusCode::NOT_MODIFIED, said).into_response();
    }
    (said, written.bytes.clone()).into_response()
}

/// Whether the reader has the answer with this tag already.
pub fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)
}

fn failed(error: &Error) -> Response {
    if error.status() == StatusCode::INTERNAL_SERVER_ERROR {
        // The keeper sees why; a reader learns nothing of the machine.
        eprintln!("dateline: {error}");
    }
    fault(error.status(), &error.told())
}

/// Why there is no answer, as JSON.
pub fn fault(status: StatusCode, why: &str) -> Response {
    let body = json!({"error": why}).to_string();
    let said = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (status, said, body).into_response()
}

/// The parameters that both the API and its description know beside a question's own.
pub const FORMAT: Parameter = Parameter::new(
    "format",
    Kind::Choice(&["json", "jsonl", "csv"]),
    "how the list is written; the two last give its items alone",
);

const MOST_QUERY: usize = 8_000;

/// The pairs of a query string.
fn pairs(query: &str) -> Result<Vec<(String, String)>, Error> {
    if query.len() > MOST_QUERY {
        return Err(Error::TooLarge(format!("the question has more than {MOST_QUERY} letters")));
    }
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decoded(name)?, decoded(value)?))
        })
        .collect()
}

/// Letters out of `%20` and `+`.
fn decoded(text: &str) -> Result<String, Error> {
    let wrong = || Error::Wrong("the question is wrongly encoded: write a letter's UTF-8 bytes as %20".to_owned());
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
                let (high, low) = (digit().ok_or_else(wrong)?, digit().ok_or_else(wrong)?);
                u8::try_from(high * 16 + low).map_err(|_| wrong())?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_decoded_or_refused() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(pairs("a=b+c%20%C3%A9&&d").unwrap(), [pair("a", "b c é"), pair("d", "")]);
        for wrong in ["a=%", "a=%4", "a=%zz", "a=%ff"] {
            assert!(pairs(wrong).is_err(), "{wrong}");
        }
        assert!(pairs(&"a".repeat(MOST_QUERY + 1)).is_err());
    }
}
