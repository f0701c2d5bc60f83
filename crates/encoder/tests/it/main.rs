//! The encoder through its public door: all kernels give the same bytes, and the right ones.

mod encode;
mod floats;
mod golden;
mod hostile;
mod linear;
mod random_model;
mod reference;
