//! Short reports, parsed by hand, and the record that they should give.

mod actors;
mod events;
mod places;
mod properties;
mod scene;
