// Questions to the server that these pages came from, and to no other.

export class Fault extends Error {
  constructor(status, words) { super(words); this.status = status; }
}

let running = new AbortController();

// A view that is left asks no more.
export function leave() {
  running.abort();
  running = new AbortController();
}

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Fault(0, 'The server does not answer. Is “dateline serve” still running?');
  }
  const body = await response.json().catch(() => ({ error: 'The answer broke off.' }));
  if (!response.ok) throw new Fault(response.status, body.error ?? 'No answer.');
  return body;
}

export function ask(path, query = '') {
  const text = String(query);
  return answer(fetch(`/api/v1${path}${text ? `?${text}` : ''}`, { signal: running.signal }));
}

function sent(path, text, query) {
  return answer(fetch(`/api/v1${path}?${query}`, {
    method: 'POST', body: text, headers: { 'content-type': 'text/plain' }, signal: running.signal,
  }));
}

export function read(text, query) {
  return sent('/read', text, query);
}

// The page at an address, fetched and read by the program that serves this page.
export function readAt(address, query) {
  return sent('/fetch', address, query);
}
