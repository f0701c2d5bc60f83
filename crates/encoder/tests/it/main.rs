//! The encoder through its public door: all kernels give the same bytes, and the right ones.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod encode;
mod floats;
mod golden;
mod hostile;
mod linear;
mod random_model;
mod reference;
