//! Gzip as archives have it: one member a record, so that a broken one costs no other.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

use super::Stream;

/// The first bytes that a gzip stream unpacks to.
pub(super) fn head(packed: &[u8]) -> Vec<u8> {
    let mut head = Vec::new();
    // The packed bytes break off; what came before is enough.
    let _ = GzDecoder::new(packed).take(super::HEAD as u64).read_to_end(&mut head);
    head
}

/// A stream of gzip members, or of bytes that are not packed.
pub(super) struct Members {
    source: Source,
    /// Whether the stream has come to its end.
    pub is_ended: bool,
}

enum Source {
    Plain(Stream),
    Packed(Box<BufReader<GzDecoder<Rewound>>>),
}

impl Members {
    pub fn new(stream: Stream) -> Self {
        Self { source: Source::Packed(Box::new(unpacking(Rewound::new(stream)))), is_ended: false }
    }

    pub fn plain(stream: Stream) -> Self {
        Self { source: Source::Plain(stream), is_ended: false }
    }

    /// Whether it is packed.
    pub fn is_packed(&self) -> bool {
        matches!(self.source, Source::Packed(_))
    }

    /// The member at hand; where nothing is packed, all of it.
    pub fn member(&mut self) -> &mut dyn BufRead {
        match &mut self.source {
            Source::Plain(stream) => stream,
            Source::Packed(member) => member,
        }
    }

    /// Goes on to the next member, after one that was read to its end.
    pub fn next(&mut self) -> io::Result<()> {
        self.renew(|stream| Ok(stream.fill_buf()?.is_empty()))
    }

    /// Goes on to where the next member begins, as far as its first bytes tell. A member that breaks off was unpacked
    /// into the one behind it: what was taken is looked through again.
    pub fn skip_to_next(&mut self) -> io::Result<()> {
        self.renew(|stream| {
            stream.rewind();
            stream.skip()
        })
    }

    /// Begins a member where `place` leaves the stream, unless it says that the stream has ended.
    fn renew(&mut self, place: impl FnOnce(&mut Rewound) -> io::Result<bool>) -> io::Result<()> {
        let Source::Packed(member) = &mut self.source else {
            self.is_ended = true;
            return Ok(());
        };
        let old = std::mem::replace(&mut **member, unpacking(Rewound::new(Box::new(io::empty()))));
        let mut stream = old.into_inner().into_inner();
        self.is_ended = place(&mut stream)?;
        stream.taken.clear();
        **member = unpacking(stream);
        Ok(())
    }
}

fn unpacking(stream: Rewound) -> BufReader<GzDecoder<Rewound>> {
    BufReader::new(GzDecoder::new(stream))
}

/// The packed bytes of a member that are kept, to look through them again.
const MOST_KEPT: usize = 4_000_000;

/// The bytes that may be looked through again beyond twice those that were taken: members made to be lost again and
/// again must not cost more than that.
const MOST_AGAIN: u64 = 64_000_000;

/// A stream that remembers what was taken of it since the member began.
struct Rewound {
    /// What was given back, and how much of that is taken again.
    front: Vec<u8>,
    at: usize,
    stream: Stream,
    taken: Vec<u8>,
    n_fresh: u64,
    n_again: u64,
}

impl Rewound {
    fn new(stream: Stream) -> Self {
        Self { front: Vec::new(), at: 0, stream, taken: Vec::new(), n_fresh: 0, n_again: 0 }
    }

    /// Gives back what was taken but the first byte, if all of it is still there.
    fn rewind(&mut self) {
        let n = self.taken.len() as u64;
        if self.taken.len() < MOST_KEPT && self.n_again + n <= MOST_AGAIN + 2 * self.n_fresh {
            self.n_again += n;
            let taken = std::mem::take(&mut self.taken);
            self.give_back(taken.get(1..).unwrap_or_default());
        }
    }

    fn give_back(&mut self, bytes: &[u8]) {
        self.front = [bytes, &self.front[self.at..]].concat();
        self.at = 0;
    }

    /// Passes over bytes to where a member may begin; whether there is none.
    fn skip(&mut self) -> io::Result<bool> {
        // The last two bytes, which with the next may be the three that a member begins with.
        let mut last = [0; 2];
        loop {
            let Some(&next) = self.fill_buf()?.first() else { return Ok(true) };
            if last == [0x1F, 0x8B] && next == 0x08 {
                self.give_back(&last);
                return Ok(false);
            }
            last = [last[1], next];
            self.consume(1);
        }
    }
}

impl Read for Rewound {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buffer)?;
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Rewound {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.front.len() {
            return Ok(&self.front[self.at..]);
        }
        self.stream.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        let is_front = self.at < self.front.len();
        let room = MOST_KEPT.saturating_sub(self.taken.len());
        if is_front {
            self.taken.extend_from_slice(&self.front[self.at..self.at + n.min(room)]);
            self.at += n;
        } else {
            // The buffer is filled: this reads nothing.
            let buffer = self.stream.fill_buf().unwrap_or_default();
            self.taken.extend_from_slice(&buffer[..n.min(room).min(buffer.len())]);
            self.n_fresh += n as u64;
            self.stream.consume(n);
        }
    }
}
